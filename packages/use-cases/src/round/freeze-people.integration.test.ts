import { plainDate } from '@boligtrapp/domain';
import {
  aBuilding,
  aHousehold,
  aLease,
  anApplication,
  anAssessment,
  aPolicySet,
  nextId,
  type RowChanges,
  someNeeds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  ALWAYS_A_DWELLING,
  aKeepApart,
  anOffer,
  aTown,
  aUsedDwelling,
  aWaiting,
  frozenFacts,
  type Town,
} from '../../test/round-scene.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** References of those who take part in a new round, sorted. */
async function whoTakesPart(town: Town, changes = {}): Promise<readonly string[]> {
  const { households } = await frozenFacts(scene, town, changes);
  expect(households.map(({ rank }) => rank)).toEqual(households.map((_, index) => index + 1));
  return households.map(({ reference }) => reference).toSorted();
}

interface Tenancy {
  readonly reference: string;
  readonly isInQueue?: boolean;
  readonly assessment?: RowChanges<'assessments'> | null;
  readonly lease?: RowChanges<'leases'>;
  readonly dwelling?: RowChanges<'dwellings'>;
}

/** Stores a household that lives in a dwelling of its own, and returns the id of both. */
async function aTenant(
  town: Town,
  { reference, isInQueue = false, assessment = {}, lease = {}, dwelling = {} }: Tenancy,
): Promise<{ readonly household_id: string; readonly dwelling_id: string }> {
  const household_id = await aHousehold(town, { reference });
  if (isInQueue) await anApplication(town, { household_id });
  if (assessment !== null) await anAssessment(town, { household_id, ...assessment });
  const dwelling_id = await aUsedDwelling(town, [ALWAYS_A_DWELLING], dwelling);
  await aLease(town, { household_id, dwelling_id, ...lease });
  return { household_id, dwelling_id };
}

