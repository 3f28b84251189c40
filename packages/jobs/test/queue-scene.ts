import { env, stderr } from 'node:process';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { openQueueStore, type QueueStore, type QueueStoreConfig } from '../src/backend.ts';
import type { JobLog, LogFields } from '../src/job-log.ts';
import { migrateQueueStore } from '../src/migrate-queue-store.ts';
import { createQueueOpener, type QueueOpener } from '../src/queue-opener.ts';
import { DURABLE, hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts';

/** The stores the suite runs on here: PostgreSQL always, Redis where there is a server to start or to use. */
export const STORE_KINDS = listStoreKinds();

function listStoreKinds(): readonly ('postgres' | 'redis')[] {
  if (env['TEST_REDIS_URL'] !== undefined || hasRedisServer()) return ['postgres', 'redis'];
  stderr.write('SKIPPED on Redis: no TEST_REDIS_URL and no redis-server on the PATH.\n');
  return ['postgres'];
}

/** A database, a queue store and a log that is kept. */
export interface QueueScene {
  readonly database: TestDatabase;
  readonly municipalityId: string;
  /** Connections that may do everything. */
  readonly admin: Pool;
  readonly storeConfig: QueueStoreConfig;
  readonly store: QueueStore;
  readonly queues: QueueOpener;
  readonly lines: { readonly level: string; readonly fields: LogFields; readonly message: string }[];
  readonly log: JobLog;
  /** URL of the store itself, for a proxy in front of it. */
  readonly storeUrl: string;
  /** Writes one outbox row for a round and gives its id. */
  readonly addRound: (roundId?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Milliseconds since the epoch. */
export function nowMs(): number {
  return Temporal.Now.instant().epochMilliseconds;
}

/** Sets up an empty database and queue store of the given kind. */
export async function createQueueScene(kind: 'postgres' | 'redis'): Promise<QueueScene> {
  const database = await createTestDatabase();
  await migrateQueueStore(database.adminUrl);
  const admin = new Pool({ connectionString: database.adminUrl, max: 4 });
  const municipalityId = newId();
  const insertMunicipality = `INSERT INTO municipalities (id, kommunenummer, name) VALUES ($1, '9901', 'Fjordvik')`;
  await admin.query(insertMunicipality, [municipalityId]);
  const redisPrefix = `test-${newId()}`;
  const redis = kind === 'redis' ? await openRedis(redisPrefix) : undefined;
  const storeConfig = { databaseUrl: database.url, redisUrl: redis?.url, redisPrefix };
  const store = await openQueueStore(storeConfig);
  const { lines, log } = createKeptLog();
  const queues = createQueueOpener({ store, log, nowMs });
  return {
    database,
    municipalityId,
    admin,
    storeConfig,
    store,
    queues,
    lines,
    log,
    storeUrl: redis?.url ?? database.url,
    async addRound(roundId = newId()) {
      const id = newId();
      await admin.query(
        `INSERT INTO outbox (municipality_id, id, queue, kind, payload) VALUES ($1, $2, 'rounds', 'solve-round', $3)`,
        [municipalityId, id, { municipalityId, roundId }],
      );
      return id;
    },
    async close() {
      await queues.close();
      await admin.end();
      await redis?.stop();
      await database.drop();
    },
  };
}

async function openRedis(prefix: string): Promise<RedisServer> {
  const given = env['TEST_REDIS_URL'];
  if (given === undefined) return startRedisServer(DURABLE);
  return {
    url: given,
    async stop() {
      const redis = new Redis(given);
      const keys = await redis.keys(`{${prefix}}*`);
      if (keys.length > 0) await redis.del(...keys);
      redis.disconnect();
    },
  };
}

function createKeptLog(): Pick<QueueScene, 'lines' | 'log'> {
  const lines: QueueScene['lines'] = [];
  const keep = (level: string) => (fields: LogFields, message: string) =>
    lines.push({ level, fields, message });
  return { lines, log: { info: keep('info'), warn: keep('warn'), error: keep('error') } };
}

/** A random id. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}
