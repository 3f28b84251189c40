import { listJobKinds, type QueueName } from '@boligtrapp/contracts';
import type { QueueStore, StoreWorker, StoreWorkerEvents } from './backend.ts';
import { QueueStoreError, toErrorCode, toGivenUpCode, toStoreTimeout } from './job-errors.ts';
import type { BoundJobHandler } from './job-handler.ts';
import type { JobLog } from './job-log.ts';
import { type AbortReason, createJobProcessor } from './job-processor.ts';
import { createLogLimiter, type LogLimiter } from './log-limiter.ts';
import { backoffMs, pause, within } from './pause.ts';

/**
 * How fast a dead worker is noticed.
 *
 * A lock lives 15 s and is renewed at half of that, so a running job survives an outage of the store, or a
 * blocked event loop, of at least 7 s. A worker killed at the worst moment is noticed by another one after
 * at most 15 s (lock) + 2 × 5 s (a check marks the job, a later one takes it back) + 5 s (an idle
 * worker looks again): 30 s, half of the 60 s promised.
 * A job is taken back three times before it is failed, because a job that kills its worker (out of memory)
 * must not go round for ever, and a job that only met three restarts should live.
 */
export const WORKER_TIMINGS = {
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
  // Seconds an idle worker waits for a notification before it looks for itself.
  drainDelay: 5,
  // Wait after a refused connection while running; BullMQ's own 15 s alone would break the 10 s for recovery.
  runRetryDelay: 1_000,
} as const;

const READY_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 250;
const MOST_RETRY_MS = 5_000;
const CLOSE_TIMEOUT_MS = 2_000;
const MAX_ERROR_LINES_PER_SECOND = 10;

/** Settings of {@link startGuardedWorker}. */
export interface GuardedWorkerOptions {
  readonly store: QueueStore;
  readonly queue: QueueName;
  /** One handler for each kind of job of the queue. */
  readonly handlers: readonly BoundJobHandler[];
  /** Jobs run at the same time by this worker; 1 when not given. */
  readonly concurrency?: number;
  readonly log: JobLog;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
}

/** `starting`: the store has not answered yet, or is being tried again. */
export type GuardedWorkerState = 'starting' | 'running' | 'closed';

/** A worker that survives an absent store. */
export interface GuardedWorker {
  readonly queue: QueueName;
  readonly state: () => GuardedWorkerState;
  /**
   * Stops taking jobs, lets running ones finish for `graceMs`, then aborts their signals; resolves within
   * about `graceMs` + 4 s whatever the jobs and the store do. A job that did not end is taken by another worker.
   */
  readonly close: (graceMs?: number) => Promise<void>;
}

/**
 * Starts a worker for one queue that runs for as long as the process does.
 *
 * A BullMQ worker on PostgreSQL that is built while the database is out of reach keeps the first refusal for
 * ever: it never runs a job, and either says nothing or emits errors without end. So a worker is built idle,
 * asked whether it is ready, and run only then; a refused one is closed and, after a growing pause (0.25 s to
 * 5 s), replaced. Error events are logged at most ten times a second.
 *
 * @throws {Error} when the handlers are not exactly one for each kind of job of the queue.
 */
