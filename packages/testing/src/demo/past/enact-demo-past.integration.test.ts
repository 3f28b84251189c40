import { createDb, createPool, type Db, inTenant, readStepCounts, type Tx } from '@boligtrapp/database';
import { addDays, plainDate } from '@boligtrapp/domain';
import {
  type Actor,
  comparePolicySets,
  expireOffers,
  getReview,
  type LetterWriter,
  listAppeals,
  listCareerPlans,
  listDueDates,
  listDuplicates,
  listFollowUps,
  listForecastVacancies,
  listNotices,
  listPlaceEnvironments,
  listReviews,
  replayRound,
} from '@boligtrapp/use-cases';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test-database.ts';
import { testIdentityCipher } from '../../test-keys.ts';
import { generateDemo } from '../generate-demo.ts';
import { insertDemo } from '../insert-demo.ts';
import { enactDemoPast } from './enact-demo-past.ts';
import { createPastScene, type PastScene } from './past-scene.ts';

const ON = plainDate('2026-11-28');
const demo = generateDemo({ seed: 1, on: ON });
const scope = { municipalityId: demo.municipality.id, actorId: 'a-test' };
const NO_LETTERS: LetterWriter = {
  write: async () => await Promise.resolve({ kind: 'unavailable' }),
  defaultTemplate: () => new Uint8Array(),
};
const TABLES = [
  'rounds',
  'proposals',
  'decisions',
  'offers',
  'protocols',
  'successions',
  'appeals',
  'documents',
] as const;

let databases: readonly [TestDatabase, TestDatabase];
let db: Db;
let again: Db;
let scene: PastScene;
let auditor: Actor;
let officer: Actor;

async function aDemo(database: TestDatabase): Promise<Db> {
  const made = createDb(createPool({ url: database.url, role: 'boligtrapp_app', applicationName: 'a-test' }));
  const cipher = testIdentityCipher(made);
  await insertDemo(made, demo, { cipher });
  await enactDemoPast(demo, { db: made, cipher });
  return made;
}

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  db = await aDemo(databases[0]);
  again = await aDemo(databases[1]);
  scene = await createPastScene(db, demo, testIdentityCipher(db));
  scene.goTo(0);
  auditor = scene.actor('an-auditor', 'auditor');
  officer = scene.actor('an-officer', 'case-officer');
});

afterAll(async () => {
  await Promise.all([db.destroy(), again.destroy()]);
  for (const database of databases) await database.drop();
});

async function read<T>(from: Db, query: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTenant(from, scope, query);
}

async function countBy(
  table: 'offers' | 'decisions' | 'successions' | 'meetings' | 'policy_sets' | 'case_tasks' | 'reviews',
  column: 'state' | 'outcome' | 'kind',
): Promise<Readonly<Record<string, number>>> {
  const rows = await read(db, async (tx) => await tx.selectFrom(table).selectAll().execute());
  const groups = Map.groupBy(rows, (row) =>
    String(Object.entries(row).find(([name]) => name === column)?.[1]),
  );
  return Object.fromEntries([...groups].map(([key, list]) => [key, list.length]));
}

