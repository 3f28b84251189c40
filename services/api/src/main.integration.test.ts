import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { connectAsAdmin, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ApiProcess, apiEnvironment, startApiProcess } from '../test/api-process.ts';
import {
  organisationNumberOf,
  type SeededMunicipality,
  seedMunicipality,
} from '../test/seed-municipality.ts';
import { startTcpProxy, type TcpProxy } from '../test/tcp-proxy.ts';

let database: TestDatabase;
let db: Db;
let municipality: SeededMunicipality;
let asMachine: { authorization: string };
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'main-test' }));
  municipality = await seedMunicipality(db, '3201');
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

let api: ApiProcess | undefined;
afterEach(async () => {
  if (api?.child.exitCode === null) {
    api.child.kill('SIGKILL');
    await api.untilExit();
  }
});

test('what is not set is named, all of it, and the process ends', async () => {
  api = startApiProcess({ PORT: '0', AUDIT_KEY: 'kort' });
  expect(await api.untilExit()).toBe(1);
  for (const name of [
    'DATABASE_URL',
    'STAFF_ISSUERS',
    'AUDIT_KEY',
    'IDENTITY_ENCRYPTION_KEY',
    'IDENTITY_KEY_ID',
  ]) {
    expect(api.output()).toContain(name);
  }
  expect(api.output()).not.toContain('kort');
});

test('a database of a newer version stops the start and is not served', async () => {
  const admin = createDb(
    createPool({ url: database.adminUrl, role: DATABASE_ROLES.migrator, applicationName: 'main-test-admin' }),
  );
  const newer = { name: '20991231T000000Z-from-the-future', checksum: 'x' };
  await admin.insertInto('applied_migrations').values(newer).execute();
  try {
    api = startApiProcess(apiEnvironment(database.url));
    expect(await api.untilExit()).toBe(1);
    expect(api.output()).toContain('20991231T000000Z-from-the-future');
  } finally {
    await admin.deleteFrom('applied_migrations').where('name', '=', newer.name).execute();
    await admin.destroy();
  }
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
  readonly ms: number;
}

async function ask(url: string): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(url, { headers: asMachine });
  const body: unknown = await response.json();
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body,
    ms: performance.now() - start,
  };
}

/** Milliseconds until `url` answers 200. */
async function untilOk(url: string): Promise<number> {
  const start = performance.now();
  while ((await ask(url)).status !== 200) {
    if (performance.now() - start > 10_000) throw new Error(`${url} does not recover`);
    await delay(50);
  }
  return performance.now() - start;
}

describe('while the database is away', () => {
  let proxy: TcpProxy;
  beforeAll(async () => {
    const { hostname, port } = new URL(database.url);
    proxy = await startTcpProxy({ host: hostname, port: Number(port || 5432) });
  });
  afterAll(() => proxy.close());

  test('the API starts, answers 503 within a second, and recovers by itself, twice', async () => {
    await proxy.cut();
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxy.port}`;
    api = startApiProcess(apiEnvironment(url.href));
    const address = await api.untilListening();
    asMachine = await api.bearer(organisationNumberOf('3201'));
    const dwellings = `${address}/v1/dwellings`;
    for (const round of ['down at the start', 'lost later']) {
      expect((await ask(`${address}/health/live`)).status, round).toBe(200);
      expect(await ask(`${address}/health/ready`), round).toMatchObject({
        status: 503,
        body: { status: 'not-ready', checks: { database: 'unreachable' } },
      });
      const answers = await Promise.all(Array.from({ length: 30 }, () => ask(dwellings)));
      for (const answer of answers) {
        expect(answer, round).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
        expect(Number(answer.retryAfter)).toBeGreaterThan(0);
        expect(answer.ms).toBeLessThan(1_500);
      }
      await proxy.mend();
      expect(await untilOk(`${address}/health/ready`), round).toBeLessThan(5_000);
      expect(await untilOk(dwellings), round).toBeLessThan(5_000);
      const after = await Promise.all(Array.from({ length: 30 }, () => ask(dwellings)));
      expect(after.filter((answer) => answer.status !== 200)).toEqual([]);
      await proxy.cut();
    }
    expect(api.child.exitCode).toBe(null);
    await proxy.mend();
  });
});

/** Until every connection that the API has waits for the row. */
async function untilWaiting(): Promise<void> {
  const admin = await connectAsAdmin(database);
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  try {
    while ((await admin.query(waiting)).length < 10) await delay(20);
  } finally {
    await admin.close();
  }
}

describe('when it is asked to stop', () => {
  const agent = new Agent({ keepAlive: true });
  afterAll(() => agent.destroy());

  async function patch(address: string): Promise<number> {
    const url = new URL(`/v1/dwellings/${municipality.vacantId}`, address);
    const headers = { ...asMachine, 'if-match': '"1"', 'content-type': 'application/json' };
    return await new Promise((resolve, reject) => {
      const request = httpRequest(url, { method: 'PATCH', headers, agent }, (response: IncomingMessage) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('error', reject);
      request.end('{"bedrooms":3}');
    });
  }

  test('requests under way are answered, kept connections do not hold it, and it ends with 0', async () => {
    api = startApiProcess(apiEnvironment(database.url));
    const address = await api.untilListening();
    asMachine = await api.bearer(organisationNumberOf('3201'));
    await fetch(`${address}/health/live`);
    // The requests wait for this row, so that all of them are under way when the stop comes.
    const held = Promise.withResolvers<void>();
    const holding = inTenant(db, { municipalityId: municipality.id, actorId: 'test' }, async (tx) => {
      await tx
        .selectFrom('dwellings')
        .select('id')
        .where('id', '=', municipality.vacantId)
        .forUpdate()
        .execute();
      await held.promise;
    });
    await delay(100);
    const answers = Promise.all(Array.from({ length: 50 }, () => patch(address)));
    await untilWaiting();
    // The rest are with the server by then, and wait for a connection.
    await delay(300);
    const start = performance.now();
    api.child.kill('SIGTERM');
    await delay(100);
    held.resolve();
    await holding;
    const statuses = await answers;
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(49);
    expect(await api.untilExit()).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('it ends with its parent', async () => {
    api = startApiProcess(apiEnvironment(database.url));
    await api.untilListening();
    api.child.disconnect();
    expect(await api.untilExit()).toBe(0);
  });
});

test('metrics have a port of their own when one is named', async () => {
  const { findFreePort } = await import('@boligtrapp/platform');
  const port = await findFreePort();
  api = startApiProcess({ ...apiEnvironment(database.url), METRICS_PORT: String(port) });
  const address = await api.untilListening();
  asMachine = await api.bearer(organisationNumberOf('3201'));
  await fetch(`${address}/v1/dwellings/${municipality.vacantId}`, { headers: asMachine });
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toMatch(
    /boligtrapp_http_request_duration_seconds_count\{method="GET",route="\/v1\/dwellings\/:dwellingId",status="200"\} 1/,
  );
  expect(metrics).toContain('process_cpu_seconds_total');
  expect((await fetch(`${address}/metrics`)).status).toBe(404);
});
