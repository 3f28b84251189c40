/**
 * Jobs: a queue only wakes work up; what is true is in our tables.
 *
 * - *outbox*: table of jobs to be, written in the transaction that makes them necessary.
 * - *relay*: carries due rows of the outbox to the queues, at least once.
 * - *queue store*: where the queues are, PostgreSQL (schema `bullmq`) or Redis.
 * - *handler*: does the work of one kind of job; runs at least once, so it is idempotent.
 * - *guarded worker*: runs handlers, and survives a store that is away, also at the start.
 * - *given up*: a job that will not be tried again.
 */

export { openQueueStore, type QueueStore, type QueueStoreConfig, type StoreQueue } from './backend.ts';
export {
  type GuardedWorker,
  type GuardedWorkerOptions,
  type GuardedWorkerState,
  startGuardedWorker,
  WORKER_TIMINGS,
} from './guarded-worker.ts';
export {
  FinalJobError,
  InvalidJobPayloadError,
  QueueStoreError,
  type QueueStoreErrorCode,
} from './job-errors.ts';
export { type BoundJobHandler, type JobContext, type JobHandlerOptions, jobHandler } from './job-handler.ts';
export type { JobLog, LogFields } from './job-log.ts';
export { migrateQueueStore } from './migrate-queue-store.ts';
export { type OutboxRelay, type OutboxRelayOptions, startOutboxRelay } from './outbox-relay.ts';
export { type QueueCounts, type QueueHealth, readAllQueueHealth, readQueueHealth } from './queue-health.ts';
export { createQueueOpener, type QueueOpener, type QueueOpenerOptions } from './queue-opener.ts';
export { JOB_OPTIONS, type JobToAdd, QUEUE_NAMES } from './queues.ts';
export { assertRedisIsDurable } from './redis-durability.ts';
export { NIGHTLY_ROTATION, type RegisterSchedulesOptions, registerSchedules } from './schedules.ts';
