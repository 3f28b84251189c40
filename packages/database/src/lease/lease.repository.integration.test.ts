import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aMunicipality,
  aPlaceToLive,
  type BuilderScope,
  createTestDatabase,
  nextId,
  type TestDatabase,
} from '@boligtrapp/testing';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db, type Tx } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { insertLease, type LeaseInsertion, type NewLease } from './lease.repository.ts';

const AT_ONCE = 50;

let database: TestDatabase;
let db: Db;
let scope: BuilderScope;
let dwellingId: string;
let households: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const role = DATABASE_ROLES.app;
  db = createDb(createPool({ url: database.url, role, applicationName: 'race', maxConnections: AT_ONCE }));
  scope = await aMunicipality(db);
});
beforeEach(async () => {
  const { buildingId } = await aPlaceToLive(scope);
  dwellingId = await aDwelling(scope, { building_id: buildingId });
  households = await Promise.all(Array.from({ length: AT_ONCE }, async () => await aHousehold(scope)));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

function leaseOf(householdId: string, dwelling = dwellingId): NewLease {
  return {
    id: nextId(),
    dwellingId: dwelling,
    householdId,
    startsOn: plainDate('2026-12-01'),
    lastDay: plainDate('2029-11-30'),
    regime: 'ordinary',
    shortTermBasis: null,
    shortTermReasonGivenOn: null,
    shortTermWeighty: false,
    previousShortTerms: 0,
    signedOn: plainDate('2026-11-20'),
    exceptionsInfoGivenOn: null,
    noTerminationInfoGivenOn: null,
    hasEvictionClauseExpiry: false,
    hasEvictionClauseRent: false,
    allocationKind: 'new',
    rentOrePerMonth: 900_000,
  };
}

/** Runs each piece of work in a transaction of its own, all at once, and gives what came of each. */
async function allAtOnce(
  work: readonly ((tx: Tx) => Promise<LeaseInsertion>)[],
): Promise<readonly unknown[]> {
  const outcomes = work.map(async (insert) => {
    const refusal: { value?: LeaseInsertion } = {};
    try {
      await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'race' }, async (tx) => {
        const insertion = await insert(tx);
        if (insertion === 'inserted') return;
        refusal.value = insertion;
        throw new Error('roll back');
      });
      return 'inserted';
    } catch (error) {
      return refusal.value ?? error;
    }
  });
  return await Promise.all(outcomes);
}

async function storedLeases(): Promise<number> {
  return await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'race' }, async (tx) => {
    const rows = await tx.selectFrom('leases').where('dwelling_id', '=', dwellingId).select('id').execute();
    return rows.length;
  });
}

async function alter(statement: string): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe('many leases at once', () => {
  it(`of one dwelling: one of ${AT_ONCE} is stored, and each of the others is told that it is taken`, async () => {
    const outcomes = await allAtOnce(
      households.map((householdId) => (tx) => insertLease(tx, scope.municipalityId, leaseOf(householdId))),
    );
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'dwelling-taken')).toHaveLength(AT_ONCE - 1);
    expect(await storedLeases()).toBe(1);
  });

  it('of one household: one is stored, and each of the others is told that it has a home', async () => {
    const { buildingId } = await aPlaceToLive(scope);
    const dwellings = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => await aDwelling(scope, { building_id: buildingId })),
    );
    const [householdId = ''] = households;
    const outcomes = await allAtOnce(
      dwellings.map(
        (dwelling) => (tx) => insertLease(tx, scope.municipalityId, leaseOf(householdId, dwelling)),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'household-has-home')).toHaveLength(AT_ONCE - 1);
  });

  it('crossing each other over few dwellings and households end without a deadlock', async () => {
    const { buildingId } = await aPlaceToLive(scope);
    const dwellings = await Promise.all(
      Array.from({ length: 5 }, async () => await aDwelling(scope, { building_id: buildingId })),
    );
    const pairs = dwellings.flatMap((dwelling) =>
      households.slice(0, 5).map((householdId) => ({ dwelling, householdId })),
    );
    const outcomes = await allAtOnce(
      [...pairs, ...pairs.toReversed()].map(
        ({ dwelling, householdId }) =>
          (tx) =>
            insertLease(tx, scope.municipalityId, leaseOf(householdId, dwelling)),
      ),
    );
    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'inserted').length).toBeGreaterThan(0);
  });
});

describe('without what keeps leases apart', () => {
  it('looking first and inserting then stores more than one: the test above can fail', async () => {
    await alter('alter table leases drop constraint leases_no_overlap_excl');
    const everyoneHasLooked = Promise.withResolvers<undefined>();
    let looked = 0;
    const lookThenInsert =
      (householdId: string) =>
      async (tx: Tx): Promise<LeaseInsertion> => {
        const taken = await tx
          .selectFrom('leases')
          .where('dwelling_id', '=', dwellingId)
          .select('id')
          .execute();
        looked += 1;
        if (looked === AT_ONCE) everyoneHasLooked.resolve(undefined);
        await everyoneHasLooked.promise;
        if (taken.length > 0) return 'dwelling-taken';
        const { id, startsOn, lastDay } = leaseOf(householdId);
        await sql`insert into leases (municipality_id, id, dwelling_id, household_id, starts_on, last_day, regime,
        signed_on, allocation_kind, rent_ore_per_month) values (${scope.municipalityId}, ${id}, ${dwellingId},
        ${householdId}, ${startsOn}, ${lastDay}, 'ordinary', ${startsOn}, 'new', 1)`.execute(tx);
        return 'inserted';
      };
    await allAtOnce(households.map(lookThenInsert));
    expect(await storedLeases()).toBeGreaterThan(1);
  });
});
