import { inTenant, listVerdicts } from '@boligtrapp/database';
import {
  createJudgingContext,
  explainPair,
  failedRuleCodes,
  type RuleCode,
  type RuleVerdict,
  type ScorePart,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { loadFacts, loadRound, type ReadRoundDeps } from './read-round.ts';

/** The verdict on one dwelling for a household, as stored. */
export interface DwellingVerdict {
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly failedRules: readonly RuleCode[];
  /** Levels between need and dwelling; null where a rule failed. */
  readonly misfit: number | null;
  /** Points; null where a rule failed. */
  readonly score: number | null;
}

/** A household with its verdicts. */
export interface HouseholdVerdicts {
  readonly householdId: string;
  readonly householdReference: string;
  readonly rank: number;
  readonly dwellings: readonly DwellingVerdict[];
}

/** Every rule for one household and one dwelling. */
export interface ExplainedDwelling extends DwellingVerdict {
  readonly rules: readonly RuleVerdict[];
  readonly scoreParts: readonly ScorePart[];
}

/** A page of households; `totalCount` counts those on all pages. */
export interface VerdictPage {
  readonly items: readonly HouseholdVerdicts[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Stored verdicts of households by rank, after rank `afterRank` (exclusive). */
export async function listRoundVerdicts(
  deps: ReadRoundDeps,
  actor: Actor,
  query: { readonly roundId: string; readonly afterRank: number; readonly limit: number },
): Promise<VerdictPage> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await loadRound(tx, query.roundId);
    const facts = await loadFacts(tx, query.roundId);
    const rows = new Map((await listVerdicts(tx, query.roundId)).map((row) => [row.householdId, row]));
    const rest = facts.households.filter(({ id, rank }) => rank > query.afterRank && rows.has(id));
    const page = rest.slice(0, query.limit);
    await logAccess(tx, deps, actor, {
      operation: 'list-verdicts',
      householdIds: page.map(({ id }) => id),
    });
    return {
      totalCount: rows.size,
      isLast: rest.length <= query.limit,
      items: page.map(({ id, reference, rank }) => ({
        householdId: id,
        householdReference: reference,
        rank,
        dwellings: facts.dwellings.map((dwelling, index) => toVerdict(dwelling, index, rows.get(id))),
      })),
    };
  });
}

/**
 * Every rule for every dwelling for one household, with values and limits, recomputed from the frozen facts. Names
 * no other household.
 *
 * @throws {NotFoundError} `round.not-found`; `verdict.not-found` when the household takes no part in the round.
 */
export async function explainHousehold(
  deps: ReadRoundDeps,
  actor: Actor,
  query: { readonly roundId: string; readonly householdId: string },
): Promise<Omit<HouseholdVerdicts, 'dwellings'> & { readonly dwellings: readonly ExplainedDwelling[] }> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await loadRound(tx, query.roundId);
    const facts = await loadFacts(tx, query.roundId);
    const household = facts.households.find(({ id }) => id === query.householdId);
    const [row] = await listVerdicts(tx, query.roundId, query.householdId);
    if (household === undefined || row === undefined) throw new NotFoundError('verdict.not-found');
    await logAccess(tx, deps, actor, { operation: 'explain-household', householdIds: [household.id] });
    const context = createJudgingContext(facts);
    return {
      householdId: household.id,
      householdReference: household.reference,
      rank: household.rank,
      dwellings: facts.dwellings.map((dwelling, index) => {
        const { rules, score } = explainPair(context, household, dwelling);
        return { ...toVerdict(dwelling, index, row), rules, scoreParts: score };
      }),
    };
  });
}

function toVerdict(
  dwelling: { readonly id: string; readonly reference: string },
  index: number,
  row:
    | {
        readonly failedRules: readonly number[];
        readonly misfits: readonly number[];
        readonly scores: readonly number[];
      }
    | undefined,
): DwellingVerdict {
  const failed = row?.failedRules[index] ?? 0;
  return {
    dwellingId: dwelling.id,
    dwellingReference: dwelling.reference,
    failedRules: failedRuleCodes(failed),
    misfit: failed === 0 ? (row?.misfits[index] ?? null) : null,
    score: failed === 0 ? (row?.scores[index] ?? null) : null,
  };
}
