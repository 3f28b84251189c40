// Measures what all that stands around a list of 50 applications costs, beside routes without it, in one run.
// Run: node bench/api.ts --seconds 4 --rounds 5
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDb, createPool, DATABASE_ROLES, migrateToLatest } from '@boligtrapp/database';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import { aMunicipality, makeTestFolder, signInAs, storeManyApplications } from '@boligtrapp/testing';
import { type ServerProcess, startServer } from './api-process.ts';
import { type ApiResult, type RouteRun, writeApiReport } from './api-report.ts';
import { cpuSecondsOf } from './cpu-time.ts';
import { hasWrk, runLoad } from './http-load.ts';
import { describeMachine } from './machine.ts';

const MUNICIPALITIES = 10;
/** Of no municipality that there is. */
const FIRST_KOMMUNENUMMER = 9_900;
const APPLICATIONS = 100_000;
const CONNECTIONS = 32;
/** Until the compiler has seen every path often enough: before that the API takes up to twice the time. */
const WARM_UP_SECONDS = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    profile: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const startedAt = new Date().toISOString();
if (!hasWrk()) throw new Error('wrk is not installed; apt-get install wrk');

const folder = makeTestFolder('bench');
const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
const servers: ServerProcess[] = [];
try {
  await migrateToLatest({ adminUrl: postgres.url });
  const tenants = await storeTenants();
  const reference = await started('api-reference.ts');
  const users = tenants.map(({ kommunenummer }) => ({
    sub: `officer-${kommunenummer}`,
    role: 'case-officer',
    municipality: kommunenummer,
  }));
  const api = await started('../services/api/src/main.ts', {
    environment: {
      DEV_IDENTITY: 'on',
      DEV_IDENTITY_PORT: '0',
      DEV_IDENTITY_USERS: JSON.stringify(users),
      // Else a session would end in the middle of a long run.
      SESSION_IDLE_MINUTES: '240',
    },
    ...(values.profile === undefined ? {} : { profileIn: values.profile }),
  });
  const sessions = await Promise.all(
    users.map(async ({ sub }) => ({ cookie: (await signInAs(api.url, sub)).cookie() })),
  );
  const named = tenants.map(({ municipalityId }) => ({ 'x-tenant': municipalityId }));
  const list = `${api.url}/v1/applications?limit=50`;
  const deep = `${list}&cursor=${await deepCursor(sessions[0]?.cookie ?? '', list)}`;
  const routes: readonly Route[] = [
    { name: 'hello', server: reference, url: `${reference.url}/hello`, headers: [{}] },
    { name: 'select 1', server: reference, url: `${reference.url}/select-1`, headers: [{}] },
    { name: 'reference', server: reference, url: `${reference.url}/list`, headers: named },
    { name: 'api', server: api, url: list, headers: sessions },
    { name: 'api, deep page', server: api, url: deep, headers: sessions.slice(0, 1) },
    { name: 'api, first page of one', server: api, url: list, headers: sessions.slice(0, 1) },
  ];
  for (const route of routes) await load(route, WARM_UP_SECONDS);
  const runs: RouteRun[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const route of routes) runs.push(await load(route, seconds));
  }
  report(runs);
} finally {
  for (const server of servers) await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface Route {
  readonly name: string;
  readonly server: ServerProcess;
  readonly url: string;
  readonly headers: readonly Readonly<Record<string, string>>[];
}

async function started(
  script: Parameters<typeof startServer>[0],
  options: Parameters<typeof startServer>[2] = {},
): Promise<ServerProcess> {
  const server = await startServer(script, postgres.url, options);
  servers.push(server);
  return server;
}

interface Tenant {
  readonly municipalityId: string;
  readonly kommunenummer: string;
}

async function storeTenants(): Promise<readonly Tenant[]> {
  const pool = createPool({ url: postgres.url, role: DATABASE_ROLES.app, applicationName: 'bench' });
  const db = createDb(pool);
  const tenants: Tenant[] = [];
  for (let n = 0; n < MUNICIPALITIES; n += 1) {
    const kommunenummer = String(FIRST_KOMMUNENUMMER + n);
    const { municipalityId } = await aMunicipality(db, { kommunenummer });
    tenants.push({ municipalityId, kommunenummer });
  }
  await db.destroy();
  const municipalityIds = tenants.map(({ municipalityId }) => municipalityId);
  await storeManyApplications(postgres.url, { municipalityIds, count: APPLICATIONS / MUNICIPALITIES });
  return tenants;
}

/** The cursor of the page before the last one. */
async function deepCursor(cookie: string, list: string): Promise<string> {
  let cursor = '';
  for (;;) {
    const response = await fetch(
      cursor === '' ? list : `${list}&cursor=${cursor}`.replace('limit=50', 'limit=200'),
      {
        headers: { cookie },
      },
    );
    const page: unknown = await response.json();
    const nextCursor: unknown =
      typeof page === 'object' && page !== null && 'nextCursor' in page ? page.nextCursor : null;
    if (typeof nextCursor !== 'string') return cursor;
    cursor = nextCursor;
  }
}

async function load({ name, server, url, headers }: Route, forSeconds: number): Promise<RouteRun> {
  const before = [cpuSecondsOf(server.pid), cpuSecondsOf(postgres.pid)];
  const result = await runLoad({ url, headers, connections: CONNECTIONS, seconds: forSeconds });
  const after = [cpuSecondsOf(server.pid), cpuSecondsOf(postgres.pid)];
  const [cpuSeconds = 0, databaseCpuSeconds = 0] = after.map((end, n) => (end ?? 0) - (before[n] ?? 0));
  const run = { name, ...result, cpuSeconds, databaseCpuSeconds };
  console.log(
    `${name}: ${Math.round(run.requests / run.seconds)} requests/s, ${Math.round(run.requests / cpuSeconds)} per CPU second, p99 ${run.p99Ms.toFixed(1)} ms, ${run.failed} failed`,
  );
  return run;
}

function report(runs: readonly RouteRun[]): void {
  const command = `node bench/api.ts --seconds ${values.seconds} --rounds ${values.rounds}`;
  const result: ApiResult = {
    startedAt,
    machine: describeMachine(),
    command,
    connections: CONNECTIONS,
    runs,
  };
  const text = writeApiReport(result);
  const results = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(results, { recursive: true });
  const file = `${results}${startedAt.slice(0, 10)}-api`;
  writeFileSync(`${file}.json`, `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(`${file}.md`, text);
  console.log(`\n${text}\nWritten to ${file}.json and .md`);
}
