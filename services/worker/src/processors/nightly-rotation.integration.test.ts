import { randomUUID } from 'node:crypto';
import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { aMunicipality, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client, type Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nightlyRotationProcessor } from './nightly-rotation.processor.ts';

let database: TestDatabase;
let db: Db;
let relayPool: Pool;
let admin: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const { url } = database;
  db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  relayPool = createPool({ url, role: DATABASE_ROLES.relay, applicationName: 'test' });
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await Promise.all([db.destroy(), relayPool.end(), admin.end()]);
  await database.drop();
});

async function tick(now: string): Promise<void> {
  const clock = { now: () => now, today: () => plainDate('2026-11-23') };
  const processor = nightlyRotationProcessor({ db, relayPool, clock, ids: createIdSource() });
  await processor.run({}, { jobId: 'tick', attempt: 1, signal: new AbortController().signal });
}

async function count(query: string): Promise<number> {
  const { rows } = await admin.query<{ count: string }>(`select count(*) from ${query}`);
  return Number(rows[0]?.count);
}

it('enqueues the night for every municipality, once', async () => {
  await Promise.all([aMunicipality(db), aMunicipality(db), aMunicipality(db)]);
  await tick('2026-11-23T02:00:00Z');
  expect(await count("rotation_runs where run_on = '2026-11-23' and state = 'queued'")).toBe(3);
  expect(await count("outbox where queue = 'rotation' and payload ->> 'runDate' = '2026-11-23'")).toBe(3);
  await tick('2026-11-23T02:00:01Z');
  expect(await count('rotation_runs')).toBe(3);
});

it('clears away old answers and relayed messages, and leaves what is young or not relayed', async () => {
  const { municipalityId } = await aMunicipality(db);
  for (const [age, relayed] of [
    ['31 days', true],
    ['29 days', true],
    ['90 days', false],
  ] as const) {
    await admin.query(
      `insert into outbox (municipality_id, id, queue, kind, payload, created_at, relayed_at)
       values ($1, $2, 'test', 'test', '{}', now() - $3::interval, case when $4 then now() - $3::interval end)`,
      [municipalityId, randomUUID(), age, relayed],
    );
  }
  for (const age of ['23 hours', '25 hours']) {
    await admin.query(
      `insert into idempotency_keys (municipality_id, actor, operation, key, request_hash, status, result, created_at)
       values ($1, 'a', 'o', $2, 'h', 201, '{}', now() - $3::interval)`,
      [municipalityId, `key of ${age}`, age],
    );
  }
  await tick('2026-11-23T02:00:00Z');
  expect(await count("outbox where queue = 'test'")).toBe(2);
  expect(await count("outbox where queue = 'test' and relayed_at is null")).toBe(1);
  expect(await count('idempotency_keys')).toBe(1);
});
