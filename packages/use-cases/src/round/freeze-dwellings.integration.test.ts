import { plainDate } from '@boligtrapp/domain';
import { aBuilding, aHousehold, aLease, anAssessment, type RowChanges } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, type RecordsScene } from '../../test/records-scene.ts';
import {
  ALWAYS_A_DWELLING,
  anOffer,
  aTown,
  aUsedDwelling,
  frozenFacts,
  type Town,
  type Use,
} from '../../test/round-scene.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** The first day on which the dwelling is free again. */
function closedOn(date: string): RowChanges<'leases'> {
  return { closed_on: plainDate(date), closed_because: 'vacated' };
}

interface Unit {
  readonly name: string;
  readonly uses?: readonly Use[];
  readonly columns?: RowChanges<'dwellings'>;
  /** Leases of a household each. */
  readonly leases?: readonly RowChanges<'leases'>[];
}

/** Stores the units in the town, by their names. */
async function store(town: Town, units: readonly Unit[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, uses = [ALWAYS_A_DWELLING], columns = {}, leases = [] } of units) {
    const id = await aUsedDwelling(town, uses, { reference: name, ...columns });
    ids.set(name, id);
    for (const lease of leases) {
      await aLease(town, { dwelling_id: id, household_id: await aHousehold(town), ...lease });
    }
  }
  return ids;
}

/** How the dwellings of a new round come to be free, by name. */
async function vacanciesOf(town: Town, changes = {}): Promise<Readonly<Record<string, string>>> {
  const { dwellings } = await frozenFacts(scene, town, changes);
  expect(dwellings.map(({ id }) => id)).toEqual(dwellings.map(({ id }) => id).toSorted());
  return Object.fromEntries(
    dwellings.map(({ reference, vacancy, availableFrom }) => [reference, `${vacancy} ${availableFrom}`]),
  );
}

const NOW = 'vacant 2026-12-01';

