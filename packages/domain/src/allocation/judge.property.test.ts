import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFacts } from '../../test/allocation/arbitrary-facts.ts';
import { readRulesAloud } from '../../test/allocation/read-aloud.ts';
import { explainPair, failedRuleCodes, judgeRound, type PairVerdict } from './judge.ts';
import { createJudgingContext } from './judging-context.ts';
import type { RoundFacts } from './round-facts.ts';
import { RULES, type RuleCode } from './rules.ts';

/** Verdicts by household and dwelling, whatever the order. */
function byPair(facts: RoundFacts): ReadonlyMap<string, PairVerdict> {
  return new Map(
    judgeRound(facts).rows.flatMap(({ householdId, verdicts }) =>
      verdicts.map((verdict, index) => [`${householdId} in ${facts.dwellings[index]?.id}`, verdict]),
    ),
  );
}

function count(counts: Map<RuleCode | 'all', number>, code: RuleCode | 'all'): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

describe('the judgement of a round', () => {
  it('is what reading the rules aloud for each pair gives', () => {
    const passes = new Map<RuleCode | 'all', number>();
    const failures = new Map<RuleCode | 'all', number>();
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const verdicts = byPair(facts);
        expect(verdicts.size).toBe(facts.households.length * facts.dwellings.length);
        for (const household of facts.households) {
          for (const dwelling of facts.dwellings) {
            const verdict = verdicts.get(`${household.id} in ${dwelling.id}`);
            const aloud = readRulesAloud(facts, household, dwelling);
            expect(new Set(failedRuleCodes(verdict?.failedRules ?? -1))).toEqual(aloud);
            expect(verdict?.misfit).toBe(aloud.size > 0 ? -1 : Math.abs(dwelling.level - household.level));
            for (const { code } of RULES) count(aloud.has(code) ? failures : passes, code);
            count(aloud.size > 0 ? failures : passes, 'all');
          }
        }
      }),
      { numRuns: 1500 },
    );
    // The facts reach both sides of every rule, and pairs that fit.
    for (const { code } of RULES) {
      expect(passes.get(code), code).toBeGreaterThan(50);
      expect(failures.get(code), code).toBeGreaterThan(50);
    }
    expect(passes.get('all')).toBeGreaterThan(50);
  });

  it('is told in full by the explanation: the same failures, parts that add up to the score, none below 0', () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const context = createJudgingContext(facts);
        for (const [row, household] of facts.households.entries()) {
          for (const [column, dwelling] of facts.dwellings.entries()) {
            const verdict = judgeRound(facts).rows[row]?.verdicts[column];
            const { rules, score } = explainPair(context, household, dwelling);
            const failed = rules.filter(({ passed }) => !passed).map(({ rule }) => rule);
            expect(failed).toEqual(failedRuleCodes(verdict?.failedRules ?? -1));
            expect(score.reduce((sum, { points }) => sum + points, 0)).toBe(verdict?.score);
            expect(score.filter(({ points }) => points < 0 || !Number.isInteger(points))).toEqual([]);
            expect(score.length).toBe(failed.length === 0 ? 7 : 0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which the facts are listed', () => {
    const withShuffled = arbitraryFacts().chain((facts) =>
      fc
        .record({
          households: shuffled(facts.households),
          dwellings: shuffled(facts.dwellings),
          places: shuffled(facts.places),
          residents: shuffled(facts.residents),
          promised: shuffled(facts.promised ?? []),
          keepApart: shuffled(facts.keepApart),
        })
        .map((changes): readonly [RoundFacts, RoundFacts] => [facts, { ...facts, ...changes }]),
    );
    fc.assert(
      fc.property(withShuffled, ([facts, others]) => {
        expect(judgeRound(others).rows.map(({ householdId }) => householdId)).toEqual(
          others.households.map(({ id }) => id),
        );
        expect(byPair(others)).toEqual(byPair(facts));
      }),
      { numRuns: 300 },
    );
  });

  it('needs neither households nor dwellings', () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        expect(judgeRound({ ...facts, households: [] }).rows).toEqual([]);
        expect(judgeRound({ ...facts, dwellings: [] }).rows.map(({ verdicts }) => verdicts)).toEqual(
          facts.households.map(() => []),
        );
      }),
      { numRuns: 20 },
    );
  });
});
