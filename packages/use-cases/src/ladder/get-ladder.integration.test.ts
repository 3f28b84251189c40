import type { StepCounts } from '@boligtrapp/database';
import { addDays, LEVELS, type PlainDateString, PROGRAMMES, plainDate, TRACKS } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  anApplication,
  anAssessment,
  type BuilderScope,
  currentAssessments,
  type DemoMunicipality,
  generateDemo,
  insertDemo,
  protectedHouseholds,
  type RowChanges,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import {
  ALWAYS_A_DWELLING,
  aTown,
  aUsedDwelling,
  aWaiting,
  type Town,
  type Use,
} from '../../test/round-scene.ts';
import { getLadder } from './get-ladder.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function read(scope: BuilderScope, on: PlainDateString = TODAY): Promise<readonly StepCounts[]> {
  return await getLadder(scene.deps, actorOf(scope, 'leader'), on);
}

/** The first day on which a lease does not bind its dwelling. */
function closed(on: string): RowChanges<'leases'> {
  return { closed_on: plainDate(on), closed_because: 'vacated' };
}

/** A step in one line. */
function lines(counts: readonly StepCounts[]): readonly string[] {
  return counts.map(
    ({ programme, track, level, ...of }) =>
      `${programme} ${track} ${level}: ${of.stock} = ${of.occupied} + ${of.vacant} + ${of.outOfUse}, ${of.queue} wait`,
  );
}

/** Whether `on` lies in a period written as `[from,to)`. */
function holds(period: string, on: string): boolean {
  const [from = '', to = ''] = period.slice(1, -1).split(',');
  return from <= on && (to === '' || on < to);
}

/** The steps of the demo counted row by row, by their names. */
function countDemo({ rows }: DemoMunicipality, on: string): ReadonlyMap<string, StepCounts> {
  const steps = new Map<string, StepCounts>();
  const guarded = protectedHouseholds(rows);
  const inQueue = rows.housing_applications.filter(({ status }) => status === 'in-queue');
  const applied = new Set(inQueue.map(({ household_id }) => household_id));
  const leases = rows.leases.filter((lease) => lease.starts_on <= on && lease.closed_on === null);
  const homes = new Set(leases.map(({ household_id }) => household_id));
  for (const programme of PROGRAMMES) {
    for (const track of TRACKS) {
      for (const level of LEVELS) {
        const here = rows.dwellings.filter(
          (row) => row.programme === programme && row.track === track && row.level === level,
        );
        const isLet = (id: string): boolean =>
          rows.leases.some(
            (lease) =>
              lease.dwelling_id === id &&
              lease.starts_on <= on &&
              (lease.closed_on === null || lease.closed_on > on),
          );
        const isDwelling = (id: string): boolean =>
          rows.dwelling_periods.some(
            (row) => row.dwelling_id === id && row.role === 'dwelling' && holds(row.valid_during, on),
          );
        const waiting = [...currentAssessments(rows).values()].filter((newest) => {
          // Nobody is named for the cases of protected people here: they are in no count.
          if (guarded.has(newest.household_id)) return false;
          if (newest.assessed_on > on || newest.valid_until <= on) return false;
          return newest.programme === programme && newest.track === track && newest.level === level;
        });
        const queue = waiting.filter(({ household_id }) => applied.has(household_id)).length;
        const movers = waiting.filter((newest) => {
          const { household_id } = newest;
          return newest.ready_to_move && homes.has(household_id) && !applied.has(household_id);
        }).length;
        const occupied = here.filter(({ id }) => isLet(id)).length;
        const vacant = here.filter(({ id }) => !isLet(id) && isDwelling(id)).length;
        const outOfUse = here.length - occupied - vacant;
        if (here.length + waiting.length === 0) continue;
        const step = {
          programme,
          track,
          level,
          stock: here.length,
          occupied,
          vacant,
          outOfUse,
          queue,
          movers,
        };
        steps.set(`${programme} ${track} ${level}`, step);
      }
    }
  }
  return steps;
}