describe('from the queue', () => {
  it('take part those with an assessment of the track that holds on the day of the meeting', async () => {
    const town = await aTown(scene);
    await aWaiting(town, {}, { reference: 'waits' });
    await aWaiting(town, { valid_until: plainDate('2026-12-02') }, { reference: 'valid on the day' });
    await aWaiting(town, { valid_until: plainDate('2026-12-01') }, { reference: 'ran out that day' });
    await aWaiting(town, { assessed_on: plainDate('2026-12-01') }, { reference: 'assessed that day' });
    await aWaiting(town, { assessed_on: plainDate('2026-12-02') }, { reference: 'assessed after it' });
    await aWaiting(town, { track: 'care' }, { reference: 'care' });
    await anApplication(town, { household_id: await aHousehold(town, { reference: 'never assessed' }) });
    for (const status of ['received', 'refused', 'withdrawn', 'expired', 'housed'] as const) {
      const household_id = await aHousehold(town, { reference: status });
      await anApplication(town, { household_id, status });
      await anAssessment(town, { household_id });
    }
    await aWaiting(await aTown(scene), {}, { reference: 'elsewhere' });
    const welfare = ['assessed that day', 'valid on the day', 'waits'];
    expect(await whoTakesPart(town, { tracks: ['welfare'] })).toEqual(welfare);
    expect(await whoTakesPart(town, { tracks: ['care'] })).toEqual(['care']);
    expect(await whoTakesPart(town)).toEqual(['assessed that day', 'care', 'valid on the day', 'waits']);
  });

  it('is judged by the newest assessment only: an older one that fits brings nobody back', async () => {
    const town = await aTown(scene);
    const second = async (reference: string, changes: RowChanges<'assessments'>): Promise<void> => {
      const household_id = await aWaiting(town, { level: 1, need_points: 900 }, { reference });
      await anAssessment(town, { household_id, version_number: 2, ...changes });
    };
    await second('has run out', { valid_until: plainDate('2026-11-01') });
    await second('is of the other track', { track: 'care' });
    await second('is of another level', { level: 4, need_points: 5 });
    const { households } = await frozenFacts(scene, town, { tracks: ['welfare'] });
    expect(households.map(({ reference, level, needPoints }) => [reference, level, needPoints])).toEqual([
      ['is of another level', 4, 5],
    ]);
  });

  it('take part neither those with an open offer nor those with a lease to come', async () => {
    const town = await aTown(scene);
    const waiting = async (reference: string): Promise<string> => await aWaiting(town, {}, { reference });
    for (const state of ['open', 'accepted', 'declined', 'expired', 'withdrawn'] as const) {
      await anOffer(town, {
        household_id: await waiting(state),
        dwelling_id: await aUsedDwelling(town),
        state,
      });
    }
    await aLease(town, {
      household_id: await waiting('moves in soon'),
      dwelling_id: await aUsedDwelling(town),
      starts_on: plainDate('2026-12-02'),
    });
    expect(await whoTakesPart(town)).toEqual(['declined', 'expired', 'withdrawn']);
  });

  it('carries what the rules ask for, ranked by class, points and waiting', async () => {
    const town = await aTown(scene);
    const needs = someNeeds({ wishedNeighbourhoodIds: [town.neighbourhoodId], followUpHoursPerWeek: 7 });
    const waiting_since = plainDate('2026-06-01');
    const id = await aWaiting(
      town,
      {
        track: 'care',
        level: 3,
        programme: 'housing-first',
        urgency_class: 3,
        need_points: 40,
        waiting_since,
        needs,
      },
      { reference: 'third' },
    );
    await aWaiting(town, { urgency_class: 1, need_points: 0, waiting_since }, { reference: 'first' });
    await aWaiting(town, { urgency_class: 2, need_points: 10, waiting_since }, { reference: 'second' });
    const { households } = await frozenFacts(scene, town);
    expect(households.map(({ reference }) => reference)).toEqual(['first', 'second', 'third']);
    expect(households[2]).toEqual({
      id,
      reference: 'third',
      rank: 3,
      urgencyClass: 3,
      needPoints: 40,
      waitingSince: '2026-06-01',
      track: 'care',
      level: 3,
      programme: 'housing-first',
      needs,
      currentDwellingId: null,
    });
  });

  it('carries the extra load of an assessment, and nothing where there is none', async () => {
    const town = await aTown(scene);
    const needs = someNeeds({ loadProfile: { extraPoints: 3, reason: 'conflict-risk' } });
    await aWaiting(town, { needs, need_points: 9 });
    await aWaiting(town);
    await aTenant(town, { reference: 'tenant', assessment: { needs } });
    await aTenant(town, { reference: 'light' });
    const { households, residents } = await frozenFacts(scene, town);
    expect(households.map((household) => household.extraLoad)).toEqual([3, undefined]);
    expect(residents.map((resident) => resident.extraLoad)).toEqual([3, undefined]);
    expect([...households, ...residents].filter((one) => 'extraLoad' in one)).toHaveLength(2);
  });
});

describe('of the tenants', () => {
  it('take part, where movers do, those who are ready to move or in the queue, from the home they have', async () => {
    const town = await aTown(scene);
    const ready = { ready_to_move: true };
    const { dwelling_id } = await aTenant(town, { reference: 'ready', assessment: ready });
    await aTenant(town, { reference: 'in the queue', isInQueue: true });
    await aTenant(town, { reference: 'neither' });
    await aTenant(town, { reference: 'not assessed', isInQueue: true, assessment: null });
    await aTenant(town, {
      reference: 'ready once',
      assessment: { ...ready, valid_until: plainDate('2026-12-01') },
    });
    const closed = { closed_on: plainDate('2026-12-15'), closed_because: 'vacated' } as const;
    await aTenant(town, { reference: 'is moving out', isInQueue: true, assessment: ready, lease: closed });
    const left = { ...closed, closed_on: plainDate('2026-11-30') };
    await aTenant(town, { reference: 'has left', isInQueue: true, lease: left });
    await aWaiting(town, {}, { reference: 'waits' });

    expect(await whoTakesPart(town)).toEqual(['has left', 'in the queue', 'ready', 'waits']);
    expect(await whoTakesPart(town, { includesMovers: false })).toEqual(['has left', 'waits']);
    const { households } = await frozenFacts(scene, town);
    const homes = new Map(
      households.map(({ reference, currentDwellingId }) => [reference, currentDwellingId]),
    );
    expect([homes.get('ready'), homes.get('has left'), homes.get('waits')]).toEqual([
      dwelling_id,
      null,
      null,
    ]);
  });

  it('takes part nobody whose home is offered to someone else', async () => {
    const town = await aTown(scene);
    const assessment = { ready_to_move: true };
    const { dwelling_id } = await aTenant(town, { reference: 'declined a new home', assessment });
    await aTenant(town, { reference: 'ready', assessment });
    await anOffer(town, { dwelling_id, household_id: await aHousehold(town), state: 'open' });
    expect(await whoTakesPart(town)).toEqual(['ready']);
  });
});

