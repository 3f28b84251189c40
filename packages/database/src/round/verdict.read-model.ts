import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { VerdictRow } from './round.read-model.ts';

/** The verdict on one pair, as stored. */
export interface PairVerdictRow {
  readonly householdId: string;
  readonly failedRules: number;
  readonly misfit: number;
  readonly score: number;
}

/** Pairs of the round's households with the position of a dwelling in the facts, from 0. */
export type HouseholdPosition = readonly [householdId: string, position: number];

/** How many households of the round have verdicts: all of them, or none before it is solved. */
export async function countVerdicts(tx: Tx, roundId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('verdicts')
    .where('round_id', '=', roundId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The verdicts of the given households against every dwelling, in no order that means anything. */
export async function readVerdictsOf(
  tx: Tx,
  roundId: string,
  householdIds: readonly string[],
): Promise<readonly VerdictRow[]> {
  if (householdIds.length === 0) return [];
  return await tx
    .selectFrom('verdicts')
    .where('round_id', '=', roundId)
    .where('household_id', 'in', householdIds)
    .select(['household_id as householdId', 'failed_rules as failedRules', 'misfits', 'scores'])
    .execute();
}

/** The verdicts on single pairs: one element of a household's row each, so that no row has to travel. */
export async function readVerdictsAt(
  tx: Tx,
  roundId: string,
  pairs: readonly HouseholdPosition[],
): Promise<readonly PairVerdictRow[]> {
  const { rows } = await sql<PairVerdictRow>`
    select v.household_id as "householdId", v.failed_rules[p.at] as "failedRules", v.misfits[p.at] as misfit,
      v.scores[p.at] as score
    from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, position]) => position + 1)}::int[]) p (id, at)
    join verdicts v on v.round_id = ${roundId} and v.household_id = p.id`.execute(tx);
  return rows;
}

/** So many dwellings fail the same rules for a household. */
export interface FailureCount {
  readonly householdId: string;
  /** Bit set; 0 for those that fit. */
  readonly failedRules: number;
  readonly dwellings: number;
}

/**
 * For each of the households how many dwellings fail which rules, counted where the rows are; the dwelling at the
 * position (its own home) is left out, -1 for none.
 */
export async function countFailures(
  tx: Tx,
  roundId: string,
  households: readonly HouseholdPosition[],
): Promise<readonly FailureCount[]> {
  const { rows } = await sql<FailureCount>`
    select v.household_id as "householdId", f.failed as "failedRules", count(*)::int as dwellings
    from unnest(${households.map(([id]) => id)}::uuid[], ${households.map(([, at]) => at + 1)}::int[]) p (id, home)
    join verdicts v on v.round_id = ${roundId} and v.household_id = p.id
    cross join lateral unnest(v.failed_rules) with ordinality f (failed, at)
    where f.at <> p.home
    group by v.household_id, f.failed`.execute(tx);
  return rows;
}
