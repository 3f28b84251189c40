import { plainDate } from '@boligtrapp/domain';
import {
  aMunicipality,
  connectAsAdmin,
  createTestDatabase,
  storeManyApplications,
  type TestDatabase,
} from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findApplication, listApplications } from './application/application.read-model.ts';
import { createDb, createPool, type Db, type Tx } from './connect.ts';
import { findHousehold, listHouseholds, listHouseholdsOfPerson } from './household/household.read-model.ts';
import { findPersonByNumber } from './household/household-member.repository.ts';
import { findStoredAnswer } from './idempotency/idempotency-keys.repository.ts';
import { findSessionByToken, findSessionsOfIssuer } from './identity/session-lookup.ts';
import { lockSessionsOf, readLastWord } from './identity/staff-session.repository.ts';
import { DATABASE_ROLES, type DatabaseRole } from './roles.ts';
import { inTenant } from './tenant-scope.ts';
import { listReadings } from './traces/traces.read-model.ts';

/** So many that no municipality is a large part of a table, and that a table is more than some pages. */
const MUNICIPALITIES = 20;
const ROWS_OF_EACH = 1_500;

let database: TestDatabase;
let db: Db;
let identityDb: Db;
let municipalityId: string;
/** What PostgreSQL told of each statement, by its own `auto_explain`: the statements are those of the product. */
const plans: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'plans' }));
  const municipalityIds: string[] = [];
  for (let n = 0; n < MUNICIPALITIES; n += 1) {
    municipalityIds.push((await aMunicipality(db, { kommunenummer: String(9_900 + n) })).municipalityId);
  }
  [municipalityId = ''] = municipalityIds;
  await db.destroy();
  await storeManyApplications(database.adminUrl, { municipalityIds, count: ROWS_OF_EACH });
  const admin = await connectAsAdmin(database);
  await admin.query('set session_replication_role = replica');
  for (const insert of INSERTS) await admin.query(insert, [ROWS_OF_EACH]);
  await admin.query('analyze');
  await admin.close();
  db = await explaining(DATABASE_ROLES.app);
  identityDb = await explaining(DATABASE_ROLES.identity);
}, 120_000);
afterAll(async () => {
  await Promise.all([db.destroy(), identityDb.destroy()]);
  await database.drop();
});

