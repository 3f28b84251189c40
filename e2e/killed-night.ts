import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createDb, createPool, DATABASE_ROLES, type Db, migrateToLatest } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@boligtrapp/platform';
import { aMunicipality, aPolicySet, makeTestFolder, runAsAdmin, storeManyLeases } from '@boligtrapp/testing';

/** What is killed, and how many leases must have been looked at before. */
export interface Kill {
  readonly victim: 'worker' | 'postgres';
  readonly afterLeases: number;
}

/** A database of its own that can be killed, with leases in it. */
export interface NightScene {
  readonly db: Db;
  /** A municipality with leases; the same ones for the same number. */
  readonly storeTown: (leases: number) => Promise<string>;
  /** Runs statements as a superuser. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** Makes a night in three processes, of which two wait, and kills the one at work, or the database. */
  readonly makeKilled: (night: KilledNight) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A night, and when what is killed. */
export interface KilledNight {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  readonly kills: readonly Kill[];
  /** `naive` notes nothing of what it has done. */
  readonly how: 'as-shipped' | 'naive';
  /** How many leases have been looked at. */
  readonly readDone: () => Promise<number>;
}

const WORKERS = ['rotation-1', 'rotation-2', 'rotation-3'] as const;
const POLL_MS = 20;

/** Kills at random, spread over so many leases. */
export function randomKills(workers: number, databases: number, leases: number): readonly Kill[] {
  const victims = Array.from({ length: workers + databases }, (_, n) =>
    n < workers ? ('worker' as const) : ('postgres' as const),
  );
  return victims
    .map((victim): Kill => ({ victim, afterLeases: randomInt(leases) }))
    .toSorted((a, b) => a.afterLeases - b.afterLeases);
}

/** Starts the database, which flushes to disk as a real one does. */
export async function openNightScene(on: PlainDateString): Promise<NightScene> {
  const folder = makeTestFolder('night');
  const directory = join(folder, 'postgres');
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory, durable: true });
  const { url, port } = server;
  await migrateToLatest({ adminUrl: url });
  const db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  const query: NightScene['query'] = async (text, values = []) => {
    let rows: readonly Record<string, unknown>[] = [];
    await runAsAdmin(url, async (client) => {
      ({ rows } = await client.query<Record<string, unknown>>(text, [...values]));
    });
    return rows;
  };
  const restartDatabase = async (): Promise<void> => {
    process.kill(server.pid, 'SIGKILL');
    while (isThere(server.pid)) await sleep(POLL_MS);
    server = await startEmbeddedPostgres({ directory, durable: true, port });
  };
  return {
    db,
    query,
    storeTown: async (leases) => {
      const scope = await aMunicipality(db);
      await aPolicySet(scope);
      const { municipalityId } = scope;
      await storeManyLeases(url, { municipalityId, count: leases, on });
      return municipalityId;
    },
    makeKilled: async (night) => await makeKilled({ url, query, restartDatabase }, night),
    close: async () => {
      await db.destroy();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface KillScene extends Pick<NightScene, 'query'> {
  readonly url: string;
  readonly restartDatabase: () => Promise<void>;
}

async function makeKilled(scene: KillScene, night: KilledNight): Promise<void> {
  const workers = new Map<string, ChildProcess>();
  const start = (name: string): void => void workers.set(name, startWorker(scene.url, name, night));
  try {
    for (const name of WORKERS.slice(0, night.how === 'naive' ? 1 : undefined)) start(name);
    for (const kill of night.kills) {
      while ((await night.readDone()) < kill.afterLeases) await sleep(POLL_MS);
      if (kill.victim === 'postgres') {
        await scene.restartDatabase();
        continue;
      }
      const name = await workerAtWork(scene);
      await end(workers.get(name));
      start(name);
    }
    await Promise.all([...workers.values()].map(async (worker) => await untilGone(worker)));
    const codes = [...workers.values()].map(({ exitCode }) => exitCode);
    if (codes.some((code) => code !== 0)) throw new Error(`the workers ended with ${codes.join(', ')}`);
  } finally {
    await Promise.all([...workers.values()].map(async (worker) => await end(worker)));
  }
}

function startWorker(url: string, name: string, { municipalityId, runOn, how }: KilledNight): ChildProcess {
  const script = fileURLToPath(new URL('rotation-process.ts', import.meta.url));
  return spawn(process.execPath, [script, url, name, municipalityId, runOn, how], { stdio: 'inherit' });
}

/** The one that holds the lock of the municipality's nights; a naive one has none and is alone. */
async function workerAtWork({ query }: KillScene): Promise<string> {
  const [row] = await query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and a.application_name like 'rotation-%'`,
  );
  return typeof row?.['name'] === 'string' ? row['name'] : WORKERS[0];
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return;
  const gone = untilGone(child);
  child.kill('SIGKILL');
  await gone;
}

async function untilGone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
