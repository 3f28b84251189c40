import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { appendAuditEvent } from './append-audit-event.ts';

const ONE = '01980000-0000-7000-8000-000000003201';
const OBJECT = '01980000-0000-7000-8000-00000000aaaa';
const actor: Actor = { id: 'kari', role: 'case-officer', municipalityId: ONE, requestId: OBJECT };
const ids = { next: () => crypto.randomUUID() };

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'traces-test' }));
  await inTenant(db, tenantOf(actor), async (tx) => {
    await tx.insertInto('municipalities').values({ id: ONE, kommunenummer: '3201', name: 'Prøve' }).execute();
  });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function auditRows(): Promise<readonly { sequence: number; previous_hash: string; hash: string }[]> {
  return await inTenant(db, tenantOf(actor), (tx) =>
    tx.selectFrom('audit_events').select(['sequence', 'previous_hash', 'hash']).orderBy('sequence').execute(),
  );
}

async function append(n: number): Promise<void> {
  await inTenant(db, tenantOf(actor), (tx) =>
    appendAuditEvent(tx, actor, {
      action: 'dwelling.changed',
      objectKind: 'dwelling',
      objectId: OBJECT,
      before: { bedrooms: n },
      after: { bedrooms: n + 1, names: ['a', null] },
    }),
  );
}

test('audit events stand in one chain, whoever writes at the same time', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => append(n)));
  const rows = await auditRows();
  expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(rows.slice(1).map((row) => row.previous_hash)).toEqual(rows.slice(0, -1).map((row) => row.hash));
});

test('an audit event goes with its change: what is rolled back leaves none', async () => {
  const before = await auditRows();
  const failing = inTenant(db, tenantOf(actor), async (tx) => {
    await appendAuditEvent(tx, actor, {
      action: 'x.done',
      objectKind: 'x',
      objectId: OBJECT,
      reason: 'test',
    });
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect(await auditRows()).toEqual(before);
});

test('no trace can be changed or removed by the application', async () => {
  await expect(
    inTenant(db, tenantOf(actor), (tx) => tx.updateTable('audit_events').set({ actor: 'ola' }).execute()),
  ).rejects.toThrow(/permission denied/);
  for (const table of ['audit_events', 'access_events'] as const) {
    await expect(inTenant(db, tenantOf(actor), (tx) => tx.deleteFrom(table).execute())).rejects.toThrow(
      /permission denied/,
    );
  }
});

test('a reading notes each household once; a reading of nobody notes nothing', async () => {
  const [a, b] = [ids.next(), ids.next()];
  await inTenant(db, tenantOf(actor), async (tx) => {
    await logAccess(tx, { ids }, actor, { operation: 'list-queue', householdIds: [a, b, a] });
    await logAccess(tx, { ids }, actor, { operation: 'list-queue', householdIds: [] });
  });
  const rows = await inTenant(db, tenantOf(actor), (tx) =>
    tx
      .selectFrom('access_events')
      .select(['actor', 'role', 'operation', 'household_ids', 'request_id'])
      .execute(),
  );
  expect(rows).toEqual([
    {
      actor: 'kari',
      role: 'case-officer',
      operation: 'list-queue',
      household_ids: [a, b],
      request_id: OBJECT,
    },
  ]);
});
