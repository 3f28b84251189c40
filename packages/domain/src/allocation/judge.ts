import { createJudgingContext, type JudgingContext } from './judging-context.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from './round-facts.ts';
import { RULES, type RuleCode, type VerdictFigure } from './rules.ts';
import { type ScorePart, scoreParts } from './wishes.ts';

/** The outcome of one rule for one pair. */
export interface RuleVerdict {
  readonly rule: RuleCode;
  readonly passed: boolean;
  readonly value: VerdictFigure;
  readonly limit: VerdictFigure;
}

/** What is kept of a pair. */
export interface PairVerdict {
  /** Bit set of the failed rules by their position in {@link RULES}; 0 where all passed. */
  readonly failedRules: number;
  /** Levels between need and dwelling; -1 where a rule failed. */
  readonly misfit: number;
  /** Points of the wishes; 0 where a rule failed. */
  readonly score: number;
}

/** Every household of a round against every dwelling of it. */
export interface RoundJudgement {
  /** In the order of the facts' households. */
  readonly rows: readonly { readonly householdId: string; readonly verdicts: readonly PairVerdict[] }[];
}

/** Judges every pair; each row follows the order of the facts' dwellings. Time: households × dwellings × rules. */
export function judgeRound(facts: RoundFacts): RoundJudgement {
  const context = createJudgingContext(facts);
  return {
    rows: facts.households.map((household) => ({
      householdId: household.id,
      verdicts: facts.dwellings.map((dwelling) => judgePair(context, household, dwelling)),
    })),
  };
}

/** The verdict on one pair. */
export function judgePair(
  context: JudgingContext,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): PairVerdict {
  let failedRules = 0;
  for (const [bit, rule] of RULES.entries()) {
    if (!rule.passes(context, household, dwelling)) failedRules |= 1 << bit;
  }
  if (failedRules !== 0) return { failedRules, misfit: -1, score: 0 };
  return {
    failedRules,
    misfit: Math.abs(dwelling.level - household.level),
    score: sumOf(scoreParts(context, household, dwelling)),
  };
}

/** The same verdict in full: every rule with what the dwelling has and what is asked, and the parts of the score. */
export function explainPair(
  context: JudgingContext,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): { readonly rules: readonly RuleVerdict[]; readonly score: readonly ScorePart[] } {
  const rules = RULES.map((rule) => ({
    rule: rule.code,
    passed: rule.passes(context, household, dwelling),
    ...rule.explain(context, household, dwelling),
  }));
  return {
    rules,
    score: rules.every((verdict) => verdict.passed) ? scoreParts(context, household, dwelling) : [],
  };
}

/** The codes in a bit set of failed rules, in the order of {@link RULES}. */
export function failedRuleCodes(failedRules: number): readonly RuleCode[] {
  return RULES.filter((_, bit) => (failedRules & (1 << bit)) !== 0).map((rule) => rule.code);
}

function sumOf(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}
