import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import type { StoreProcessor } from './backend.ts';
import { FinalJobError, toErrorCode, toStackFrames } from './job-errors.ts';
import type { BoundJobHandler } from './job-handler.ts';
import type { JobLog } from './job-log.ts';

/** Reason a running job's signal is aborted with. */
export type AbortReason = 'shutdown' | 'lock-lost';

/** Settings of {@link createJobProcessor}. */
export interface JobProcessorOptions {
  readonly handlers: ReadonlyMap<string, BoundJobHandler>;
  readonly log: JobLog;
  readonly nowMs: () => number;
}

/**
 * The one wrapper round every handler: finds the handler, checks the payload, runs it, logs ids and times
 * only, and turns what it throws into what BullMQ does next. The reason stored with a failed job is a code,
 * never a message.
 *
 * - {@link FinalJobError}: failed at once.
 * - shutting down: put back in the queue without using up an attempt.
 * - an unknown kind, or anything else: tried again (see `JOB_OPTIONS`). An unknown kind is what a worker of
 *   the previous release sees while a new one is rolled out.
 */
export function createJobProcessor({ handlers, log, nowMs }: JobProcessorOptions): StoreProcessor {
  return async function processJob(job, token, signal) {
    const startedMs = nowMs();
    const fields = {
      queue: job.queueName,
      kind: job.name,
      jobId: job.id ?? '',
      attempt: job.attemptsMade + 1,
    };
    try {
      await runHandler(handlers, job, signal);
      log.info({ ...fields, durationMs: nowMs() - startedMs }, 'job done');
    } catch (error) {
      const durationMs = nowMs() - startedMs;
      if (signal?.aborted === true && signal.reason === ('shutdown' satisfies AbortReason)) {
        log.info({ ...fields, durationMs }, 'job put back, the worker is shutting down');
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const errorCode = toErrorCode(error);
      log.warn({ ...fields, durationMs, errorCode, frames: toStackFrames(error) }, 'job attempt failed');
      throw error instanceof FinalJobError ? new UnrecoverableError(errorCode) : new Error(errorCode);
    }
  };
}

async function runHandler(
  handlers: ReadonlyMap<string, BoundJobHandler>,
  job: Job<unknown, void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const handler = handlers.get(job.name);
  if (handler === undefined) throw new UnknownJobKindError();
  await handler.run(job.data, {
    jobId: job.id ?? '',
    attempt: job.attemptsMade + 1,
    signal: signal ?? new AbortController().signal,
  });
}

class UnknownJobKindError extends Error {
  readonly code = 'job.kind-unknown';
}
