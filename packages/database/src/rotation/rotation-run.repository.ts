import type { LeaseState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A nightly run as stored: one per municipality and date. */
export interface RotationRunRow {
  readonly id: string;
  readonly runOn: PlainDateString;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly requestedBy: string;
  readonly inputHash: string | null;
  readonly leaseCount: number | null;
  readonly flagCount: number | null;
  readonly newFlagCount: number | null;
  readonly stateCounts: Readonly<Record<LeaseState, number>> | null;
  readonly failureCode: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** The run of a date, made if there is none; a second call for the date returns the same run. */
export async function ensureRotationRun(
  tx: Tx,
  run: { municipalityId: string; id: string; runOn: PlainDateString; requestedBy: string },
): Promise<RotationRunRow> {
  await tx
    .insertInto('rotation_runs')
    .values({
      municipality_id: run.municipalityId,
      id: run.id,
      run_on: run.runOn,
      requested_by: run.requestedBy,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'run_on']).doNothing())
    .execute();
  return await runRows(tx).where('run_on', '=', run.runOn).executeTakeFirstOrThrow();
}

/** A run by id, or undefined. */
export async function findRotationRun(tx: Tx, runId: string): Promise<RotationRunRow | undefined> {
  return await runRows(tx).where('id', '=', runId).executeTakeFirst();
}

/** Runs from the latest date, before `beforeRunOn` (exclusive). */
export async function listRotationRuns(
  tx: Tx,
  page: { readonly beforeRunOn?: PlainDateString | undefined; readonly limit: number },
): Promise<readonly RotationRunRow[]> {
  let query = runRows(tx).orderBy('run_on', 'desc').limit(page.limit);
  if (page.beforeRunOn !== undefined) query = query.where('run_on', '<', page.beforeRunOn);
  return await query.execute();
}

/** How many runs there are. */
export async function countRotationRuns(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('rotation_runs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The latest date with a finished run, or null. */
export async function latestDoneRunOn(tx: Tx): Promise<PlainDateString | null> {
  const row = await tx
    .selectFrom('rotation_runs')
    .where('state', '=', 'done')
    .orderBy('run_on', 'desc')
    .select('run_on as runOn')
    .limit(1)
    .executeTakeFirst();
  return row?.runOn ?? null;
}

/** Marks that the run is under way, unless it was finished before. */
export async function markRotationRunning(tx: Tx, runId: string): Promise<void> {
  await tx
    .updateTable('rotation_runs')
    .set({ state: 'running' })
    .where('id', '=', runId)
    .where('state', 'in', ['queued', 'failed'])
    .execute();
}

/** What a finished run found. */
export interface RotationRunResult {
  readonly inputHash: string;
  readonly leaseCount: number;
  readonly flagCount: number;
  readonly newFlagCount: number;
  readonly stateCounts: Readonly<Record<LeaseState, number>>;
}

/** Stores the result. A repetition overwrites it with what holds now; the count of new flags stays. */
export async function markRotationDone(tx: Tx, runId: string, result: RotationRunResult): Promise<void> {
  await tx
    .updateTable('rotation_runs')
    .set({
      state: 'done',
      input_hash: result.inputHash,
      lease_count: result.leaseCount,
      flag_count: result.flagCount,
      new_flag_count: result.newFlagCount,
      state_counts: JSON.stringify(result.stateCounts),
      failure_code: null,
      finished_at: sql`now()`,
    })
    .where('id', '=', runId)
    .execute();
}

/** Marks that the run could not be made; a finished one keeps its result. */
export async function markRotationFailed(tx: Tx, runId: string, failureCode: string): Promise<void> {
  await tx
    .updateTable('rotation_runs')
    .set({ state: 'failed', failure_code: failureCode })
    .where('id', '=', runId)
    .where('state', '<>', 'done')
    .execute();
}

function runRows(tx: Tx) {
  return tx
    .selectFrom('rotation_runs')
    .select((eb) => [
      'id',
      'run_on as runOn',
      'state',
      'requested_by as requestedBy',
      'input_hash as inputHash',
      'lease_count as leaseCount',
      'flag_count as flagCount',
      'new_flag_count as newFlagCount',
      eb.ref('state_counts').$castTo<Readonly<Record<LeaseState, number>> | null>().as('stateCounts'),
      'failure_code as failureCode',
      'created_at as createdAt',
      'finished_at as finishedAt',
    ]);
}