describe('the ladder', () => {
  it('counts each dwelling once, as let, vacant or out of use, and each who waits at the step of need', async () => {
    const town = await aTown(scene);
    const unit = async (uses: readonly Use[], columns: RowChanges<'dwellings'> = {}): Promise<string> =>
      await aUsedDwelling(town, uses, columns);
    const rent = async (dwelling_id: string, changes: RowChanges<'leases'> = {}): Promise<void> => {
      await aLease(town, { dwelling_id, household_id: await aHousehold(town), ...changes });
    };
    await unit([ALWAYS_A_DWELLING]);
    await unit([
      ['dwelling', '[2020-01-01,2026-11-23)'],
      ['repair', '[2026-11-23,)'],
    ]);
    await unit([['staff-base', '[2020-01-01,)']]);
    await unit([]);
    await rent(await unit([ALWAYS_A_DWELLING]));
    // Someone lives in what is no dwelling any more: let, not out of use.
    await rent(await unit([['out-of-use', '[2020-01-01,)']]));
    await rent(await unit([ALWAYS_A_DWELLING]), closed('2026-11-23'));
    await rent(await unit([ALWAYS_A_DWELLING]), closed('2026-11-24'));
    await rent(await unit([ALWAYS_A_DWELLING]), { starts_on: plainDate('2026-11-24') });
    await unit([ALWAYS_A_DWELLING], { track: 'care', level: 5 });
    await unit([ALWAYS_A_DWELLING], { programme: 'youth' });

    await aWaiting(town);
    const moved = await aWaiting(town);
    await anAssessment(town, { household_id: moved, version_number: 2, track: 'care', level: 4 });
    await aWaiting(town, { valid_until: TODAY });
    await aWaiting(town, { assessed_on: addDays(TODAY, 1) });
    await aWaiting(town, { programme: 'housing-first', level: 3 });
    const received = await aHousehold(town);
    await anApplication(town, { household_id: received, status: 'received' });
    await anAssessment(town, { household_id: received });

    expect(lines(await read(town))).toEqual([
      'ladder welfare 1: 9 = 3 + 3 + 3, 1 wait',
      'ladder care 4: 0 = 0 + 0 + 0, 1 wait',
      'ladder care 5: 1 = 0 + 1 + 0, 0 wait',
      'housing-first welfare 3: 0 = 0 + 0 + 0, 1 wait',
      'youth welfare 1: 1 = 0 + 1 + 0, 0 wait',
    ]);
    expect(lines(await read(town, addDays(TODAY, -1)))[0]).toBe('ladder welfare 1: 9 = 4 + 3 + 2, 2 wait');
    expect(lines(await read(town, addDays(TODAY, 1)))[0]).toBe('ladder welfare 1: 9 = 3 + 3 + 3, 2 wait');
  });

  it('of a municipality of real size is what counting its rows one by one gives, today and on other days', async () => {
    const demo = generateDemo({ seed: 3, on: TODAY });
    await insertDemo(scene.db, demo, { cipher: scene.deps.identityCipher });
    const scope = { db: scene.db, municipalityId: demo.municipality.id };
    for (const on of [TODAY, addDays(TODAY, 40), addDays(TODAY, -200)]) {
      const counts = await read(scope, on);
      const byName = new Map(counts.map((step) => [`${step.programme} ${step.track} ${step.level}`, step]));
      expect(byName).toEqual(countDemo(demo, on));
      expect(byName.size).toBe(counts.length);
      for (const { stock, occupied, vacant, outOfUse } of counts)
        expect(occupied + vacant + outOfUse).toBe(stock);
    }
    const steps = (await read(scope)).filter(({ programme }) => programme === 'ladder');
    expect(steps.map(({ track, level }) => `${track} ${level}`)).toEqual(
      TRACKS.flatMap((track) => LEVELS.map((level) => `${track} ${level}`)),
    );
  });

  it('shows nothing of another municipality, and nothing to nobody', async () => {
    const town: Town = await aTown(scene);
    await aUsedDwelling(await aTown(scene));
    expect(await read(town)).toEqual([]);
  });
});