describe('the dwellings of a round', () => {
  it('are those that nobody rents on the day of the meeting', async () => {
    const town = await aTown(scene);
    await store(town, [
      { name: 'never let' },
      { name: 'let long ago', leases: [closedOn('2026-06-01')] },
      { name: 'given back on the day of the meeting', leases: [closedOn('2026-12-01')] },
      { name: 'given back on the day after', leases: [closedOn('2026-12-02')] },
    ]);
    const ids = await store(town, [{ name: 'the tenant stays after the last day' }]);
    await aLease(town, {
      dwelling_id: [...ids.values()][0] ?? '',
      household_id: await aHousehold(town),
      last_day: plainDate('2026-01-31'),
    });
    await store(town, [{ name: 'let without an end', leases: [{ last_day: null }] }]);
    expect(await vacanciesOf(town, { horizonDays: 0 })).toEqual({
      'never let': NOW,
      'let long ago': NOW,
      'given back on the day of the meeting': NOW,
    });
  });

  it('are those whose lease closes until the end of the horizon, from the day they are free', async () => {
    const town = await aTown(scene);
    await store(town, [
      { name: 'the next day', leases: [closedOn('2026-12-02')] },
      { name: 'the last day', leases: [closedOn('2026-12-31')] },
      { name: 'one day late', leases: [closedOn('2027-01-01')] },
    ]);
    const expected = { 'the next day': 'forecast 2026-12-02', 'the last day': 'forecast 2026-12-31' };
    expect(await vacanciesOf(town)).toEqual(expected);
    expect(await vacanciesOf(town, { horizonDays: 31 })).toHaveProperty(
      'one day late',
      'forecast 2027-01-01',
    );
    expect(await vacanciesOf(town, { horizonDays: 0 })).toEqual({});
  });

  it('are those that become dwellings until then, and stay so beyond it', async () => {
    const town = await aTown(scene);
    await store(town, [
      {
        name: 'ready on the last day',
        uses: [
          ['staff-base', '[2020-01-01,2026-12-31)'],
          ['dwelling', '[2026-12-31,)'],
        ],
      },
      {
        name: 'ready a day late',
        uses: [
          ['repair', '[2020-01-01,2027-01-01)'],
          ['dwelling', '[2027-01-01,)'],
        ],
      },
      {
        name: 'ready some days after the tenant leaves',
        uses: [
          ['dwelling', '[2020-01-01,2026-12-10)'],
          ['repair', '[2026-12-10,2026-12-20)'],
          ['dwelling', '[2026-12-20,)'],
        ],
        leases: [closedOn('2026-12-10')],
      },
      {
        name: 'a break ahead',
        uses: [
          ['dwelling', '[2020-01-01,2026-12-10)'],
          ['repair', '[2026-12-10,2026-12-20)'],
          ['dwelling', '[2026-12-20,)'],
        ],
      },
      {
        name: 'two periods that touch',
        uses: [
          ['dwelling', '[2020-01-01,2026-12-10)'],
          ['dwelling', '[2026-12-10,)'],
        ],
      },
      { name: 'without a first day', uses: [['dwelling', '(,)']] },
      { name: 'a dwelling through the last day', uses: [['dwelling', '[2020-01-01,2027-01-01)']] },
      {
        name: 'no dwelling any more on the last day',
        uses: [
          ['dwelling', '[2020-01-01,2026-12-31)'],
          ['staff-base', '[2026-12-31,)'],
        ],
      },
      {
        name: 'given back when it is no dwelling any more',
        uses: [
          ['dwelling', '[2020-01-01,2026-12-10)'],
          ['repair', '[2026-12-10,)'],
        ],
        leases: [closedOn('2026-12-10')],
      },
      { name: 'a staff base', uses: [['staff-base', '[2020-01-01,)']] },
      { name: 'under repair', uses: [['repair', '[2020-01-01,)']] },
      { name: 'out of use', uses: [['out-of-use', '[2020-01-01,)']] },
      { name: 'of no use at all', uses: [] },
    ]);
    expect(await vacanciesOf(town)).toEqual({
      'ready on the last day': 'forecast 2026-12-31',
      'ready some days after the tenant leaves': 'forecast 2026-12-20',
      'a break ahead': 'forecast 2026-12-20',
      'two periods that touch': NOW,
      'without a first day': NOW,
      'a dwelling through the last day': NOW,
    });
  });

  it('are those of the tracks of the round, of every level and programme', async () => {
    const town = await aTown(scene);
    await store(town, [
      { name: 'welfare', columns: { track: 'welfare', level: 5 } },
      { name: 'care', columns: { track: 'care', level: 2 } },
      { name: 'youth', columns: { programme: 'youth' } },
    ]);
    expect(Object.keys(await vacanciesOf(town))).toEqual(['welfare', 'care', 'youth']);
    expect(Object.keys(await vacanciesOf(town, { tracks: ['care'] }))).toEqual(['care']);
    expect(Object.keys(await vacanciesOf(town, { tracks: ['welfare'] }))).toEqual(['welfare', 'youth']);
  });

  it('are none that is promised: by an offer, by an acceptance, by a lease to come', async () => {
    const town = await aTown(scene);
    const ids = await store(town, [
      { name: 'offered' },
      { name: 'accepted' },
      { name: 'declined' },
      { name: 'expired' },
      { name: 'withdrawn' },
      { name: 'accepted, let, and given back' },
      { name: 'offered before it is free', leases: [closedOn('2026-12-10')] },
      { name: 'let from the day after the meeting', leases: [{ starts_on: plainDate('2026-12-02') }] },
      {
        name: 'let from next year',
        leases: [{ starts_on: plainDate('2027-06-01'), last_day: plainDate('2030-06-01') }],
      },
      {
        name: 'let again after it is free',
        leases: [closedOn('2026-12-10'), { starts_on: plainDate('2026-12-15') }],
      },
    ]);
    const household_id = await aHousehold(town);
    const states = ['accepted', 'declined', 'expired', 'withdrawn'] as const;
    for (const state of states)
      await anOffer(town, { dwelling_id: ids.get(state) ?? '', household_id, state });
    for (const name of ['offered', 'offered before it is free']) {
      await anOffer(town, { dwelling_id: ids.get(name) ?? '', household_id, state: 'open' });
    }
    const dwelling_id = ids.get('accepted, let, and given back') ?? '';
    await anOffer(town, { dwelling_id, household_id, state: 'accepted', sent_on: plainDate('2025-12-01') });
    const starts_on = plainDate('2025-12-15');
    await aLease(town, { dwelling_id, household_id, starts_on, ...closedOn('2026-10-01') });
    // An acceptance of the past has its lease; the one of today waits for it.
    expect(await vacanciesOf(town)).toEqual({
      declined: NOW,
      expired: NOW,
      withdrawn: NOW,
      'accepted, let, and given back': NOW,
    });
  });

  it('carry what the rules ask for', async () => {
    const town = await aTown(scene);
    const columns: RowChanges<'dwellings'> = {
      track: 'care',
      level: 3,
      programme: 'housing-first',
      bedrooms: 2,
      area_m2: 61,
      floor: -1,
      has_lift: true,
      wheelchair_accessible: true,
      robust: true,
      own_entrance: true,
      screened: true,
      school_district: 'Fjord',
    };
    await store(town, [{ name: 'B-full', columns }]);
    const { dwellings } = await frozenFacts(scene, town);
    expect(dwellings).toEqual([
      {
        id: dwellings[0]?.id,
        reference: 'B-full',
        buildingId: town.buildingId,
        track: 'care',
        level: 3,
        programme: 'housing-first',
        bedrooms: 2,
        areaM2: 61,
        floor: -1,
        hasLift: true,
        wheelchairAccessible: true,
        robust: true,
        ownEntrance: true,
        screened: true,
        schoolDistrict: 'Fjord',
        vacancy: 'vacant',
        availableFrom: '2026-12-01',
      },
    ]);
  });
});

