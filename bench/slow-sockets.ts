// Measures what 200 callers that never come to an end cost everybody else, in one run, without them and with them.
// Run: node bench/slow-sockets.ts --seconds 5 --rounds 5
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDb, createPool, DATABASE_ROLES, migrateToLatest } from '@boligtrapp/database';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import {
  aMunicipality,
  makeTestFolder,
  SlowCallers,
  signInAs,
  storeManyApplications,
} from '@boligtrapp/testing';
import { startServer } from './api-process.ts';
import { hasWrk, type LoadResult, runLoad } from './http-load.ts';
import { describeMachine } from './machine.ts';
import { medianOf } from './statistics.ts';
import { toMarkdown } from './tables.ts';

const SLOW_CALLERS = 200;
const KOMMUNENUMMER = '9900';
const APPLICATIONS = 10_000;
/** Few, so that what is measured is the time of an answer and not the queue before it. */
const CONNECTIONS = 4;
const WARM_UP_SECONDS = 10;
/** Times the p99 without them that others' answers may take. */
const GOAL = 2;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '5' } },
});
const seconds = Number(values.seconds);
const startedAt = new Date().toISOString();
if (!hasWrk()) throw new Error('wrk is not installed; apt-get install wrk');

const folder = makeTestFolder('bench-slow');
const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
try {
  await migrateToLatest({ adminUrl: postgres.url });
  await storeApplications();
  const users = [{ sub: 'officer', role: 'case-officer', municipality: KOMMUNENUMMER }];
  const api = await startServer('../services/api/src/main.ts', postgres.url, {
    environment: {
      DEV_IDENTITY: 'on',
      DEV_IDENTITY_PORT: '0',
      DEV_IDENTITY_USERS: JSON.stringify(users),
      SESSION_IDLE_MINUTES: '240',
    },
  });
  try {
    const cookie = (await signInAs(api.url, 'officer')).cookie();
    const load = async (forSeconds: number): Promise<LoadResult> =>
      await runLoad({
        url: `${api.url}/v1/applications?limit=50`,
        headers: [{ cookie }],
        connections: CONNECTIONS,
        seconds: forSeconds,
      });
    await load(WARM_UP_SECONDS);
    const alone: LoadResult[] = [];
    const beside: LoadResult[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      alone.push(await load(seconds));
      // The server cuts them after some seconds: each load has new ones.
      const slow = new SlowCallers();
      await slow.open(Number(new URL(api.url).port), SLOW_CALLERS);
      beside.push(await load(seconds));
      slow.end();
    }
    report(alone, beside);
  } finally {
    await api.stop();
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function storeApplications(): Promise<void> {
  const pool = createPool({ url: postgres.url, role: DATABASE_ROLES.app, applicationName: 'bench' });
  const db = createDb(pool);
  const { municipalityId } = await aMunicipality(db, { kommunenummer: KOMMUNENUMMER });
  await db.destroy();
  await storeManyApplications(postgres.url, { municipalityIds: [municipalityId], count: APPLICATIONS });
}

function middle(runs: readonly LoadResult[], of: (run: LoadResult) => number): number {
  return medianOf(runs.map((run) => of(run)));
}

function rowOf(name: string, runs: readonly LoadResult[]): readonly string[] {
  return [
    name,
    middle(runs, ({ p50Ms }) => p50Ms).toFixed(1),
    middle(runs, ({ p99Ms }) => p99Ms).toFixed(1),
    String(runs.reduce((sum, { failed }) => sum + failed, 0)),
  ];
}

function report(alone: readonly LoadResult[], beside: readonly LoadResult[]): void {
  const ratio = middle(beside, ({ p99Ms }) => p99Ms) / middle(alone, ({ p99Ms }) => p99Ms);
  const table = [
    ['beside', 'p50 ms', 'p99 ms', 'failed'],
    rowOf('nobody', alone),
    rowOf(`${SLOW_CALLERS} slow callers`, beside),
  ];
  const machine = describeMachine();
  const failed = beside.reduce((sum, run) => sum + run.failed, 0);
  const isMet = ratio <= GOAL && failed === 0;
  const verdict = `p99 beside slow callers: ${ratio.toFixed(2)} times that without them; asked for: at most ${GOAL}. ${isMet ? 'Met' : 'Not met'}.`;
  const results = fileURLToPath(new URL('results', import.meta.url));
  mkdirSync(results, { recursive: true });
  const text = `# Slow callers\n\n${JSON.stringify(machine)}\n\n${toMarkdown(table)}\n\n${verdict}\n`;
  writeFileSync(join(results, `${startedAt.slice(0, 10)}-slow-sockets.md`), text);
  process.stdout.write(`${text}\n`);
  if (!isMet) process.exitCode = 1;
}
