import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { type DwellingRole, type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aPlaceToLive,
  createTestDatabase,
  generateDemo,
  insertDemo,
  nextId,
  protectPerson,
  type TestDatabase,
  testIdentityCipher,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peek } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { getStatistics, type Statistics } from './get-statistics.ts';

const TODAY = plainDate('2026-11-22');
const demo = generateDemo({ seed: 1, on: TODAY });

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

function leaderOf(municipalityId: string): Actor {
  return { id: 'leader-1', role: 'leader', municipalityId, requestId: nextId() };
}

async function ask(municipalityId: string, year: number, form: 'public' | 'internal' = 'internal') {
  const clock = { now: () => `${TODAY}T08:00:00Z`, today: () => TODAY };
  return await getStatistics({ db, clock }, leaderOf(municipalityId), { year, form });
}

function countsOf({ figures }: Statistics) {
  return Object.fromEntries(
    figures.map(({ figure, value, parts }) => [figure, [value, ...parts.map((part) => part.value)]]),
  );
}

/** Whether a range `[from,until)` of the database has the day. */
function hasDay(range: string, day: PlainDateString): boolean {
  const [, from = '', until = ''] = /^\[([^,]*),([^)]*)\)$/.exec(range) ?? [];
  return from <= day && (until === '' || day < until);
}

describe('over the demo municipality', () => {
  beforeAll(async () => {
    await insertDemo(db, demo, { cipher: testIdentityCipher(db) });
  }, 120_000);

  it.each([2020, 2023, 2025, 2026])('counts of %i are those of a count by hand', async (year) => {
    const { rows, municipality } = demo;
    const lastDay = plainDate(`${year}-12-31`);
    const on = lastDay < TODAY ? lastDay : TODAY;
    const counted = rows.dwellings.filter((dwelling) => {
      const period = rows.dwelling_periods.find(
        ({ dwelling_id, valid_during }) => dwelling_id === dwelling.id && hasDay(valid_during, on),
      );
      // The demo has no last day of a contract of the municipality's own.
      return period !== undefined && period.role !== 'staff-base';
    });
    const by = (ownerForm: string): number =>
      counted.filter(({ owner_form }) => owner_form === ownerForm).length;
    const accessible = counted.filter(({ wheelchair_accessible }) => wheelchair_accessible).length;
    const moved = new Set(
      rows.leases
        .filter(
          ({ starts_on, allocation_kind }) => allocation_kind === 'new' && starts_on.startsWith(`${year}-`),
        )
        .map(({ household_id }) => household_id),
    );
    expect(countsOf(await ask(municipality.id, year))).toEqual({
      dwellings: [counted.length, by('owned'), by('leased-in'), by('allocation-right')],
      wheelchair: [counted.length, accessible, counted.length - accessible],
      'newly-moved-in': [moved.size],
    });
  });

  it('has something to count', async () => {
    const { dwellings, 'newly-moved-in': moved } = countsOf(await ask(demo.municipality.id, 2025));
    expect(dwellings?.[0]).toBeGreaterThan(1_000);
    expect(moved?.[0]).toBeGreaterThan(0);
  });
});

async function aTown() {
  const town = await aMunicipality(db);
  const { buildingId } = await aPlaceToLive(town);
  const unit = async (changes: Parameters<typeof aDwelling>[1], role: DwellingRole = 'dwelling') => {
    const dwelling_id = await aDwelling(town, changes);
    await peek(town, async (tx) => {
      await tx
        .insertInto('dwelling_periods')
        .values({
          municipality_id: town.municipalityId,
          id: nextId(),
          dwelling_id,
          role,
          valid_during: '[2020-01-01,)',
        })
        .execute();
    });
    return dwelling_id;
  };
  return { town, buildingId, unit };
}

describe('a figure', () => {
  it('counts each unit with a lease of its own, no staff base, and what is leased in while it is', async () => {
    const { town, buildingId: building_id, unit } = await aTown();
    const until = plainDate('2025-06-01');
    await unit({ building_id, owner_form: 'owned' });
    await unit({ building_id, owner_form: 'owned' }, 'staff-base');
    await unit({ building_id, owner_form: 'owned' }, 'repair');
    await unit({ building_id, owner_form: 'leased-in', leased_in_until: until });
    const lived = await unit({ building_id, owner_form: 'leased-in', leased_in_until: until });
    await unit({ building_id, owner_form: 'allocation-right' });
    const household_id = await aHousehold(town);
    const starts_on = plainDate('2023-03-01');
    await aLease(town, { dwelling_id: lived, household_id, starts_on, last_day: plainDate('2027-02-28') });
    expect(countsOf(await ask(town.municipalityId, 2024))['dwellings']).toEqual([5, 2, 2, 1]);
    expect(countsOf(await ask(town.municipalityId, 2025))['dwellings']).toEqual([4, 2, 1, 1]);
    // In the public form what is about few is not shown, in any of the breakdowns of the same total.
    const shown = countsOf(await ask(town.municipalityId, 2025, 'public'));
    expect(shown['dwellings']).toEqual([null, null, null, null]);
    expect(shown['wheelchair']).toEqual([null, null, null]);
  });

  it('of households that moved in has each once, no swap and no extension, and none that is hidden', async () => {
    const { town, buildingId: building_id, unit } = await aTown();
    const lease = async (household_id: string, kind: 'new' | 'swap' | 'extension', day: string) => {
      const dwelling_id = await unit({ building_id });
      const starts_on = plainDate(day);
      const closed_on = plainDate(day.replace(/\d\d$/, '28'));
      await aLease(town, {
        dwelling_id,
        household_id,
        allocation_kind: kind,
        starts_on,
        closed_on,
        closed_because: 'vacated',
      });
    };
    const [one, two, three, hidden] = [
      await aHousehold(town),
      await aHousehold(town),
      await aHousehold(town),
      await aHousehold(town),
    ];
    await lease(one, 'new', '2025-01-01');
    await lease(one, 'new', '2025-08-01');
    await lease(two, 'swap', '2025-03-01');
    await lease(two, 'extension', '2025-04-01');
    await lease(three, 'new', '2024-12-01');
    await lease(three, 'new', '2026-01-01');
    await lease(hidden, 'new', '2025-05-01');
    await protectPerson(town, await aMember(town, hidden));
    expect(countsOf(await ask(town.municipalityId, 2025))['newly-moved-in']).toEqual([1]);
    expect(countsOf(await ask(town.municipalityId, 2025, 'public'))['newly-moved-in']).toEqual([null]);
  });

  it('has its definition and its source', async () => {
    const { town } = await aTown();
    const { figures, through } = await ask(town.municipalityId, 2026);
    expect(through).toBe(TODAY);
    for (const figure of figures) {
      expect(figure.definition.length).toBeGreaterThan(20);
      expect(figure.clarification.length).toBeGreaterThan(20);
      expect(figure.sourceUrl).toMatch(/^https:\/\/www\.ssb\.no\//);
    }
  });

  it('of a year that has not begun is not there', async () => {
    const { town } = await aTown();
    await expect(ask(town.municipalityId, 2027)).rejects.toMatchObject({ code: 'record.date-in-the-future' });
  });
});