/** A tenant who is ready to move out of a dwelling with these uses. */
async function aMover(town: Town, name: string, uses: readonly Use[]): Promise<void> {
  const household_id = await aHousehold(town);
  await anAssessment(town, { household_id, ready_to_move: true });
  await aLease(town, { household_id, dwelling_id: await aUsedDwelling(town, uses, { reference: name }) });
}

describe('the homes of movers', () => {
  it('are there, whatever their track, and free from the day on which someone else could live there', async () => {
    const town = await aTown(scene);
    await aMover(town, 'a home', [ALWAYS_A_DWELLING]);
    await aMover(town, 'to be repaired soon', [
      ['dwelling', '[2020-01-01,2026-12-15)'],
      ['repair', '[2026-12-15,)'],
    ]);
    await aMover(town, 'no dwelling even now', [['out-of-use', '[2020-01-01,)']]);
    await aMover(town, 'repaired by Christmas', [
      ['repair', '[2020-01-01,2026-12-24)'],
      ['dwelling', '[2026-12-24,)'],
    ]);
    expect(await vacanciesOf(town, { tracks: ['welfare'] })).toEqual({
      'a home': 'home-of-mover 2026-12-01',
      // The day after the horizon: the tenant takes part, and nobody gets the home.
      'to be repaired soon': 'home-of-mover 2027-01-01',
      'no dwelling even now': 'home-of-mover 2027-01-01',
      'repaired by Christmas': 'home-of-mover 2026-12-24',
    });
    expect(await vacanciesOf(town, { includesMovers: false })).toEqual({});
  });

  it('may be of another track than the one that the tenant needs now', async () => {
    const town = await aTown(scene);
    const household_id = await aHousehold(town);
    await anAssessment(town, { household_id, ready_to_move: true, track: 'welfare', level: 1 });
    const columns = { track: 'care', level: 2, reference: 'a care dwelling' } as const;
    await aLease(town, {
      household_id,
      dwelling_id: await aUsedDwelling(town, [ALWAYS_A_DWELLING], columns),
    });
    const expected = { 'a care dwelling': 'home-of-mover 2026-12-01' };
    expect(await vacanciesOf(town, { tracks: ['welfare'] })).toEqual(expected);
    expect(await vacanciesOf(town, { tracks: ['care'] })).toEqual({});
  });

  it('are listed once, and stand in no building of another municipality', async () => {
    const town = await aTown(scene);
    const other = await aBuilding(town, { neighbourhood_id: town.neighbourhoodId });
    await aMover({ ...town, buildingId: other }, 'a home', [ALWAYS_A_DWELLING]);
    await aMover(await aTown(scene), 'elsewhere', [ALWAYS_A_DWELLING]);
    const { dwellings, places } = await frozenFacts(scene, town);
    expect(dwellings.map(({ reference, buildingId }) => [reference, buildingId])).toEqual([
      ['a home', other],
    ]);
    expect(places.map(({ id }) => id)).toEqual(
      [town.districtId, town.neighbourhoodId, town.buildingId, other].toSorted(),
    );
  });
});
