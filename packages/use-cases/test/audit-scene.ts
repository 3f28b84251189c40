import { createHmac } from 'node:crypto';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant, type Tx } from '@boligtrapp/database';
import {
  type AdminConnection,
  aMunicipality,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  nextId,
} from '@boligtrapp/testing';
import { logAccess } from '../src/access-log/log-access.ts';
import { appendAuditEvent } from '../src/audit/append-audit-event.ts';
import type { AuditSealer } from '../src/index.ts';
import { actorOf } from './records-scene.ts';

/** A sealer with a key of its own. */
export function aSealer(key: string): AuditSealer {
  const sealOf = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
  return {
    seal: (text) => ({ keyId: key, seal: sealOf(text) }),
    isSealed: (text, { keyId, seal }) => keyId === key && seal === sealOf(text),
  };
}

/** A database whose transactions seal what they append. */
export interface AuditScene {
  readonly db: Db;
  /** As the superuser of the server, whom nothing holds back. */
  readonly admin: AdminConnection;
  readonly sealer: AuditSealer;
  readonly home: BuilderScope;
  close(): Promise<void>;
}

/** Opens the scene; close it in `afterAll`. */
export async function openAuditScene(): Promise<AuditScene> {
  const database = await createTestDatabase();
  const sealer = aSealer('key-in-use');
  const role = DATABASE_ROLES.app;
  const pool = createPool({ url: database.url, role, applicationName: 'audit-test' });
  const db = createDb(pool, { sealAuditHead: sealer.seal });
  const admin = await connectAsAdmin(database);
  return {
    db,
    admin,
    sealer,
    home: await aMunicipality(db),
    close: async () => {
      await Promise.all([db.destroy(), admin.close()]);
      await database.drop();
    },
  };
}

/** Appends `count` events, two in each transaction, and notes a reading with each. */
export async function appendEvents({ db, home }: AuditScene, count: number): Promise<void> {
  for (let number = 0; number < count; number += 2) {
    await inTenant(db, { municipalityId: home.municipalityId, actorId: 'test' }, async (tx) => {
      await append(tx, home, number);
      await append(tx, home, number + 1);
      const operation = `read-${number}`;
      await logAccess(tx, { ids: { next: nextId } }, actorOf(home), { operation, householdIds: [nextId()] });
    });
  }
}

async function append(tx: Tx, home: BuilderScope, number: number): Promise<void> {
  await appendAuditEvent(tx, actorOf(home), {
    action: 'dwelling.changed',
    objectKind: 'dwelling',
    objectId: nextId(),
    before: { bedrooms: number, names: ['a', null] },
    after: { bedrooms: number + 1 },
    ...(number % 3 === 0 ? { reason: `because ${number}` } : {}),
  });
}

/** Everything that the traces of the scene consist of, as text. */
export interface SavedTraces {
  readonly events: string;
  readonly heads: string;
  readonly readings: string;
}

/** Reads all rows of the traces. */
export async function saveTraces({ admin }: AuditScene): Promise<SavedTraces> {
  const [row] = await admin.query<SavedTraces>(`select
    (select coalesce(json_agg(e order by e.sequence), '[]')::text from audit_events e) as events,
    (select coalesce(json_agg(h), '[]')::text from audit_heads h) as heads,
    (select coalesce(json_agg(a), '[]')::text from access_events a) as readings`);
  if (row === undefined) throw new Error('one row');
  return row;
}

/** Puts the traces back as they were, past the trigger that would chain them anew. */
export async function restoreTraces({ admin }: AuditScene, saved: SavedTraces): Promise<void> {
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  await admin.query('delete from audit_events; delete from audit_heads; delete from access_events');
  for (const [table, rows] of [
    ['audit_events', saved.events],
    ['audit_heads', saved.heads],
    ['access_events', saved.readings],
  ] as const) {
    await admin.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      rows,
    ]);
  }
  await admin.query('commit');
}
