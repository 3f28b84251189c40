import { addDays, type GapCell, plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease, anAssessment, generateDemo, insertDemo } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { ALWAYS_A_DWELLING, aTown, aUsedDwelling, aWaiting } from '../../test/round-scene.ts';
import { listHouseholdReadings } from '../audit/list-readings.ts';
import { AccessRefusedError } from '../errors/domain-error.ts';
import { getCapacityGap, readGapCell } from './get-capacity-gap.ts';
import { getLadder } from './get-ladder.ts';

const MONTHS = 12;

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

function sum(cells: readonly GapCell[], part: 'need' | 'supply' | 'expected'): number {
  return cells.reduce((total, cell) => total + cell[part], 0);
}

describe('the capacity gap', () => {
  it('F1 of a municipality of real size sums up to the queue and the vacant dwellings of each step', async () => {
    const demo = generateDemo({ seed: 5, on: TODAY });
    await insertDemo(scene.db, demo, { cipher: scene.deps.identityCipher });
    const actor = actorOf({ db: scene.db, municipalityId: demo.municipality.id }, 'leader');
    const { cells } = await getCapacityGap(scene.deps, actor, MONTHS);
    const steps = (await getLadder(scene.deps, actor, TODAY)).filter(
      ({ programme }) => programme === 'ladder',
    );
    for (const { track, level, queue, vacant } of steps) {
      const ofStep = cells.filter((cell) => cell.track === track && cell.level === level);
      expect([sum(ofStep, 'need'), sum(ofStep, 'supply')]).toEqual([queue, vacant]);
    }
    expect(sum(cells, 'need')).toBeGreaterThan(0);
    expect(sum(cells, 'expected')).toBeGreaterThan(0);
    const [{ track, level, bedrooms } = { track: 'welfare', level: 1, bedrooms: 1 } as const] = cells;
    const same = cells.filter(
      (cell) => cell.track === track && cell.level === level && cell.bedrooms === bedrooms,
    );
    const anywhere = await readGapCell(scene.deps, actor, { track, level, bedrooms, months: MONTHS });
    expect(anywhere.households).toHaveLength(sum(same, 'need'));
    // F2: who and what is behind each cell is as many as it counts.
    for (const cell of cells.slice(0, 20)) {
      const { households, dwellings } = await readGapCell(scene.deps, actor, { ...cell, months: MONTHS });
      expect(households).toHaveLength(cell.need);
      expect(dwellings.filter(({ isVacantToday }) => isVacantToday)).toHaveLength(cell.supply);
      expect(dwellings.filter(({ isVacantToday }) => !isVacantToday)).toHaveLength(cell.expected);
    }
  });

  it('F4 expects no more than falls free within the horizon, and counts no dwelling twice', async () => {
    const town = await aTown(scene);
    const actor = actorOf(town, 'leader');
    const rent = async (closedOn: string): Promise<void> => {
      const dwelling_id = await aUsedDwelling(town, [ALWAYS_A_DWELLING]);
      const household_id = await aHousehold(town);
      const changes = { closed_on: plainDate(closedOn), closed_because: 'vacated' } as const;
      await aLease(town, { dwelling_id, household_id, ...changes });
    };
    await rent(addDays(TODAY, 30));
    await rent(addDays(TODAY, 200));
    // Vacant already, whatever was said of the lease before.
    await rent(addDays(TODAY, -3));
    await aUsedDwelling(town, [ALWAYS_A_DWELLING]);
    const [soon, later] = await Promise.all(
      [3, MONTHS].map(async (n) => await getCapacityGap(scene.deps, actor, n)),
    );
    expect([sum(soon?.cells ?? [], 'supply'), sum(soon?.cells ?? [], 'expected')]).toEqual([2, 1]);
    expect([sum(later?.cells ?? [], 'supply'), sum(later?.cells ?? [], 'expected')]).toEqual([2, 2]);
  });

  it('counts by the newest assessment, and shows whom a cell is about with a trace of the reading', async () => {
    const town = await aTown(scene);
    const householdId = await aWaiting(town);
    await anAssessment(town, { household_id: householdId, version_number: 2, track: 'care', level: 4 });
    const actor = actorOf(town, 'case-officer');
    const { cells } = await getCapacityGap(scene.deps, actor, MONTHS);
    expect(cells).toMatchObject([{ track: 'care', level: 4, need: 1, supply: 0, expected: 0, gap: 1 }]);
    const [cell] = cells;
    if (cell === undefined) throw new Error('the gap has no cell');
    const { households } = await readGapCell(scene.deps, actor, { ...cell, months: MONTHS });
    expect(households.map((household) => household.householdId)).toEqual([householdId]);
    const { items } = await listHouseholdReadings(scene.deps, actor, { householdId, limit: 10 });
    expect(items.map(({ operation }) => operation)).toContain('read-gap-cell');
  });

  it('is for those who see the queue, each of their own municipality', async () => {
    const town = await aTown(scene);
    await aWaiting(town);
    const elsewhere = actorOf(await aTown(scene), 'leader');
    expect((await getCapacityGap(scene.deps, elsewhere, MONTHS)).cells).toEqual([]);
    await expect(getCapacityGap(scene.deps, actorOf(town, 'follow-up'), MONTHS)).rejects.toThrow(
      AccessRefusedError,
    );
  });
});
