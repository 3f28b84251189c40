import type { QueueName } from '@boligtrapp/contracts';
import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type Queue,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { createGatedClientClass } from './connect-gate.ts';
import { backoffMs } from './pause.ts';
import { JOB_OPTIONS } from './queues.ts';
import { assertRedisIsDurable } from './redis-durability.ts';

/** Where the queues are kept, as the service read it from its environment. */
export interface QueueStoreConfig {
  /** Redis is used when this is a URL; `undefined` or empty means PostgreSQL. */
  readonly redisUrl?: string | undefined;
  /** Start of every key in Redis, for deployments that share one; `boligtrapp` when not given. */
  readonly redisPrefix?: string;
  /** The database that holds the schema `bullmq`. Its user must be, or be a member of, `role`. */
  readonly databaseUrl: string;
  /** Database role the queue runs as; `boligtrapp_app` when not given. */
  readonly role?: string;
  /** Connections one queue or worker may hold beside the one it listens on; 4 when not given, at least 2. */
  readonly connectionsEach?: number;
}

/** What this package uses of a BullMQ queue, alike for both stores. */
export type StoreQueue = Pick<
  Queue<unknown, void>,
  | 'name'
  | 'add'
  | 'getJob'
  | 'getJobCounts'
  | 'getJobs'
  | 'getJobScheduler'
  | 'getJobSchedulersCount'
  | 'removeJobScheduler'
  | 'upsertJobScheduler'
  | 'waitUntilReady'
  | 'close'
>;

/** What this package uses of a BullMQ worker, alike for both stores. */
export type StoreWorker = Pick<
  Worker<unknown, void>,
  'name' | 'run' | 'waitUntilReady' | 'cancelJob' | 'cancelAllJobs' | 'disconnect'
> & { close(force?: boolean): Promise<void> };

/** The function BullMQ calls for each job. */
export type StoreProcessor = (
  job: Job<unknown, void>,
  token: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<void>;

/** What a worker reports besides running jobs. */
export interface StoreWorkerEvents {
  readonly onError: (error: Error) => void;
  /** The job's lock is lost: another worker may be running it by now. */
  readonly onLockLost: (jobIds: readonly string[]) => void;
  /** The job was taken back from a worker that died or froze. */
  readonly onStalled: (jobId: string) => void;
  /** The job will not be tried again. */
  readonly onGivenUp: (job: Job<unknown, void> | undefined, error: Error) => void;
}

/** Options of a worker that do not depend on the store. */
export type StoreWorkerOptions = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'drainDelay' | 'runRetryDelay'
>;

/** The one thing that knows which store the queues are in. */
export interface QueueStore {
  readonly kind: 'postgres' | 'redis';
  /**
   * A queue to add to and to read from. It may not be reachable: `waitUntilReady` tells, and a queue that
   * was refused there must be closed and opened anew.
   */
  openQueue(name: QueueName, onError: (error: Error) => void): StoreQueue;
  /** A worker that does nothing until `run` is called. Use `startGuardedWorker` instead. */
  openWorker(
    name: QueueName,
    processor: StoreProcessor,
    options: StoreWorkerOptions,
    events: StoreWorkerEvents,
  ): StoreWorker;
}

/**
 * Picks the store: Redis when `redisUrl` is set, else the schema `bullmq` of the database (created by
 * `migrateQueueStore`). PostgreSQL is not contacted here, so a service can start before it.
 *
 * @throws {QueueStoreError} when Redis is out of reach, or could lose jobs (see `assertRedisIsDurable`).
 */
export async function openQueueStore(config: QueueStoreConfig): Promise<QueueStore> {
  if (config.redisUrl === undefined || config.redisUrl === '') return createPostgresStore(config);
  await assertRedisIsDurable(config.redisUrl);
  return createRedisStore(config.redisUrl, config.redisPrefix ?? 'boligtrapp');
}

// The backoff named in JOB_OPTIONS.
const settings = { backoffStrategy: (attemptsMade: number) => backoffMs(attemptsMade, 1_000, 60_000) };

function createPostgresStore(config: QueueStoreConfig): QueueStore {
  const connection = {
    connectionString: config.databaseUrl,
    // BullMQ appends `-c search_path=bullmq`. The role drops every right of the login but the app's.
    options: `-c role=${config.role ?? 'boligtrapp_app'}`,
    schema: 'bullmq',
    application_name: 'boligtrapp-queue',
    max: Math.max(2, config.connectionsEach ?? 4),
    // A host that swallows packets must be noticed, at connecting and in the middle of a query.
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    Client: createGatedClientClass(),
  };
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    openQueue(name, onError) {
      const options = { connection, defaultJobOptions: JOB_OPTIONS };
      return new Queue<unknown, void>(name, options).on('error', onError);
    },
    openWorker(name, processor, options, events) {
      const all = { ...options, connection, settings, autorun: false };
      return attach(new Worker<unknown, void>(name, processor, all), events);
    },
  };
}

function createRedisStore(url: string, name: string): QueueStore {
  // The braces keep all keys in one slot of a Redis Cluster.
  const prefix = `{${name}}`;
  const connection = {
    url,
    connectTimeout: 5_000,
    keepAlive: 10_000,
    retryStrategy: (tries: number) => Math.min(tries * 200, 2_000),
  };
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    kind: 'redis',
    openQueue(name, onError) {
      // One retry: adding must fail while Redis is away, and not wait for it with a transaction open.
      const options = {
        connection: { ...connection, maxRetriesPerRequest: 1 },
        prefix,
        defaultJobOptions: JOB_OPTIONS,
      };
      return new Queue<unknown, void>(name, options).on('error', onError);
    },
    openWorker(name, processor, options, events) {
      const all = {
        ...options,
        connection: { ...connection, maxRetriesPerRequest: null },
        prefix,
        settings,
        autorun: false,
      };
      return attach(new Worker<unknown, void>(name, processor, all), events);
    },
  };
}

/** The events of a worker of either store that are listened to. */
interface WorkerEmitter {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'lockRenewalFailed', listener: (jobIds: string[]) => void): unknown;
  on(event: 'stalled', listener: (jobId: string) => void): unknown;
  on(event: 'failed', listener: (job: Job<unknown, void> | undefined, error: Error) => void): unknown;
}

function attach<W extends WorkerEmitter>(worker: W, events: StoreWorkerEvents): W {
  worker.on('error', events.onError);
  worker.on('lockRenewalFailed', events.onLockLost);
  worker.on('stalled', events.onStalled);
  worker.on('failed', (job, error) => {
    // A job that will be tried again is reported as failed too, but is not finished.
    if (job === undefined || job.finishedOn !== undefined) events.onGivenUp(job, error);
  });
  return worker;
}
