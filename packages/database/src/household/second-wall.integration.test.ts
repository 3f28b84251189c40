import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  anApplication,
  anAssessment,
  aPlaceToLive,
  aPolicySet,
  type BuilderScope,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countApplications,
  findApplication,
  listApplications,
} from '../application/application.read-model.ts';
import { countAssessments, findAssessment, listAssessments } from '../assessment/assessment.read-model.ts';
import { findKnownNeighbourhoods } from '../assessment/assessment.repository.ts';
import { createDb, type Db, type Tx } from '../connect.ts';
import { countLeases, findLease, listLeases, readLeaseNotices } from '../lease/lease.read-model.ts';
import { lockLease } from '../lease/lease.repository.ts';
import { countPolicySets, findPolicySet, listPolicySets } from '../policy-set/policy-set.read-model.ts';
import { readQueue } from '../queue/queue.read-model.ts';
import { countHouseholds, findHousehold, listHouseholds, listMembers } from './household.read-model.ts';
import { lockHousehold } from './household.repository.ts';

const ON = plainDate('2026-11-23');
const PAGE = { limit: 50 };

let database: TestDatabase;
let db: Db;
let ours: BuilderScope;
let theirs: BuilderScope;
let foreign: Readonly<
  Record<'household' | 'application' | 'assessment' | 'policySet' | 'lease' | 'neighbourhood', string>
>;

/** A login that row-level security does not bind: what keeps the municipalities apart here is the queries alone. */
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(new Pool({ connectionString: database.adminUrl }));
  ours = await aMunicipality(db);
  theirs = await aMunicipality(db);
  const { buildingId, neighbourhoodId } = await aPlaceToLive(theirs);
  const household = await aHousehold(theirs);
  await aMember(theirs, household);
  foreign = {
    household,
    neighbourhood: neighbourhoodId,
    application: await anApplication(theirs, { household_id: household }),
    assessment: await anAssessment(theirs, { household_id: household }),
    policySet: await aPolicySet(theirs),
    lease: await aLease(theirs, {
      household_id: household,
      dwelling_id: await aDwelling(theirs, { building_id: buildingId }),
    }),
  };
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** 1 for a row, 0 for none. */
function one(row: unknown): number {
  return row === undefined || row === false ? 0 : 1;
}

/** How much each query finds of the foreign rows when it is asked for `scope`. */
async function findings({ municipalityId: m }: BuilderScope): Promise<readonly number[]> {
  const ask = async (tx: Tx): Promise<readonly number[]> => [
    one(await findHousehold(tx, m, foreign.household)),
    one(await lockHousehold(tx, m, foreign.household)),
    (await listHouseholds(tx, m, {}, PAGE)).length,
    await countHouseholds(tx, m, {}),
    (await listMembers(tx, m, [foreign.household], ON)).length,
    one(await findApplication(tx, m, foreign.application)),
    (await listApplications(tx, m, {}, PAGE)).length,
    await countApplications(tx, m, {}),
    one(await findAssessment(tx, m, foreign.assessment)),
    (await listAssessments(tx, m, foreign.household, PAGE)).length,
    await countAssessments(tx, m, foreign.household),
    (await findKnownNeighbourhoods(tx, m, [foreign.neighbourhood])).size,
    one(await findPolicySet(tx, m, foreign.policySet)),
    (await listPolicySets(tx, m, PAGE)).length,
    await countPolicySets(tx, m),
    one(await findLease(tx, m, foreign.lease)),
    one(await lockLease(tx, m, foreign.lease)),
    (await listLeases(tx, m, {}, PAGE)).length,
    await countLeases(tx, m, {}),
    (await readQueue(tx, m, {}, ON)).length,
    (await readLeaseNotices(tx, m, [foreign.lease])).size,
  ];
  // This pool gives counts as text.
  return (await db.transaction().execute(ask)).map(Number);
}

test('every query of the records names the municipality itself, and does not lean on row-level security', async () => {
  expect(new Set(await findings(ours))).toEqual(new Set([0]));
  // The same questions find the rows for whom they belong to; there is no notice.
  const found = await findings(theirs);
  expect(found.slice(0, -1)).toEqual(found.slice(0, -1).map(() => 1));
});
