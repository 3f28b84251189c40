import { createDb, createPool, DATABASE_ROLES, inTenant } from '@boligtrapp/database';
import { plainDate, sensitive } from '@boligtrapp/domain';
import { createIdSource, readKeyParts } from '@boligtrapp/platform';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aPlaceToLive,
  connectAsAdmin,
  createTestDatabase,
  syntheticIdentityNumber,
  type TestDatabase,
} from '@boligtrapp/testing';
import { createIdentityCipher } from '@boligtrapp/use-cases';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../main.ts';

const NUMBER = syntheticIdentityNumber(7);
const NAME = 'Kanari Kanarisen';
const SECRET = 'ca'.repeat(32);
const ENVIRONMENT = {
  IDENTITY_KEY_ID: 'first',
  IDENTITY_ENCRYPTION_KEY: SECRET,
  IDENTITY_LOOKUP_KEY_ID: 'l1',
  IDENTITY_LOOKUP_KEY: 'cb'.repeat(32),
  ADDRESS_KEY_ID: 'first',
  ADDRESS_ENCRYPTION_KEY: 'cc'.repeat(32),
  AUDIT_KEY_ID: 'test',
  AUDIT_KEY: 'cd'.repeat(32),
};
/** Any of them, in whatever case; a number also where it is written apart. */
const ANY = new RegExp(
  [
    NUMBER,
    `${NUMBER.slice(0, 6)}.${NUMBER.slice(6)}`,
    'kanari',
    ...['ca', 'cb', 'cc', 'cd'].map((byte) => byte.repeat(32)),
  ].join('|'),
  'i',
);

let database: TestDatabase;
let printed: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'cli-canary' });
  const db = createDb(pool);
  const scope = await aMunicipality(db);
  const { buildingId } = await aPlaceToLive(scope);
  const household = await aHousehold(scope, { reference: NAME });
  const keys = readKeyParts(ENVIRONMENT);
  const cipher = createIdentityCipher({ db, ids: createIdSource(), ...keys });
  const sealer = await cipher.sealerFor(scope.municipalityId);
  const personId = await aMember(scope, household, { name: NAME });
  const { ciphertext } = sealer.seal(sensitive(NUMBER), personId);
  await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'test' }, async (tx) => {
    const change = tx.updateTable('persons').set({ identity_number_ciphertext: Buffer.from(ciphertext) });
    await change.where('id', '=', personId).execute();
  });
  await aLease(scope, {
    dwelling_id: await aDwelling(scope, { building_id: buildingId }),
    household_id: household,
    starts_on: plainDate('2020-01-01'),
    signed_on: plainDate('2020-01-01'),
    last_day: plainDate('2026-11-01'),
  });
  await db.destroy();
});
afterAll(async () => await database.drop());

beforeEach(() => {
  printed = '';
  vi.stubEnv('DATABASE_URL', database.url);
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What a database says of a row that it refuses: name and number stand in message, detail and hint. */
async function refuseChanges(table: string): Promise<void> {
  const admin = await connectAsAdmin(database);
  await admin.query(`CREATE OR REPLACE FUNCTION tell_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '${NAME} ${NUMBER}' USING DETAIL = '${NAME} ${NUMBER}', HINT = '${NUMBER}'; END $$`);
  await admin.query(`CREATE OR REPLACE TRIGGER tells BEFORE INSERT OR UPDATE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION tell_all()`);
  await admin.close();
}

const COMMANDS: readonly (readonly string[])[] = [
  ['keys', 'status'],
  ['keys', 'rotate', '--renew'],
  ['rotation', 'run', '--date', '2026-11-23'],
  ['audit', 'verify'],
  ['retention', 'plan'],
];

test.each(COMMANDS)('%s %s prints neither number, name nor key', async (...args) => {
  await main(args);
  expect(printed.length).toBeGreaterThan(0);
  expect(printed).not.toMatch(ANY);
});

// From here on the database refuses what they write.
test.each([
  ['persons', ['keys', 'rotate', '--renew']],
  ['rotation_flags', ['rotation', 'run', '--date', '2026-11-24']],
] as const)('nor when the database refuses a row of %s and tells what is in it', async (table, args) => {
  await refuseChanges(table);
  await main(args);
  expect(process.exitCode).not.toBe(0);
  expect(printed.length).toBeGreaterThan(0);
  expect(printed).not.toMatch(ANY);
});

test('nor where a key has another form, or the address of the database does not hold', async () => {
  vi.stubEnv('IDENTITY_ENCRYPTION_KEY', `${NAME} ${NUMBER}`);
  await main(['keys', 'status']);
  vi.stubEnv('IDENTITY_ENCRYPTION_KEY', SECRET);
  vi.stubEnv('DATABASE_URL', `postgresql://kanari:kanari@127.0.0.1:1/${NUMBER}`);
  await main(['keys', 'status']);
  expect(printed.length).toBeGreaterThan(0);
  expect(printed).not.toMatch(ANY);
});
