import { isJobPayload, type JobKind, type JobPayload, type QueueName } from '@boligtrapp/contracts';
import { FinalJobError } from './job-errors.ts';

/** What a handler is told about the job it runs. */
export interface JobContext {
  /** Id of the job: the id of its outbox row, or BullMQ's own id of a scheduled tick. */
  readonly jobId: string;
  /** Number of this attempt, from 1. A job whose worker died keeps its number. */
  readonly attempt: number;
  /**
   * Aborted when the work must stop: the process is shutting down, or the lock is lost and another worker
   * may be doing the same job.
   */
  readonly signal: AbortSignal;
}

/** A handler with its payload check, ready to be run by a worker. */
export interface BoundJobHandler {
  readonly queue: QueueName;
  readonly kind: string;
  /** @throws {FinalJobError} `job.payload-invalid` when the payload is not of the contract. */
  run(payload: unknown, context: JobContext): Promise<void>;
  /** See {@link JobHandlerOptions.onGivenUp}; does nothing when the payload is not of the contract. */
  giveUp(payload: unknown, errorCode: string): Promise<void>;
}

/** Options of {@link jobHandler}. */
export interface JobHandlerOptions<P> {
  /**
   * Called once after the last attempt, to store that the work failed. Best effort: a process that dies at
   * that moment does not call it, so the tables must not depend on it.
   */
  readonly onGivenUp?: (payload: P, errorCode: string) => Promise<void>;
}

/**
 * Binds a handler to a queue and a kind of job. The handler runs *at least* once for each job and sometimes
 * twice or in two processes at the same time, so what it writes must be idempotent by the payload's ids.
 * It throws {@link FinalJobError} when another attempt cannot help; anything else it throws is tried again.
 */
export function jobHandler<Q extends QueueName, K extends JobKind<Q>>(
  queue: Q,
  kind: K,
  handle: (payload: JobPayload<Q, K>, context: JobContext) => Promise<void>,
  options: JobHandlerOptions<JobPayload<Q, K>> = {},
): BoundJobHandler {
  return {
    queue,
    kind,
    async run(payload, context) {
      if (!isJobPayload(queue, kind, payload)) throw new FinalJobError('job.payload-invalid');
      await handle(payload, context);
    },
    async giveUp(payload, errorCode) {
      if (isJobPayload(queue, kind, payload)) await options.onGivenUp?.(payload, errorCode);
    },
  };
}
