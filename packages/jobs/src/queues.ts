import { findJobPayloadProblem, isQueueName, type QueueName } from '@boligtrapp/contracts';
import { InvalidJobPayloadError } from './job-errors.ts';

/** Every queue there is. */
export const QUEUE_NAMES = [
  'rounds',
  'rotation',
  'offers',
  'kobo',
  'imports',
  'privacy',
  'webhooks',
  'schedules',
] as const satisfies readonly QueueName[];

const ONE_DAY_S = 86_400;

/**
 * How every job is kept and tried again.
 *
 * - 20 attempts with delays that double from 1 s and stop at 60 s: about 15 minutes, longer than a
 *   restart or fail-over of the database, so that an outage does not use a job up.
 * - A finished job is kept for a day: as long as it is there, adding its id again does nothing, which
 *   covers a relay that dies between adding and marking.
 * - No stack traces: their first line is a message, and a message can hold personal data.
 */
export const JOB_OPTIONS = {
  attempts: 20,
  backoff: { type: 'capped' },
  removeOnComplete: { age: ONE_DAY_S, count: 10_000 },
  removeOnFail: { age: 30 * ONE_DAY_S, count: 10_000 },
  stackTraceLimit: 0,
} as const;

/** A job as it is handed to the queue store; nothing about it has been checked. */
export interface JobToAdd {
  readonly queue: string;
  /** Unique over all jobs of the queue: adding the same id again does nothing while the job exists. */
  readonly jobId: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** Gives the queue's name when queue, kind and payload are of the contract. @throws {InvalidJobPayloadError} */
export function assertJob(queue: string, kind: string, payload: unknown): QueueName {
  const problem = findJobPayloadProblem(queue, kind, payload);
  if (problem !== undefined || !isQueueName(queue))
    throw new InvalidJobPayloadError(problem ?? 'queue-unknown');
  return queue;
}