describe('those who live there', () => {
  it('are all who have a home on the day of the meeting, with their need or else the step of the dwelling', async () => {
    const town = await aTown(scene);
    const dwelling = { track: 'care', level: 3 } as const;
    const assessed = await aTenant(town, { reference: 'assessed', assessment: { level: 5 }, dwelling });
    const runOut = { level: 4, valid_until: plainDate('2026-03-01') } as const;
    const formerly = await aTenant(town, { reference: 'assessed once', assessment: runOut, dwelling });
    const unknown = await aTenant(town, { reference: 'never assessed', assessment: null, dwelling });
    const closed = { closed_on: plainDate('2026-12-02'), closed_because: 'vacated' } as const;
    const leaving = await aTenant(town, { reference: 'leaves the next day', lease: closed });
    await aTenant(town, { reference: 'left', lease: { ...closed, closed_on: plainDate('2026-12-01') } });
    const ready = await aTenant(town, { reference: 'ready', assessment: { ready_to_move: true } });
    await anAssessment(town, {
      household_id: assessed.household_id,
      version_number: 2,
      track: 'care',
      level: 2,
    });

    const { residents, households, promised } = await frozenFacts(scene, town);
    const step = (of: { household_id: string; dwelling_id: string }, track: string, level: number) => ({
      householdId: of.household_id,
      dwellingId: of.dwelling_id,
      buildingId: town.buildingId,
      track,
      level,
    });
    expect(residents).toEqual(
      [
        step(assessed, 'care', 2),
        step(formerly, 'welfare', 4),
        step(unknown, 'care', 3),
        step(leaving, 'welfare', 1),
        step(ready, 'welfare', 1),
      ].toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1)),
    );
    expect(households.map(({ reference }) => reference)).toEqual(['ready']);
    expect(promised).toEqual([]);
  });

  it('are told apart from those who are promised a home', async () => {
    const town = await aTown(scene);
    const building_id = await aBuilding(town, { neighbourhood_id: town.neighbourhoodId });
    const next = { ...town, buildingId: building_id };
    const offered = await aTenant(town, {
      reference: 'offered another',
      assessment: { level: 2, ready_to_move: true },
    });
    const other = await aUsedDwelling(next, [ALWAYS_A_DWELLING], { level: 5 });
    await anOffer(town, { household_id: offered.household_id, dwelling_id: other, state: 'open' });
    const accepted = await aWaiting(town, { level: 3 });
    const taken = await aUsedDwelling(next);
    await anOffer(town, { household_id: accepted, dwelling_id: taken, state: 'accepted' });
    const soon = await aHousehold(town);
    const rented = await aUsedDwelling(next, [ALWAYS_A_DWELLING], { level: 4 });
    await aLease(town, { household_id: soon, dwelling_id: rented, starts_on: plainDate('2026-12-02') });
    await anOffer(town, { household_id: soon, dwelling_id: rented, state: 'accepted' });
    const declined = { household_id: await aHousehold(town), dwelling_id: await aUsedDwelling(next) };
    await anOffer(town, { ...declined, state: 'declined' });

    const { residents, promised, households } = await frozenFacts(scene, town);
    expect(residents.map(({ householdId, dwellingId }) => [householdId, dwellingId])).toEqual([
      [offered.household_id, offered.dwelling_id],
    ]);
    expect(promised).toEqual([
      {
        householdId: offered.household_id,
        dwellingId: other,
        buildingId: building_id,
        track: 'welfare',
        level: 2,
      },
      { householdId: accepted, dwellingId: taken, buildingId: building_id, track: 'welfare', level: 3 },
      { householdId: soon, dwellingId: rented, buildingId: building_id, track: 'welfare', level: 4 },
    ]);
    expect(households).toEqual([]);
  });
});

