import { inTenant, readVerdictsOf, type Tx, type VerdictRow } from '@boligtrapp/database';
import {
  type AddedLoad,
  explainPair,
  failedRuleCodes,
  type RoundDwelling,
  type RoundHousehold,
  type RuleVerdict,
  type ScorePart,
  type Statement,
  state,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { countByRule, type ProposalHousehold, summaryOf, type Unplaced } from '../round/get-proposal.ts';
import type { ReadRoundDeps } from '../round/read-round.ts';
import { type CertificateView, certificateOf } from './certificate.ts';
import { type ExplainedRound, loadExplainedRound, namesOf, watchNames } from './explained-round.ts';
import { outcomeStatement } from './outcome-statements.ts';
import { outcomeOf, type PairOutcome } from './pair-outcome.ts';
import { loadsWith } from './round-endings.ts';

/** A dwelling of a round, for a household. */
export interface DwellingExplanation {
  readonly dwelling: Pick<
    RoundDwelling,
    'id' | 'reference' | 'track' | 'level' | 'vacancy' | 'availableFrom' | 'certainty'
  >;
  readonly outcome: PairOutcome['kind'];
  readonly statement: Statement;
  /** Every rule; the failed ones are why it is excluded. */
  readonly rules: readonly RuleVerdict[];
  /** Levels between need and dwelling; null where a rule failed. */
  readonly misfit: number | null;
  /** Points; null where a rule failed. Their parts add up to them. */
  readonly score: number | null;
  readonly scoreParts: readonly ScorePart[];
  /** Building, neighbourhood, district. */
  readonly loads: readonly AddedLoad[];
}

/** Why a household ends where it does: a page of all dwellings considered, nearest first. */
export interface HouseholdExplanationPage {
  readonly household: ProposalHousehold;
  /** Where it ends. */
  readonly ending: Statement;
  readonly isServed: boolean;
  readonly dwelling: { readonly id: string; readonly reference: string } | null;
  /** Null for a household that is served. */
  readonly certificate: CertificateView | null;
  readonly fittingCount: number;
  readonly excludedBy: Unplaced['excludedBy'];
  readonly items: readonly (DwellingExplanation & { readonly position: number })[];
  readonly isLast: boolean;
  readonly totalCount: number;
  readonly names: { readonly place: (id: string) => string };
}

/** Which page of the dwellings of which household. */
export interface ExplainHousehold {
  readonly roundId: string;
  readonly householdId: string;
  /** Position of the last dwelling of the page before, from 1; 0 for the first page. */
  readonly afterPosition: number;
  readonly limit: number;
}

/**
 * Says of a household of a round where it ends and why, for every dwelling considered: first the one it gets, then
 * those that fit (least misfit, most points), then those that fail the fewest rules. Functional need only. Another
 * household is named by its reference, and only to those who may read assessments; the reading is logged for everyone
 * who is named.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`; `verdict.not-found` when the household takes no part
 * in the round, or its case is hidden from the actor.
 */
export async function explainHouseholdOutcomes(
  deps: ReadRoundDeps,
  actor: Actor,
  query: ExplainHousehold,
): Promise<HouseholdExplanationPage> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const round = await loadExplainedRound(tx, actor, query.roundId);
    const { household, verdicts } = await findHousehold(tx, round, query);
    const names = watchNames(namesOf(round, actor));
    const explained = explainIn(round, household, verdicts, query);
    const items = explained.page.map(({ index, position }) =>
      explainDwelling(round, { household, verdicts, index, position }, names),
    );
    const { page: _, ...summary } = explained;
    const result = { ...summary, items, names };
    await logAccess(tx, deps, actor, {
      operation: 'explain-household',
      householdIds: [household.id, ...names.named()],
    });
    return result;
  });
}

async function findHousehold(
  tx: Tx,
  { endings, hidden }: ExplainedRound,
  { roundId, householdId }: Pick<ExplainHousehold, 'roundId' | 'householdId'>,
): Promise<{ readonly household: RoundHousehold; readonly verdicts: VerdictRow }> {
  const household = endings.households.get(householdId);
  const [verdicts] = await readVerdictsOf(tx, roundId, [householdId]);
  if (household === undefined || hidden.has(householdId) || verdicts === undefined) {
    throw new NotFoundError('verdict.not-found');
  }
  return { household, verdicts };
}

