import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aMunicipality,
  aPolicySet,
  type BuilderScope,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb, createPool, type Db } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { closePolicySetBefore, type PolicySetStoring, updatePolicySet } from './policy-set.repository.ts';

let database: TestDatabase;
let db: Db;
let admin: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await Promise.all([db.destroy(), admin.end()]);
  await database.drop();
});

const FROM = plainDate('2027-01-01');

/** Approves without taking the turn that the use case takes. */
async function approveAtOnce(
  scope: BuilderScope,
  policySetId: string,
  validFrom: PlainDateString,
): Promise<PolicySetStoring> {
  const { municipalityId } = scope;
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    await closePolicySetBefore(tx, municipalityId, validFrom);
    const approval = { approver: 'somebody', reason: 'r', reference: 'c', validFrom };
    const storing = await updatePolicySet(tx, municipalityId, policySetId, { state: 'in-force', approval });
    if (storing !== 'stored') throw new Error(storing);
    return storing;
  }).catch((error: unknown) => {
    if (error instanceof Error && error.message === 'another-in-force') return 'another-in-force';
    throw error;
  });
}

async function approveTwo(): Promise<{ readonly outcomes: readonly string[]; readonly holding: number }> {
  const scope = await aMunicipality(db);
  await aPolicySet(scope);
  const waiting = { state: 'submitted' as const, valid_during: null, approver: null };
  const sets = [await aPolicySet(scope, waiting), await aPolicySet(scope, waiting)];
  const outcomes = await Promise.all(sets.map(async (id) => await approveAtOnce(scope, id, FROM)));
  const { rows } = await admin.query<{ count: string }>(
    'select count(*) from policy_sets where municipality_id = $1 and valid_during @> $2::date',
    [scope.municipalityId, FROM],
  );
  return { outcomes: outcomes.toSorted(), holding: Number(rows[0]?.count) };
}

it('lets one set hold on a day, whoever approves at once', async () => {
  expect(await approveTwo()).toEqual({ outcomes: ['another-in-force', 'stored'], holding: 1 });
});

it('broken control: without the constraint, two hold', async () => {
  await admin.query('alter table policy_sets drop constraint policy_sets_one_in_force_excl');
  expect(await approveTwo()).toEqual({ outcomes: ['stored', 'stored'], holding: 2 });
});
