import type pg from 'pg';
import type { StoreQueue } from './backend.ts';
import { withClient } from './borrow-client.ts';
import { toStoreTimeout } from './job-errors.ts';
import { within } from './pause.ts';
import { JOB_OPTIONS } from './queues.ts';

/** When the nightly rotation ticks: 03:00 in Norway, an hour no clock change skips or repeats. */
export const NIGHTLY_ROTATION = {
  id: 'nightly-rotation',
  pattern: '0 3 * * *',
  timeZone: 'Europe/Oslo',
} as const;

const SCHEDULE_LOCK = 'boligtrapp.schedules';
const STORE_TIMEOUT_MS = 10_000;

/** Settings of {@link registerSchedules}. */
export interface RegisterSchedulesOptions {
  /** The queue `schedules`. */
  readonly queue: StoreQueue;
  /** Any connection to the database all workers share; one is held for the lock. */
  readonly lockPool: pg.Pool;
}

/**
 * Makes sure the nightly tick is scheduled, once, as it should be. Idempotent: call it when a worker starts
 * and now and then afterwards, because a tick that is taken while the store is failing may not have
 * scheduled the one after it.
 *
 * Takes a database-wide advisory lock for the transaction: BullMQ's upserts of one scheduler deadlock with
 * each other on PostgreSQL. A schedule that is in order is left untouched, so that a restart at 03:00 does
 * not replace the tick that is due.
 *
 * @throws {QueueStoreError} `queue-store.timeout` after 10 s; and what the database or the store throws.
 * @returns when the next tick is due, in milliseconds since the epoch; in the past when one is waiting for a worker.
 */
export async function registerSchedules({ queue, lockPool }: RegisterSchedulesOptions): Promise<number> {
  return withClient(lockPool, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [SCHEDULE_LOCK]);
    // A queue that is being closed leaves calls unanswered; the lock must not be held for one of them.
    const nextMs = await within(ensureTick(queue), STORE_TIMEOUT_MS, toStoreTimeout);
    await client.query('COMMIT');
    return nextMs;
  });
}

async function ensureTick(queue: StoreQueue): Promise<number> {
  return (await findNextTickMs(queue)) ?? (await scheduleTick(queue));
}

/** When the next tick is due, or `undefined` when the schedule is missing, different or has stopped. */
async function findNextTickMs(queue: StoreQueue): Promise<number | undefined> {
  const scheduler = await queue.getJobScheduler(NIGHTLY_ROTATION.id);
  const isAsWanted =
    scheduler?.pattern === NIGHTLY_ROTATION.pattern && scheduler.tz === NIGHTLY_ROTATION.timeZone;
  if (!isAsWanted || scheduler.next === undefined) return undefined;
  const waiting = await queue.getJobs(['delayed', 'waiting', 'active', 'prioritized']);
  return waiting.some((job) => job.repeatJobKey === NIGHTLY_ROTATION.id) ? scheduler.next : undefined;
}

async function scheduleTick(queue: StoreQueue): Promise<number> {
  const { id, pattern, timeZone } = NIGHTLY_ROTATION;
  await queue.upsertJobScheduler(id, { pattern, tz: timeZone }, { name: id, data: {}, opts: JOB_OPTIONS });
  const nextMs = await findNextTickMs(queue);
  if (nextMs === undefined) throw new Error(`The schedule ${id} was not stored`);
  return nextMs;
}
