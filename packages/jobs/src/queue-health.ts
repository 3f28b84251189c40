import type { QueueName } from '@boligtrapp/contracts';
import type { StoreQueue } from './backend.ts';
import { QUEUE_NAMES } from './queues.ts';

/** How one queue is doing. */
export interface QueueHealth {
  readonly queue: QueueName;
  readonly counts: QueueCounts;
  /**
   * Milliseconds since the job that has waited longest could have been started; 0 when none waits. One that
   * was put back counts from when it was made. It grows without end when no worker is alive.
   */
  readonly oldestDueAgeMs: number;
  /**
   * Milliseconds since the longest running job was started; 0 when none runs. Nobody takes back the job of a
   * dead worker when that was the last one, so this is watched too.
   */
  readonly oldestActiveAgeMs: number;
}

/** Jobs by state. `delayed` are ticks to come and attempts to be made again; `failed` are given up. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly completed: number;
}

/** Opens a queue that answered, as `QueueOpener` does. */
type OpenQueue = (name: QueueName) => Promise<StoreQueue>;

/** Reads the health of every queue. @throws the store's error when it cannot be asked. */
export async function readAllQueueHealth(open: OpenQueue, nowMs: number): Promise<readonly QueueHealth[]> {
  return Promise.all(QUEUE_NAMES.map(async (name) => readQueueHealth(name, await open(name), nowMs)));
}

/** Reads the health of one queue at the instant `nowMs`, in milliseconds since the epoch. */
export async function readQueueHealth(
  name: QueueName,
  queue: StoreQueue,
  nowMs: number,
): Promise<QueueHealth> {
  const counts = await queue.getJobCounts(
    'waiting',
    'prioritized',
    'active',
    'delayed',
    'failed',
    'completed',
  );
  // The newest is first, and on PostgreSQL stays so whatever order is asked for; some more than the last one
  // are read because jobs come and go after the counting.
  const last = (counts['waiting'] ?? 0) - 1;
  const [waiting, delayed, active] = await Promise.all([
    last < 0 ? [] : queue.getJobs(['waiting'], Math.max(0, last - 9), last, false),
    queue.getJobs(['delayed'], 0, 0, true),
    queue.getJobs(['active'], 0, -1, true),
  ]);
  const dueMs = [...waiting, ...delayed].map((job) => job.timestamp + job.delay);
  const startedMs = active.map((job) => job.processedOn ?? job.timestamp);
  return {
    queue: name,
    counts: {
      waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
      failed: counts['failed'] ?? 0,
      completed: counts['completed'] ?? 0,
    },
    oldestDueAgeMs: oldestAgeMs(dueMs, nowMs),
    oldestActiveAgeMs: oldestAgeMs(startedMs, nowMs),
  };
}

function oldestAgeMs(instantsMs: readonly number[], nowMs: number): number {
  return instantsMs.reduce((oldest, instant) => Math.max(oldest, nowMs - instant), 0);
}
