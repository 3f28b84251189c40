import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendOutbox, createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate, sensitive } from '@boligtrapp/domain';
import { migrateQueueStore } from '@boligtrapp/jobs';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aPlaceToLive,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  nextId,
  syntheticIdentityNumber,
  type TestDatabase,
  testIdentityCipher,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const NUMBER = syntheticIdentityNumber(7);
const NAME = 'Kanari Kanarisen';
const AUDIT_KEY = 'ca'.repeat(32);
/** Any of them, in whatever case; a number also where it is written apart. */
const ANY = new RegExp(
  [NUMBER, `${NUMBER.slice(0, 6)}.${NUMBER.slice(6)}`, 'kanari', AUDIT_KEY].join('|'),
  'i',
);

let database: TestDatabase;
let db: Db;
let scope: BuilderScope;
let householdId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueueStore(database.adminUrl);
  db = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'worker-canary' }),
  );
  scope = await aMunicipality(db);
  const { municipalityId } = scope;
  const { buildingId } = await aPlaceToLive(scope);
  householdId = await aHousehold(scope, { reference: NAME });
  const personId = await aMember(scope, householdId, { name: NAME });
  const sealer = await testIdentityCipher(db).sealerFor(municipalityId);
  const { ciphertext } = sealer.seal(sensitive(NUMBER), personId);
  await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    const change = tx.updateTable('persons').set({ identity_number_ciphertext: Buffer.from(ciphertext) });
    await change.where('id', '=', personId).execute();
  });
  await aLease(scope, {
    dwelling_id: await aDwelling(scope, { building_id: buildingId }),
    household_id: householdId,
    starts_on: plainDate('2020-01-01'),
    signed_on: plainDate('2020-01-01'),
    last_day: plainDate('2026-11-01'),
  });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** What a database says of a row that it refuses: name and number stand in message, detail and hint. */
async function refuseChanges(table: string): Promise<void> {
  const admin = await connectAsAdmin(database);
  await admin.query(`CREATE FUNCTION tell_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '${NAME} ${NUMBER}' USING DETAIL = '${NAME} ${NUMBER}', HINT = '${NUMBER}'; END $$`);
  await admin.query(
    `CREATE TRIGGER tells BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION tell_all()`,
  );
  await admin.close();
}

/** One job of each kind that touches the case, and some that nobody should have written. */
async function enqueue(): Promise<void> {
  const { municipalityId } = scope;
  const jobs: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['rotation', 'run-rotation', { runDate: '2026-11-23' }],
    ['offers', 'expire-offers', {}],
    ['offers', 'propose-successor', { offerId: nextId() }],
    ['privacy', 'lift-case-block', { householdId }],
    ['privacy', 'make-person-data-export', { exportId: nextId() }],
    ['privacy', 'nightly-retention', {}],
    ['rounds', 'solve-round', { roundId: nextId() }],
    ['rounds', 'solve-round', { roundId: NUMBER }],
    ['rotation', 'run-rotation', { runDate: '2026-11-23', name: NAME }],
    ['rotation', NAME, { identityNumber: NUMBER }],
  ];
  await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    for (const [queue, kind, payload] of jobs) {
      await appendOutbox(tx, municipalityId, {
        id: nextId(),
        queue,
        kind,
        payload: { municipalityId, ...payload },
      });
    }
  });
}

test('neither number, name nor key is in what the worker logs, whatever it is given and whatever fails', async () => {
  await refuseChanges('rotation_flags');
  await enqueue();
  const main = new URL('main.ts', import.meta.url).pathname;
  const worker = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      AUDIT_KEY,
      AUDIT_KEY_ID: 'test',
      LOG_LEVEL: 'trace',
    },
  });
  let log = '';
  const isTold = new Promise<void>((resolve) => {
    const take = (chunk: Buffer): void => {
      log += chunk.toString();
      // The run that the database refuses, and the jobs that are none.
      if (log.includes('P0001') && log.includes('outbox rows refused')) resolve();
    };
    worker.stdout.on('data', take);
    worker.stderr.on('data', take);
  });
  await Promise.race([isTold, once(worker, 'exit')]);
  worker.kill('SIGTERM');
  if (worker.exitCode === null) await once(worker, 'exit');
  expect(log).toContain('P0001');
  expect(log).not.toMatch(ANY);
}, 120_000);