export function startGuardedWorker(options: GuardedWorkerOptions): GuardedWorker {
  const { store, queue, log, nowMs } = options;
  const handlers = byKind(queue, options.handlers);
  const write: LogLimiter['write'] = (fields, message) => log.warn(fields, message);
  const limiter = createLogLimiter({ maxPerSecond: MAX_ERROR_LINES_PER_SECOND, nowMs, write });
  const processor = createJobProcessor({ handlers, log, nowMs });
  const stopping = new AbortController();
  let state: GuardedWorkerState = 'starting';
  let current: StoreWorker | undefined;
  const cancel = (jobId: string): void => void current?.cancelJob(jobId, LOCK_LOST);

  function build(): StoreWorker {
    const events = createEvents({ queue, handlers, log, limiter, cancel });
    const all = { ...WORKER_TIMINGS, concurrency: options.concurrency ?? 1 };
    return store.openWorker(queue, processor, all, events);
  }

  async function superviseWorkers(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const worker = build();
      current = worker;
      try {
        await within(worker.waitUntilReady(), READY_TIMEOUT_MS, toStoreTimeout);
        if (stopping.signal.aborted) return;
        state = 'running';
        failures = 0;
        limiter.flush();
        log.info({ queue }, 'queue worker running');
        await worker.run();
      } catch (error) {
        limiter.write({ queue, errorCode: toErrorCode(error) }, 'queue worker not running, trying again');
      }
      if (stopping.signal.aborted) return;
      state = 'starting';
      failures += 1;
      await closeQuickly(worker);
      await pause(backoffMs(failures, FIRST_RETRY_MS, MOST_RETRY_MS), stopping.signal);
    }
  }

  const supervised = superviseWorkers();

  async function close(graceMs: number): Promise<void> {
    stopping.abort();
    const wasRunning = state === 'running';
    state = 'closed';
    if (current !== undefined) await (wasRunning ? closeGently(current, graceMs) : closeQuickly(current));
    await settledWithin(supervised, CLOSE_TIMEOUT_MS);
    limiter.flush();
    log.info({ queue }, 'queue worker closed');
  }

  let closing: Promise<void> | undefined;
  return {
    queue,
    state: () => state,
    close: (graceMs = 3_000) => (closing ??= close(graceMs)),
  };
}

const LOCK_LOST: AbortReason = 'lock-lost';
const SHUTDOWN: AbortReason = 'shutdown';

function byKind(
  queue: QueueName,
  handlers: readonly BoundJobHandler[],
): ReadonlyMap<string, BoundJobHandler> {
  const kinds = listJobKinds(queue);
  const map = new Map(handlers.map((handler) => [handler.kind, handler]));
  const fits =
    map.size === handlers.length &&
    map.size === kinds.length &&
    handlers.every((handler) => handler.queue === queue) &&
    kinds.every((kind) => map.has(kind));
  if (!fits) throw new Error(`The queue ${queue} needs exactly one handler for each of: ${kinds.join(', ')}`);
  return map;
}

interface EventContext {
  readonly queue: QueueName;
  readonly handlers: ReadonlyMap<string, BoundJobHandler>;
  readonly log: JobLog;
  readonly limiter: LogLimiter;
  readonly cancel: (jobId: string) => void;
}

function createEvents({ queue, handlers, log, limiter, cancel }: EventContext): StoreWorkerEvents {
  return {
    onError(error) {
      limiter.write({ queue, errorCode: toErrorCode(error) }, 'queue worker error');
    },
    onLockLost(jobIds) {
      for (const jobId of jobIds) cancel(jobId);
    },
    onStalled(jobId) {
      log.warn({ queue, jobId }, 'job taken back from a worker that stopped');
    },
    onGivenUp(job, error) {
      const kind = job?.name ?? '';
      const errorCode = toGivenUpCode(error);
      log.error({ queue, kind, jobId: job?.id ?? '', errorCode }, 'job given up');
      handlers
        .get(kind)
        ?.giveUp(job?.data, errorCode)
        .catch((failure: unknown) => {
          log.error(
            { queue, kind, jobId: job?.id ?? '', errorCode: toErrorCode(failure) },
            'giving up not stored',
          );
        });
    },
  };
}

async function closeGently(worker: StoreWorker, graceMs: number): Promise<void> {
  const closed = worker.close();
  if (await settledWithin(closed, graceMs)) return;
  worker.cancelAllJobs(SHUTDOWN);
  if (await settledWithin(closed, CLOSE_TIMEOUT_MS)) return;
  // The store or a handler does not answer; let go of the connections so that the process can end.
  void worker.disconnect().catch(() => undefined);
}

async function closeQuickly(worker: StoreWorker): Promise<void> {
  await settledWithin(worker.close(true), CLOSE_TIMEOUT_MS);
}

/** True when the work ended, well or badly, within the time. */
async function settledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  try {
    await within(work, ms, toStoreTimeout);
    return true;
  } catch (error) {
    return !(error instanceof QueueStoreError && error.code === 'queue-store.timeout');
  }
}