interface Position {
  /** Of the dwelling in the facts. */
  readonly index: number;
  readonly position: number;
}

function explainIn(
  { endings }: ExplainedRound,
  household: RoundHousehold,
  verdicts: VerdictRow,
  { afterPosition, limit }: ExplainHousehold,
): Omit<HouseholdExplanationPage, 'items' | 'names'> & { readonly page: readonly Position[] } {
  const { facts } = endings;
  const dwelling = endings.dwellings.get(endings.endings.get(household.id) ?? '');
  const isServed = endings.served.has(household.id);
  const others = facts.dwellings.flatMap(({ id }, index) =>
    id === household.currentDwellingId ? [] : [verdicts.failedRules[index] ?? 0],
  );
  const fittingCount = others.filter((failed) => failed === 0).length;
  const ordered = inOrder(endings, household, verdicts).map((index, at) => ({ index, position: at + 1 }));
  return {
    household: summaryOf(household),
    ending: endingOf(endings, household, dwelling),
    isServed,
    dwelling: dwelling === undefined ? null : { id: dwelling.id, reference: dwelling.reference },
    certificate: isServed
      ? null
      : certificateOf(endings, household.id, { considered: others.length, fitting: fittingCount }),
    fittingCount,
    excludedBy: countByRule(others.map((failedRules) => ({ failedRules, dwellings: 1 }))),
    page: ordered.slice(afterPosition, afterPosition + limit),
    isLast: afterPosition + limit >= ordered.length,
    totalCount: ordered.length,
  };
}

function endingOf(
  { dwellings, served }: ExplainedRound['endings'],
  household: RoundHousehold,
  dwelling: RoundDwelling | undefined,
): Statement {
  if (dwelling === undefined) return state('ending.gets-none', {});
  if (!served.has(household.id)) return state('ending.stays', { dwelling: dwelling.reference });
  const from = dwellings.get(household.currentDwellingId ?? '');
  return from === undefined
    ? state('ending.placed', { dwelling: dwelling.reference })
    : state('ending.moves', { dwelling: dwelling.reference, from: from.reference });
}

/** Positions of the facts' dwellings: where it ends, its home, what fits best, what fails least. */
function inOrder(
  { facts, endings }: ExplainedRound['endings'],
  household: RoundHousehold,
  { failedRules, misfits, scores }: VerdictRow,
): readonly number[] {
  const keys = facts.dwellings.map(({ id }, index): readonly number[] => {
    const failed = failedRules[index] ?? 0;
    const nearness = endings.get(household.id) === id ? 0 : id === household.currentDwellingId ? 1 : 2;
    const fit =
      failed === 0 ? [0, misfits[index] ?? 0, -(scores[index] ?? 0)] : [failedRuleCodes(failed).length, 0, 0];
    return [nearness, ...fit, index];
  });
  return keys
    .toSorted((a, b) => {
      const at = a.findIndex((key, position) => key !== b[position]);
      return (a[at] ?? 0) - (b[at] ?? 0);
    })
    .map((key) => key.at(-1) ?? 0);
}

function explainDwelling(
  { endings }: ExplainedRound,
  {
    household,
    verdicts,
    index,
    position,
  }: Position & { readonly household: RoundHousehold; readonly verdicts: VerdictRow },
  names: Parameters<typeof outcomeStatement>[2],
): DwellingExplanation & { readonly position: number } {
  const dwelling = endings.facts.dwellings[index];
  if (dwelling === undefined) throw new Error('a verdict is of a dwelling of the facts');
  const failed = verdicts.failedRules[index] ?? 0;
  const outcome = outcomeOf(endings, household, dwelling, failed);
  const { rules, score } = explainPair(endings.context, household, dwelling);
  return {
    dwelling,
    position,
    outcome: outcome.kind,
    statement: outcomeStatement(outcome, failedRuleCodes(failed).length, names),
    rules,
    misfit: failed === 0 ? (verdicts.misfits[index] ?? null) : null,
    score: failed === 0 ? (verdicts.scores[index] ?? null) : null,
    scoreParts: score,
    loads: loadsWith(endings, household, dwelling),
  };
}
