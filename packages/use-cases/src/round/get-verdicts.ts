import { countVerdicts, inTenant, readVerdictsOf, type Tx } from '@boligtrapp/database';
import {
  createJudgingContext,
  explainPair,
  failedRuleCodes,
  type RoundFacts,
  type RoundHousehold,
  type RuleCode,
  type RuleVerdict,
  type ScorePart,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
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
    const visible = await listVisible(tx, actor, query.roundId, facts);
    const rest = visible.filter(({ rank }) => rank > query.afterRank);
    const page = rest.slice(0, query.limit);
    const ids = page.map(({ id }) => id);
    const rows = new Map((await readVerdictsOf(tx, query.roundId, ids)).map((row) => [row.householdId, row]));
    await logAccess(tx, deps, actor, {
      operation: 'list-verdicts',
      householdIds: ids,
    });
    return {
      totalCount: visible.length,
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
    const hidden = await hiddenFromFrozen(tx, actor);
    const household = facts.households.find(({ id }) => id === query.householdId && !hidden.has(id));
    const [row] = await readVerdictsOf(tx, query.roundId, [query.householdId]);
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

/** The households that have verdicts and whose cases are not hidden from the actor, by rank. */
async function listVisible(
  tx: Tx,
  actor: Actor,
  roundId: string,
  facts: RoundFacts,
): Promise<readonly RoundHousehold[]> {
  if ((await countVerdicts(tx, roundId)) === 0) return [];
  const hidden = await hiddenFromFrozen(tx, actor);
  return facts.households.filter(({ id }) => !hidden.has(id));
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