describe('the past of the demo', () => {
  test('has a round that was signed, with its minutes, and that can be computed again', async () => {
    expect(await countBy('meetings', 'state')).toEqual({ closed: 1 });
    expect(await countBy('decisions', 'outcome')).toMatchObject({
      allocated: 5,
      overridden: 1,
      postponed: 1,
    });
    const [round, ...others] = await read(
      db,
      async (tx) => await tx.selectFrom('rounds').selectAll().execute(),
    );
    expect([round?.state, others]).toEqual(['closed', []]);
    const protocols = await read(db, async (tx) => await tx.selectFrom('protocols').selectAll().execute());
    expect(protocols.map(({ round_id }) => round_id)).toEqual([round?.id]);
    const { signal } = new AbortController();
    const replay = await replayRound(scene, auditor, { roundId: round?.id ?? '', signal });
    expect(replay.isReproduced).toBe(true);
  });

  test('has offers of every kind: open, overdue, declined, accepted without a lease and with one', async () => {
    expect(await countBy('offers', 'state')).toMatchObject({ open: 2, declined: 3, accepted: 1 });
    const open = await read(
      db,
      async (tx) =>
        await tx
          .selectFrom('offers')
          .select('answer_by')
          .where('state', '=', 'open')
          .orderBy('answer_by')
          .execute(),
    );
    expect(open.map(({ answer_by }) => answer_by)).toEqual([addDays(ON, -1), addDays(ON, 3)]);
    expect(await countBy('successions', 'state')).toEqual({ decided: 1, proposed: 2 });
    expect(await countBy('case_tasks', 'kind')).toMatchObject({ 'offer-declined': 3 });
    const refusals = await read(
      db,
      async (tx) => await tx.selectFrom('offer_refusals').selectAll().execute(),
    );
    expect(refusals.map(({ assessed_as }) => assessed_as)).toEqual([null, null, null]);
  });

  test('has reviews at each point of their way, one of them decided', async () => {
    expect(await countBy('reviews', 'state')).toEqual({ open: 1, prepared: 2, decided: 1 });
    const reviews = await listReviews(scene, officer, { limit: 10 });
    const details = await Promise.all(
      reviews.items.map(async ({ id }) => await getReview(scene, officer, id)),
    );
    const stages = details.map(
      ({ state, recommendation, ruling, signatures }) =>
        `${state}, ${recommendation === null ? 'nothing' : 'something'} recommended, ${
          ruling === null ? 'not ruled' : ruling.departsFromRecommendation ? 'departs' : 'follows'
        }, ${signatures.length} signed`,
    );
    expect(stages.toSorted()).toEqual([
      'decided, something recommended, follows, 2 signed',
      'open, nothing recommended, not ruled, 0 signed',
      'prepared, something recommended, departs, 1 signed',
      'prepared, something recommended, not ruled, 0 signed',
    ]);
  });

  test('has matters with a date to keep: appeals, preliminary answers, household members; and a pair to merge', async () => {
    const appeals = await listAppeals(scene, auditor, { limit: 10 });
    expect(appeals.items.map(({ isLate }) => isLate)).toEqual([true, false]);
    const { items } = await listDueDates(scene, officer, { limit: 50 });
    const overdue = items.filter(({ isOverdue }) => isOverdue).map(({ kind }) => kind);
    expect(overdue).toEqual(['occupancy-answer', 'preliminary-answer']);
    const soon = items.filter(({ dueOn, isOverdue }) => !isOverdue && dueOn <= addDays(ON, 7));
    expect(soon.length).toBeGreaterThan(1);
    expect((await listDuplicates(scene, officer, { limit: 10 })).totalCount).toBe(1);
  });

  test('has a policy that was tried and submitted, with a difference to the one in force', async () => {
    expect(await countBy('policy_sets', 'state')).toEqual({ 'in-force': 1, replaced: 1, submitted: 1 });
    const submitted = await read(
      db,
      async (tx) =>
        await tx.selectFrom('policy_sets').select('id').where('state', '=', 'submitted').executeTakeFirst(),
    );
    const { changes } = await comparePolicySets(scene, auditor, { policySetId: submitted?.id ?? '' });
    expect(changes.map(({ figure }) => figure)).toEqual(['caps/neighbourhoodPointsPer100Dwellings']);
  });

  test('has visits that were made and some that are overdue, plans on their way, and a place to look at', async () => {
    const worker = scene.actor('a-worker', 'follow-up');
    const { totalCount, counts } = await listFollowUps(scene, worker, { limit: 1 });
    expect(totalCount).toBeGreaterThan(300);
    expect(counts.due).toBeLessThan(totalCount);
    expect(counts.overdue).toBeGreaterThan(5);
    expect(counts.overdue).toBeLessThan(150);
    const { items } = await listCareerPlans(scene, worker, { limit: 9 });
    expect(items.map(({ state, goal }) => [state, goal])).toEqual([
      ['draft', 'private-rental'],
      ['agreed', 'own-with-startlan'],
    ]);
    const places = await listPlaceEnvironments(scene, auditor, { hasProposal: true });
    expect(places.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'building', points: 8, proposal: 'caution', direction: 'tighten' }),
      ]),
    );
  });

  test('has a letter that was sent and one that waits, each with its text', async () => {
    const { counts } = await listNotices({ ...scene, letters: NO_LETTERS }, auditor, { limit: 10 });
    expect(counts.map(({ kind, state, count }) => [kind, state, count])).toEqual([
      ['expiry-information', 'sent', 1],
      ['interview-invitation', 'written', 1],
    ]);
    const files = await read(
      db,
      async (tx) => await tx.selectFrom('documents').select('media_type').execute(),
    );
    expect(files).toHaveLength(4);
  });

  test('leaves the welfare ladder as it was inserted', async () => {
    const [lowest] = await read(db, async (tx) => await readStepCounts(tx, ON, new Set()));
    expect(lowest).toMatchObject({ stock: 620, occupied: 598, vacant: 9, outOfUse: 13, queue: 41 });
  });

  test('has dwellings that leave the stock, and others that are expected to become vacant', async () => {
    const { vacancies, leaving } = await listForecastVacancies(scene, officer, {});
    expect(leaving.map(({ leavesOn }) => leavesOn)).toEqual([75, 190, 320].map((days) => addDays(ON, days)));
    expect(new Set(vacancies.map(({ source }) => source)).size).toBeGreaterThan(1);
  });

  test('lies before the day of the demo, whatever time the database has', async () => {
    const late = await read(db, async (tx) => [
      ...(await tx.selectFrom('decisions').select('decided_at as at').execute()),
      ...(await tx.selectFrom('round_signatures').select('signed_at as at').execute()),
      ...(await tx.selectFrom('rounds').select('created_at as at').execute()),
      ...(await tx.selectFrom('rounds').select('finished_at as at').execute()),
      ...(await tx.selectFrom('protocols').select('created_at as at').execute()),
      ...(await tx.selectFrom('audit_events').select('occurred_at as at').execute()),
    ]);
    expect(late.length).toBeGreaterThan(20);
    for (const { at } of late) expect(String(at) < `${ON}T00`, String(at)).toBe(true);
  });

  test('is the same again for the same seed and day', async () => {
    for (const table of TABLES) {
      const all = async (from: Db): Promise<unknown> =>
        await read(from, async (tx) => await tx.selectFrom(table).selectAll().execute());
      expect(await all(again), table).toEqual(await all(db));
    }
  });

  test('has one offer that runs out when the job looks, and no other', async () => {
    const today = { now: () => `${ON}T08:00:00Z`, today: () => ON };
    const expired = await expireOffers(
      { db, ids: scene.ids, clock: today },
      { municipalityId: scope.municipalityId, requestId: scene.ids.next() },
    );
    expect(expired).toHaveLength(1);
  });
});