describe('what else is frozen', () => {
  it('are the pairs to be kept apart that day, each with its scope', async () => {
    const town = await aTown(scene);
    const [a, b, c] = [await aHousehold(town), await aHousehold(town), await aHousehold(town)];
    await aKeepApart(town, [b, a], 'building');
    await aKeepApart(town, [a, b], 'neighbourhood');
    await aKeepApart(town, [c, b], 'building', '[2026-12-01,2026-12-02)');
    await aKeepApart(town, [a, c], 'building', '[2020-01-01,2026-12-01)');
    await aKeepApart(town, [a, c], 'neighbourhood', '[2026-12-02,)');
    expect((await frozenFacts(scene, town)).keepApart).toEqual([
      { a, b, scope: 'building' },
      { a, b, scope: 'neighbourhood' },
      { a: b, b: c, scope: 'building' },
    ]);
  });

  it('are places with status, cap, staffing and dwellings as they are that day', async () => {
    const town = await aTown(scene);
    await aUsedDwelling(town);
    await aUsedDwelling(town, []);
    const {
      municipalityId: municipality_id,
      buildingId: building_id,
      neighbourhoodId: neighbourhood_id,
    } = town;
    await peek(town, async (tx) => {
      for (const [staffing, valid_during] of [
        ['ambulant', '[2020-01-01,2026-12-01)'],
        ['round-the-clock', '[2026-12-01,)'],
      ] as const) {
        const row = { municipality_id, id: nextId(), building_id, staffing, valid_during };
        await tx.insertInto('staffing').values(row).execute();
      }
      const because = { reason: 'reason', owner: 'owner', review_on: plainDate('2026-01-01') };
      for (const [status, valid_during] of [
        ['caution', '[2020-01-01,2026-12-01)'],
        ['spared', '[2026-12-01,2026-12-02)'],
      ] as const) {
        const highest_level_allowed = status === 'spared' ? (2 as const) : null;
        const row = {
          municipality_id,
          id: nextId(),
          neighbourhood_id,
          status,
          highest_level_allowed,
          valid_during,
        };
        await tx
          .insertInto('place_statuses')
          .values({ ...row, ...because })
          .execute();
      }
      for (const [cap_points, valid_during] of [
        [99, '[2020-01-01,2026-12-01)'],
        [3, '[2026-12-01,)'],
      ] as const) {
        const row = {
          municipality_id,
          id: nextId(),
          building_id,
          cap_points,
          reason: 'reason',
          valid_during,
        };
        await tx.insertInto('place_caps').values(row).execute();
      }
    });
    const { places } = await frozenFacts(scene, town);
    const open = { status: 'open', highestLevelAllowed: null, ownCapPoints: null };
    const plain = { unfitForChildren: false, staffing: 'none' };
    expect(places).toMatchObject(
      [
        { id: town.districtId, kind: 'district', parentId: null, dwellingCount: 100, ...open, ...plain },
        {
          ...open,
          ...plain,
          id: neighbourhood_id,
          kind: 'neighbourhood',
          parentId: town.districtId,
          dwellingCount: 100,
          status: 'spared',
          highestLevelAllowed: 2,
        },
        {
          ...open,
          ...plain,
          id: building_id,
          kind: 'building',
          parentId: neighbourhood_id,
          dwellingCount: 2,
          ownCapPoints: 3,
          staffing: 'round-the-clock',
        },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it('are the policy of the day of the meeting, the tracks in their order, and the days', async () => {
    const town = await aTown(scene);
    await peek(town, async (tx) => {
      const changes = { state: 'replaced', valid_during: '[2020-01-01,2026-12-01)' } as const;
      await tx.updateTable('policy_sets').set(changes).where('id', '=', town.policySetId).execute();
    });
    const id = await aPolicySet(town, { valid_during: '[2026-12-01,)' });
    const facts = await frozenFacts(scene, town, { tracks: ['care', 'welfare'], horizonDays: 90 });
    expect(facts).toMatchObject({
      format: 'boligtrapp-facts/1',
      meetingOn: '2026-12-01',
      horizonEndsOn: '2027-03-01',
      tracks: ['welfare', 'care'],
      policy: { id },
    });
  });
});
