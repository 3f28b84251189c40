import {
  appendOutbox,
  assertSchemaFits,
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  inTenant,
  SchemaBehindCodeError,
} from '@boligtrapp/database';
import { createIdSource } from '@boligtrapp/platform';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SeededMunicipality, seedMunicipality } from '../../test/seed-municipality.ts';
import { readReadiness } from './readiness.ts';

let database: TestDatabase;
let db: Db;
let relayDb: Db;
let municipality: SeededMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'readiness' }));
  relayDb = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.relay, applicationName: 'readiness' }),
  );
  municipality = await seedMunicipality(db, '3201');
});
afterAll(async () => {
  await db.destroy();
  await relayDb.destroy();
  await database.drop();
});

const fits = (): Promise<void> => assertSchemaFits(relayDb);
const behind = (): Promise<void> => Promise.reject(new SchemaBehindCodeError('missing'));

test('ready when the schema fits and nothing waits', async () => {
  expect(await readReadiness({ relayDb, ensureSchemaFits: fits })).toEqual({
    status: 'ready',
    checks: { database: 'ok', schema: 'ok', outbox: 'ok' },
  });
});

test('an effect that waits for a worker makes it late after a minute, of any municipality', async () => {
  await inTenant(db, { municipalityId: municipality.id, actorId: 'test' }, (tx) =>
    appendOutbox(tx, municipality.id, {
      id: createIdSource().next(),
      queue: 'rounds',
      kind: 'x',
      payload: {},
    }),
  );
  const waited = async (seconds: number): Promise<unknown> => {
    const since = Temporal.Now.instant().subtract({ seconds }).toString();
    await relayDb.updateTable('outbox').set({ available_at: since }).execute();
    return await readReadiness({ relayDb, ensureSchemaFits: fits });
  };
  expect(await waited(50)).toMatchObject({ status: 'ready', checks: { outbox: 'ok' } });
  expect(await waited(70)).toMatchObject({ status: 'not-ready', checks: { outbox: 'late' } });
  await relayDb.updateTable('outbox').set({ relayed_at: '2026-11-23T00:00:00Z' }).execute();
  expect(await waited(70)).toMatchObject({ status: 'ready' });
});

test('another schema makes it not ready, and is told apart from a database that is away', async () => {
  expect(await readReadiness({ relayDb, ensureSchemaFits: behind })).toEqual({
    status: 'not-ready',
    checks: { database: 'ok', schema: 'does-not-fit', outbox: 'ok' },
  });
  const away = createDb(
    createPool({
      url: 'postgresql://nobody@127.0.0.1:1/x',
      role: DATABASE_ROLES.relay,
      applicationName: 'x',
    }),
  );
  expect(await readReadiness({ relayDb: away, ensureSchemaFits: fits })).toEqual({
    status: 'not-ready',
    checks: { database: 'unreachable', schema: 'unknown', outbox: 'unknown' },
  });
  await away.destroy();
});
