import type { Certainty, PlainDateString, RoundState, Track } from '@boligtrapp/domain';
import type { SelectQueryBuilder } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

/** A round as it is listed. */
export interface RoundRow {
  readonly id: string;
  readonly reference: string;
  readonly meetingOn: PlainDateString;
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
  readonly includesMovers: boolean;
  /** The least sure class of forecast vacancies that takes part; null where none is forecast by the policy. */
  readonly forecastCertainty: Certainty | null;
  readonly policySetId: string;
  readonly state: RoundState;
  readonly failureCode: string | null;
  readonly progressDone: number;
  readonly progressTotal: number;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly version: number;
  readonly factsHash: string;
  readonly cancelledBy: string | null;
  readonly cancelReason: string | null;
  /** The round that was computed anew in its place. */
  readonly replacedById: string | null;
}

/** A round by id, or undefined. */
export async function findRound(tx: Tx, roundId: string): Promise<RoundRow | undefined> {
  return await roundRows(tx).where('r.id', '=', roundId).executeTakeFirst();
}

/** Rounds from the newest, after `afterId` (exclusive); ids grow with time. */
export async function listRounds(
  tx: Tx,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly RoundRow[]> {
  let query = roundRows(tx).orderBy('r.id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('r.id', '<', page.afterId);
  return await query.execute();
}

/** Rounds that have a proposal and are not decided, from the newest. */
export async function listProposedRounds(tx: Tx, limit: number): Promise<readonly RoundRow[]> {
  return await roundRows(tx).where('r.state', '=', 'proposed').orderBy('r.id', 'desc').limit(limit).execute();
}

/** How many rounds there are. */
export async function countRounds(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('rounds')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function roundRows(
  tx: Tx,
): SelectQueryBuilder<DB & { r: DB['rounds']; s: DB['round_snapshots'] }, 'r' | 's', RoundRow> {
  return tx
    .selectFrom('rounds as r')
    .innerJoin('round_snapshots as s', (join) =>
      join.onRef('s.municipality_id', '=', 'r.municipality_id').onRef('s.round_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.reference',
      'r.meeting_on as meetingOn',
      'r.horizon_ends_on as horizonEndsOn',
      'r.tracks',
      'r.includes_movers as includesMovers',
      'r.forecast_certainty as forecastCertainty',
      'r.policy_set_id as policySetId',
      'r.state',
      'r.failure_code as failureCode',
      'r.progress_done as progressDone',
      'r.progress_total as progressTotal',
      'r.requested_by as requestedBy',
      'r.created_at as createdAt',
      'r.finished_at as finishedAt',
      'r.version',
      's.facts_hash as factsHash',
      'r.cancelled_by as cancelledBy',
      'r.cancel_reason as cancelReason',
      'r.replaced_by_id as replacedById',
    ]);
}

/** The newest round that has a proposal, or undefined; ids grow with time. Cancelled ones do not count. */
export async function findLastProposedRound(tx: Tx): Promise<RoundRow | undefined> {
  return await roundRows(tx)
    .where('r.state', 'in', ['proposed', 'closed'])
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The seed of the lot that settled the ties of a round, or undefined where there were none. */
export async function findLotSeed(tx: Tx, roundId: string): Promise<string | undefined> {
  const lot = await tx.selectFrom('lots').where('round_id', '=', roundId).select('seed').executeTakeFirst();
  return lot?.seed;
}

/** The stored proposal of a round. */
export interface ProposalRow {
  readonly problemHash: string;
  readonly solution: string;
  readonly solutionHash: string;
  readonly engineVersion: string;
  readonly isOptimal: boolean;
  readonly solveMs: number;
  readonly createdAt: string;
}

/** The proposal of a round, or undefined while there is none. */
export async function findProposal(tx: Tx, roundId: string): Promise<ProposalRow | undefined> {
  return await tx
    .selectFrom('proposals')
    .where('round_id', '=', roundId)
    .select([
      'problem_hash as problemHash',
      'solution',
      'solution_hash as solutionHash',
      'engine_version as engineVersion',
      'is_optimal as isOptimal',
      'solve_ms as solveMs',
      'created_at as createdAt',
    ])
    .executeTakeFirst();
}

/** Verdicts of one household against every dwelling of the snapshot, in its order. */
export interface VerdictRow {
  readonly householdId: string;
  readonly failedRules: readonly number[];
  readonly misfits: readonly number[];
  readonly scores: readonly number[];
}

/** The stored verdicts of a round: of one household, or of all. */
export async function listVerdicts(
  tx: Tx,
  roundId: string,
  householdId?: string,
): Promise<readonly VerdictRow[]> {
  let query = tx
    .selectFrom('verdicts')
    .where('round_id', '=', roundId)
    .select(['household_id as householdId', 'failed_rules as failedRules', 'misfits', 'scores'])
    .orderBy('household_id');
  if (householdId !== undefined) query = query.where('household_id', '=', householdId);
  return await query.execute();
}