const ROWS = `from municipalities m, lateral generate_series(1, $1::int) n`;
const UUID = `('00000003-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

/** Rows beside the households and applications, for all municipalities. */
const INSERTS: readonly string[] = [
  `insert into persons (municipality_id, id, name, birth_date)
     select m.id, ${UUID}, 'P', date '1980-02-01' ${ROWS}`,
  `insert into household_members (municipality_id, id, household_id, person_id, relation, member_during)
     select m.id, ${UUID}, ${UUID}, ${UUID}, 'applicant', '[2020-01-01,)' ${ROWS}`,
  `insert into identity_lookups (municipality_id, lookup_key_id, hash, person_id)
     select m.id, 'l1', sha256((m.id::text || n)::bytea), ${UUID} ${ROWS}`,
  `insert into staff_sessions (municipality_id, id, token_hash, actor, role, issuer, issuer_subject, issuer_session,
      sealed_refresh_token, signed_in_at, used_at, confirmed_at, expires_at)
     select m.id, ${UUID}, sha256((m.id::text || n)::bytea), 'user-' || n % 300, 'leader', 'https://' || m.id,
       'user-' || n % 300, 'sid-' || n, '\\x00', now(), now(), now(), now() + interval '10 hours' ${ROWS}`,
  `insert into idempotency_keys (municipality_id, actor, operation, key, request_hash, status, result)
     select m.id, 'user-' || n % 300, 'registerLease', 'key-of-' || n, 'h', 201, '{}' ${ROWS}`,
  `insert into access_events (municipality_id, id, actor, role, operation, household_ids)
     select m.id, ${UUID}, 'user-' || n % 300, 'leader', 'get-household', array[${UUID}] ${ROWS}`,
];

/** Connections as a role, whose statements are explained. Only a superuser may ask for that, so the login is one. */
async function explaining(role: DatabaseRole): Promise<Db> {
  const settings = {
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_nested_statements': 'off',
  };
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ name: string }>('select current_database() as name');
  const name = admin.escapeIdentifier(rows[0]?.name ?? '');
  await admin.query(`alter database ${name} set session_preload_libraries = 'auto_explain'`);
  for (const [key, value] of Object.entries(settings)) {
    await admin.query(`alter database ${name} set ${key} = '${value}'`);
  }
  await admin.end();
  const pool = createPool({ url: database.url, role, applicationName: 'plans' });
  pool.on('connect', (client) => client.on('notice', ({ message }) => plans.push(message ?? '')));
  return createDb(pool);
}

const DAY = plainDate('2026-11-28');
const UNTIL = '2030-01-01T00:00:00Z';
const HOUSEHOLD = '00000003-0000-7000-8000-0000000001f4';
/** Those that were filled; an empty one is read as a whole. */
const BIG = [
  'access_events',
  'household_members',
  'households',
  'housing_applications',
  'idempotency_keys',
  'identity_lookups',
  'persons',
  'staff_sessions',
];
const WHOLE_TABLE = new RegExp(`Seq Scan on (?:${BIG.join('|')})\\b`);
const HASH = new Uint8Array(32).fill(7);
const LOOKUPS = [{ keyId: 'l1', hash: HASH }];
const SESSION_ACTOR = { municipalityId: '', actorId: 'user-7', operation: 'registerLease' };

const STATEMENTS: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  'an application': async (tx) => await findApplication(tx, municipalityId, HOUSEHOLD),
  'the first page of applications': async (tx) =>
    await listApplications(tx, municipalityId, {}, { limit: 50 }),
  'a household': async (tx) => await findHousehold(tx, municipalityId, HOUSEHOLD),
  'the first page of households': async (tx) => await listHouseholds(tx, municipalityId, {}, { limit: 50 }),
  'a person by number': async (tx) => await findPersonByNumber(tx, municipalityId, LOOKUPS),
  'the households of a number': async (tx) => await listHouseholdsOfPerson(tx, municipalityId, LOOKUPS, DAY),
  'the answer to a repeated request': async (tx) =>
    await findStoredAnswer(tx, { ...SESSION_ACTOR, municipalityId }, ['key-of-1', 'key-of-2']),
  'the sessions of a user': async (tx) => await lockSessionsOf(tx, 'user-7'),
  'what was said of a user last': async (tx) => await readLastWord(tx, 'user-7'),
  'the newest readings': async (tx) => await listReadings(tx, municipalityId, {}, { limit: 50 }),
  'the readings of a household': async (tx) =>
    await listReadings(tx, municipalityId, { householdId: HOUSEHOLD }, { limit: 50 }),
};

/** The plans of what ran, which must be told. */
async function plansOf(run: () => Promise<unknown>): Promise<string> {
  plans.length = 0;
  await run();
  const told = plans.filter((plan) => plan.includes('Query Text')).join('\n');
  expect(told).toMatch(/Scan/);
  return told;
}

it.each(Object.entries(STATEMENTS))(
  '%s is found by an index, under row-level security',
  async (_what, run) => {
    const told = await plansOf(
      async () => await inTenant(db, { municipalityId, actorId: 'plans' }, async (tx) => await run(tx)),
    );
    expect(told).not.toMatch(WHOLE_TABLE);
    // Not past the walls: the municipality of the policy stands in the plan.
    expect(told).toMatch(/current_municipality|app\.municipality/);
  },
);

it.each([
  ['a session by its token', async () => await findSessionByToken(identityDb, HASH)],
  [
    'the sessions of a user of a provider',
    async () => await findSessionsOfIssuer(identityDb, 'https://x', { subject: 'user-7', begunUntil: UNTIL }),
  ],
  [
    'the sessions of one of a provider',
    async () => await findSessionsOfIssuer(identityDb, 'https://x', { session: 'sid-7', begunUntil: UNTIL }),
  ],
] as const)('%s is found by an index, whatever the municipality', async (_what, run) => {
  expect(await plansOf(run)).not.toMatch(WHOLE_TABLE);
});

it('tells of a statement for which there is no index: what the tests before look for is told', async () => {
  const byNothing = identityDb.selectFrom('staff_sessions').where('issuer_session', '=', 'x').select('id');
  expect(await plansOf(async () => await byNothing.execute())).toMatch(WHOLE_TABLE);
});
