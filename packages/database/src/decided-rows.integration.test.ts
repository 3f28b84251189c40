import { createHash } from 'node:crypto';
import { plainDate } from '@boligtrapp/domain';
import {
  type AdminConnection,
  aHousehold,
  aMunicipality,
  aPolicySet,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  nextId,
  type TestDatabase,
} from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db } from './connect.ts';
import { insertDecisions, type NewDecision } from './decision/decision.repository.ts';
import { DATABASE_ROLES } from './roles.ts';
import { inTenant } from './tenant-scope.ts';

/** Nothing is ever done with their rows but to add them. */
const DECIDED = [
  'appeal_panels',
  'decisions',
  'entitlements',
  'overrides',
  'protocols',
  'recusals',
  'review_protocols',
  'review_signatures',
  'round_signatures',
];

let database: TestDatabase;
let admin: AdminConnection;
let db: Db;
let scope: BuilderScope;
let decision: NewDecision;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connectAsAdmin(database);
  db = createDb(
    createPool({
      url: database.url,
      role: DATABASE_ROLES.app,
      applicationName: 'decided',
      maxConnections: 2,
    }),
  );
  scope = await aMunicipality(db);
  decision = await aDecision();
  await insert(decision);
  const recusal = { municipality_id: scope.municipalityId, id: nextId(), member: 'kari' };
  await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'test' }, async (tx) => {
    await tx
      .insertInto('recusals')
      .values({ ...recusal, household_id: decision.householdId, ground: 'family' })
      .execute();
  });
});
afterAll(async () => {
  await admin.close();
  await db.destroy();
  await database.drop();
});

async function aDecision(): Promise<NewDecision> {
  const { municipalityId: municipality_id } = scope;
  const [policySetId, householdId, roundId] = [await aPolicySet(scope), await aHousehold(scope), nextId()];
  const meeting_on = plainDate('2026-11-20');
  await inTenant(db, { municipalityId: municipality_id, actorId: 'test' }, async (tx) => {
    const round = { municipality_id, id: roundId, reference: 'E-1', meeting_on, horizon_ends_on: meeting_on };
    await tx
      .insertInto('rounds')
      .values({
        ...round,
        tracks: ['welfare'],
        includes_movers: false,
        policy_set_id: policySetId,
        requested_by: 'x',
      })
      .execute();
    const facts_hash = createHash('sha256').update('{}').digest('hex');
    await tx
      .insertInto('round_snapshots')
      .values({ municipality_id, round_id: roundId, facts: '{}', facts_hash })
      .execute();
  });
  return {
    id: nextId(),
    roundId,
    authority: { delegationReference: 'D-1' },
    policySetId,
    householdId,
    dwellingId: null,
    outcome: 'postponed',
    reasonCode: 'facts-incomplete',
    reason: 'The facts have to be gathered once more.',
    decidedBy: 'one',
    countersignedBy: 'two',
    correctsId: null,
    chainId: null,
    softBreaks: [],
    override: null,
  };
}

async function insert(row: NewDecision): Promise<unknown> {
  const { municipalityId } = scope;
  return await inTenant(
    db,
    { municipalityId, actorId: 'test' },
    async (tx) => await insertDecisions(tx, municipalityId, [row]),
  );
}

/** Runs a statement as a role, in the municipality, and returns the SQLSTATE of what refused it. */
async function refusalOf(role: string, statement: string): Promise<string> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    if (role !== 'administrator') await client.query(`set local role ${role}`);
    await client.query(`select set_config('app.municipality', $1, true)`, [scope.municipalityId]);
    const { rowCount } = await client.query(statement);
    return `done with ${rowCount} rows`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

const NO_RIGHT = '42501';
const REFUSED = '23514';

describe.each(DECIDED)('rows of %s', (table) => {
  const statements = [
    `update ${table} set municipality_id = municipality_id`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ];

  it('are neither changed, deleted nor emptied by the roles of the product', async () => {
    for (const role of ['boligtrapp_app', 'boligtrapp_relay', 'boligtrapp_readonly']) {
      for (const statement of statements) {
        expect([role, statement, await refusalOf(role, statement)]).toEqual([role, statement, NO_RIGHT]);
      }
    }
  });

  it('are kept by triggers from the owner and from an administrator, too', async () => {
    for (const role of ['boligtrapp_migrator', 'administrator']) {
      expect([role, await refusalOf(role, `truncate ${table} cascade`)]).toEqual([role, REFUSED]);
    }
    const triggers = await admin.query<{ name: string; on: number }>(
      `select tgname as name, tgtype::int as on from pg_trigger
       where tgrelid = $1::regclass and tgname like 'decided%' and tgenabled = 'O' order by 1`,
      [table],
    );
    // Before each row that is updated or deleted: 1 + 2 + 8 + 16; before the table is emptied: 2 + 32.
    expect(triggers).toEqual([
      { name: 'decided_row_final', on: 27 },
      { name: 'decided_table_final', on: 34 },
    ]);
  });
});

describe.each([
  ['decisions', 'decided_by'],
  ['recusals', 'member'],
])('a stored row of %s', (table, column) => {
  it.each(['boligtrapp_migrator', 'administrator'])('is not changed or deleted by %s', async (role) => {
    expect(await refusalOf(role, `update ${table} set ${column} = 'somebody else'`)).toBe(REFUSED);
    expect(await refusalOf(role, `update ${table} set ${column} = 'x', blocked_at = now()`)).toBe(REFUSED);
    expect(await refusalOf(role, `delete from ${table}`)).toBe(REFUSED);
  });

  it('may be blocked, which hides it and changes nothing of it', async () => {
    expect(await refusalOf('administrator', `update ${table} set blocked_at = now()`)).toBe(
      'done with 1 rows',
    );
  });
});

describe('four eyes', () => {
  it('are asked for by the database: nobody decides alone', async () => {
    const alone = { ...decision, id: nextId(), countersignedBy: decision.decidedBy };
    await expect(insert(alone)).rejects.toMatchObject({ constraint: 'decisions_four_eyes_check' });
  });

  it('are two names: neither is left out where something is decided', async () => {
    const nullable = await admin.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'decisions'::regclass
       and attname in ('decided_by', 'countersigned_by') and not attnotnull`,
    );
    expect(nullable).toEqual([]);
  });

  it.each([
    ['corrections', ['corrections_four_eyes_check', 'corrections_settled_check']],
    ['policy_sets', ['policy_sets_approved_check', 'policy_sets_four_eyes_check']],
    [
      'successions',
      ['successions_confirmed_check', 'successions_decided_check', 'successions_four_eyes_check'],
    ],
  ])('hold in %s, together with what forbids to name nobody', async (table, wanted) => {
    const checks = await admin.query<{ name: string }>(
      `select conname as name from pg_constraint
       where conrelid = $1::regclass and contype = 'c' and conname = any($2) order by 1`,
      [table, wanted],
    );
    expect(checks.map(({ name }) => name)).toEqual(wanted);
  });
});
