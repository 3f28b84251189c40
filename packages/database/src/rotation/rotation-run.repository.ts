import type { LeaseState, PlainDateString, RotationFlagKind } from '@boligtrapp/domain';
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
  readonly kindCounts: Readonly<Partial<Record<RotationFlagKind, number>>> | null;
  /** How far a making has come that has not ended; null when none is under way. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly attemptCount: number;
  readonly failureCode: string | null;
  /** `sweep`, or the step after it, that failed the last time. */
  readonly failedStep: string | null;
  readonly createdAt: string;
  /** When it was last asked for; a run that was begun before that is to be made again. */
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Whole milliseconds from the start to the end, the time that it was cut off included; null until it is done. */
  readonly durationMs: number | null;
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

/** Notes that somebody asks for the run now: one that is done is made again. @returns the instant of that. */
export async function touchRotationRequest(tx: Tx, runId: string): Promise<string> {
  const { requestedAt } = await tx
    .updateTable('rotation_runs')
    .set({ requested_at: sql`now()` })
    .where('id', '=', runId)
    .returning('requested_at as requestedAt')
    .executeTakeFirstOrThrow();
  return requestedAt;
}

/** Dates before `runOn` whose run has been asked for and is neither done nor given up, oldest first. */
export async function listOwedRunDates(tx: Tx, runOn: PlainDateString): Promise<readonly PlainDateString[]> {
  const rows = await tx
    .selectFrom('rotation_runs')
    .select('run_on as runOn')
    .where('state', 'in', ['queued', 'running'])
    .where('run_on', '<', runOn)
    .orderBy('run_on')
    .execute();
  return rows.map((row) => row.runOn);
}

/** Whether the run of a date is done, and nobody has asked for it again since it was begun. */
export async function isRotationRunSettled(tx: Tx, runOn: PlainDateString): Promise<boolean> {
  const row = await tx
    .selectFrom('rotation_runs')
    .select('id')
    .where('run_on', '=', runOn)
    .where('state', '=', 'done')
    .where((where) =>
      where.or([where('started_at', 'is', null), where('started_at', '>=', where.ref('requested_at'))]),
    )
    .executeTakeFirst();
  return row !== undefined;
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
  return tx.selectFrom('rotation_runs').select((eb) => [
    'id',
    'run_on as runOn',
    'state',
    'requested_by as requestedBy',
    'input_hash as inputHash',
    'lease_count as leaseCount',
    'flag_count as flagCount',
    'new_flag_count as newFlagCount',
    eb.ref('state_counts').$castTo<Readonly<Record<LeaseState, number>> | null>().as('stateCounts'),
    eb
      .ref('kind_counts')
      .$castTo<Readonly<Partial<Record<RotationFlagKind, number>>> | null>()
      .as('kindCounts'),
    sql<{ done: number; total: number } | null>`case when progress is not null then json_build_object(
        'done', (progress ->> 'leaseCount')::int, 'total', total_count) end`.as('progress'),
    'attempt_count as attemptCount',
    'failure_code as failureCode',
    'failed_step as failedStep',
    'created_at as createdAt',
    'requested_at as requestedAt',
    'started_at as startedAt',
    'finished_at as finishedAt',
    sql<number | null>`case when state = 'done' and finished_at >= started_at
        then round(extract(epoch from finished_at - started_at) * 1000)::int8 end`.as('durationMs'),
  ]);
}
