import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDb, createPool, DATABASE_ROLES, type Db, migrateToLatest } from '@boligtrapp/database';
import { migrateQueueStore } from '@boligtrapp/jobs';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@boligtrapp/platform';
import { makeTestFolder } from '@boligtrapp/testing';
import { endService, type RunningService, startService } from './service-process.ts';

/** A part of the system that can be killed. */
export type Victim = 'api' | 'worker' | 'postgres';

/** Database, API and worker, each a process of its own that can be killed and started again. */
export interface RestartableSystem {
  readonly db: Db;
  /** Where the API listens now. */
  readonly url: () => string;
  /** Ends the part with SIGKILL, and starts it again. */
  readonly kill: (victim: Victim) => Promise<void>;
  /** What API and worker logged last, and the server. */
  readonly lastWords: () => string;
  readonly close: () => Promise<void>;
}

/** Starts all of it on a database of its own, which flushes to disk as a real one does. */
export async function startRestartableSystem(): Promise<RestartableSystem> {
  const folder = makeTestFolder('killed');
  const directory = join(folder, 'postgres');
  const logFile = join(folder, 'services.log');
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory, durable: true });
  const { url: databaseUrl, port } = server;
  await migrateToLatest({ adminUrl: databaseUrl });
  await migrateQueueStore(databaseUrl);
  const pool = createPool({ url: databaseUrl, role: DATABASE_ROLES.app, applicationName: 'test' });
  const db = createDb(pool);
  let api = await startService('api', databaseUrl, logFile);
  let worker = await startService('worker', databaseUrl, logFile);
  return {
    db,
    url: () => String(api.message['url']),
    kill: async (victim) => {
      if (victim === 'postgres') {
        process.kill(server.pid, 'SIGKILL');
        // Started while the dead one can still be seen, it would be taken for one that runs, and nothing would start.
        while (isThere(server.pid)) await sleep(10);
        server = await startEmbeddedPostgres({ directory, durable: true, port });
        // Whoever was ended by the loss of the database is started again, as a supervisor would.
        if (hasEnded(api)) api = await startService('api', databaseUrl, logFile);
        if (hasEnded(worker)) worker = await startService('worker', databaseUrl, logFile);
      } else if (victim === 'api') {
        await endService(api, 'SIGKILL');
        api = await startService('api', databaseUrl, logFile);
      } else {
        await endService(worker, 'SIGKILL');
        worker = await startService('worker', databaseUrl, logFile);
      }
    },
    lastWords: () =>
      [logFile, `${directory}.log`].map((file) => readFileSync(file, 'utf8').slice(-3_000)).join('\n---\n'),
    close: async () => {
      await endService(worker, 'SIGKILL');
      await endService(api, 'SIGKILL');
      await db.destroy();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function hasEnded({ child }: RunningService): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
