import {
  addDays,
  addMonthsClamped,
  dayBefore,
  plainDate,
  ROTATION_FLAG_KINDS,
  type RotationReport,
  rotationUrgency,
} from '@boligtrapp/domain';
import { aMember, aMunicipality, nameForCase, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { aClosing, aMoveRequest, aNamedLease, aNight, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import type { Role } from '../actor/permissions.ts';
import { runRotation } from '../rotation/run-rotation.ts';
import { type ReadRotationReport, readRotationReport } from './read-rotation-report.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** Leases that a night says something about: holdover, conversion, review, steps, and one that says nothing. */
async function aBusyTown(): Promise<{ readonly town: Town; readonly leases: ReadonlyMap<string, string> }> {
  const town = await aTown(scene);
  const leases = new Map<string, string>();
  for (const [name, lastDay] of [
    ['holdover a', '2026-11-01'],
    ['holdover b', '2026-10-15'],
    ['holdover c', '2026-08-30'],
    ['converted', '2026-08-01'],
    ['long converted', '2024-02-29'],
    ['review a', '2026-12-24'],
    ['review b', '2027-02-28'],
    ['review c', '2027-08-22'],
    ['far', '2031-01-31'],
  ] as const) {
    leases.set(name, await aNamedLease(town, name, through(lastDay)));
  }
  await peek(town, async (tx) => {
    await tx
      .insertInto('place_statuses')
      .values({
        municipality_id: town.municipalityId,
        id: nextId(),
        building_id: town.buildingId,
        status: 'caution',
        reason: 'test',
        owner: 'x',
        review_on: addDays(TODAY, -30),
        valid_during: '[2026-01-01,)',
      })
      .execute();
  });
  return { town, leases };
}

async function read(
  town: Town,
  runId: string,
  { role = 'case-officer', ...query }: Partial<ReadRotationReport> & { readonly role?: Role } = {},
): Promise<RotationReport> {
  const command = { runId, limit: 1_000, isFile: false, ...query };
  return await readRotationReport(scene.deps, actorOf(town, role), command);
}

/** Days from TODAY, both inclusive, of each class of days left. */
const CLASSES = {
  passed: [-5_000, -1],
  'within-7': [0, 7],
  'within-14': [8, 14],
  'within-30': [15, 30],
  'within-60': [31, 60],
  'within-90': [61, 90],
  later: [91, 5_000],
} as const;

/** What the table of findings holds, counted by plain SQL. */
async function countBySql(town: Town): Promise<Record<string, number>> {
  return await peek(town, async (tx) => {
    const open = tx.selectFrom('rotation_flags').where('cleared_run_on', 'is', null);
    const kinds = await open
      .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
      .groupBy('kind')
      .execute();
    const counts = new Map<string, number>(kinds.map(({ kind, count }) => [kind, count]));
    const add = async (name: string, rows: typeof open): Promise<void> => {
      const { count } = await rows
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      if (count > 0 || name === 'all') counts.set(name, count);
    };
    await add('all', open);
    for (const [name, [first, last]] of Object.entries(CLASSES)) {
      const from = addDays(TODAY, first);
      await add(name, open.where('due_on', '>=', from).where('due_on', '<=', addDays(TODAY, last)));
    }
    for (let month = plainDate('2018-01-01'); month < '2035-01-01'; month = addMonthsClamped(month, 1)) {
      const inMonth = open
        .where('due_on', '>=', month)
        .where('due_on', '<=', dayBefore(addMonthsClamped(month, 1)));
      await add(month.slice(0, 7), inMonth);
    }
    await add('added', tx.selectFrom('rotation_flags').where('first_seen_run_on', '=', TODAY));
    await add('settled', tx.selectFrom('rotation_flags').where('cleared_run_on', '=', TODAY));
    return Object.fromEntries(counts);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The same, out of the report. */
function countsOf(report: RotationReport): Record<string, number> {
  const classes = new Map<string, number>();
  for (const { counts } of report.byDeadline) {
    for (const [name, count] of Object.entries(counts)) classes.set(name, (classes.get(name) ?? 0) + count);
  }
  return {
    ...Object.fromEntries(report.byDeadline.map(({ kind, total }) => [kind, total])),
    ...Object.fromEntries(report.byMonth.map(({ month, total }) => [month, total])),
    ...Object.fromEntries([...classes].filter(([, count]) => count > 0)),
    all: report.totalCount,
    added: sum(report.changes.map(({ added }) => added)),
    settled: sum(report.changes.map(({ settled }) => settled)),
  };
}

describe('the report of a night', () => {
  it('has the counts of the database, in every table, and those of its run', async () => {
    const { town, leases } = await aBusyTown();
    await aNight(town, addDays(TODAY, -1));
    await aMoveRequest(town, leases.get('holdover a') ?? '', TODAY);
    await aClosing(town, leases.get('review a') ?? '', TODAY);
    await aNamedLease(town, 'another', through('2026-11-10'));
    const run = await aNight(town, TODAY);
    const report = await read(town, run.id);
    const counted = await countBySql(town);
    expect(countsOf(report)).toEqual(counted);
    expect(counted['all']).toBe(run.flagCount);
    expect(counted['added']).toBe(run.newFlagCount);
    expect(counted['settled']).toBeGreaterThan(0);
    expect(Object.fromEntries(report.byDeadline.map(({ kind, total }) => [kind, total]))).toEqual(
      run.kindCounts,
    );
    expect(report.redCount + report.yellowCount).toBe(report.totalCount);
    expect(report.upcoming.totalCount + report.passed.totalCount).toBe(report.totalCount);
    expect(report.previousRunOn).toBe(addDays(TODAY, -1));
    const { inputHash, leaseCount, flagCount, newFlagCount, stateCounts, durationMs, finishedAt } = run;
    expect(report.run).toMatchObject({
      runOn: TODAY,
      inputHash,
      leaseCount,
      flagCount,
      newFlagCount,
      stateCounts,
      durationMs,
      finishedAt,
    });
  });

  it('lists by days left, the nearest first, each finding once and with its urgency', async () => {
    const { town } = await aBusyTown();
    const { upcoming, passed, totalCount } = await read(town, (await aNight(town, TODAY)).id);
    const all = [...upcoming.items, ...passed.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(totalCount);
    expect(upcoming.items.map(({ daysLeft }) => daysLeft)).toEqual(
      upcoming.items.map(({ daysLeft }) => daysLeft).toSorted((a, b) => a - b),
    );
    expect(passed.items.map(({ daysLeft }) => -daysLeft)).toEqual(
      passed.items.map(({ daysLeft }) => -daysLeft).toSorted((a, b) => a - b),
    );
    for (const { kind, urgency, daysLeft, dueOn } of all) {
      expect(ROTATION_FLAG_KINDS).toContain(kind);
      expect(urgency).toBe(rotationUrgency(kind));
      expect(addDays(TODAY, daysLeft)).toBe(dueOn);
    }
    const short = await read(town, (await aNight(town, TODAY)).id, { limit: 2 });
    expect(short.upcoming.items).toEqual(upcoming.items.slice(0, 2));
    expect(short.upcoming.totalCount).toBe(upcoming.totalCount);
  });

  it('stays what it was when later nights find something else, even if a finding comes back', async () => {
    const { town, leases } = await aBusyTown();
    const first = await read(town, (await aNight(town, addDays(TODAY, -2))).id);
    const review = leases.get('review b') ?? '';
    await aClosing(town, review, addDays(TODAY, -1));
    const without = await aNight(town, addDays(TODAY, -1));
    const second = await read(town, without.id);
    expect(second.settled.items.map(({ householdReference }) => householdReference)).toContain('review b');
    await peek(town, async (tx) => {
      const open = { closed_on: null, closed_because: null };
      await tx.updateTable('leases').set(open).where('id', '=', review).execute();
    });
    const again = await aNight(town, TODAY);
    expect(await read(town, without.id)).toEqual(second);
    expect(second.totalCount).toBe(without.flagCount);
    expect(first.totalCount).toBe(second.totalCount + second.settled.totalCount - sumAdded(second));
    const third = await read(town, again.id);
    const back = third.upcoming.items.filter(({ leaseId }) => leaseId === review);
    expect(back.length).toBeGreaterThan(0);
    expect(back.every(({ isNew }) => isNew)).toBe(true);
  });

  it('of a night that is made again counts what the run counts, though something was settled that day', async () => {
    const town = await aTown(scene);
    const leaseId = await aNamedLease(town, 'asked', through(addDays(TODAY, -60)));
    const { flagCount } = await aNight(town, TODAY);
    expect(flagCount).toBeGreaterThan(0);
    await aMoveRequest(town, leaseId, TODAY);
    const run = await aNight(town, TODAY);
    expect((await read(town, run.id)).totalCount).toBe(run.flagCount);
  });

  it('made again, or after a later one, is the same and keeps nothing twice', async () => {
    const { town } = await aBusyTown();
    const kept = async () =>
      await peek(
        town,
        async (tx) =>
          await tx.selectFrom('rotation_run_flags').select(['run_id', 'version', 'part']).execute(),
      );
    const run = await aNight(town, TODAY);
    await aNight(town, TODAY);
    expect(await kept()).toEqual([{ run_id: run.id, version: 1, part: 0 }]);
    const late = await aNight(town, addDays(TODAY, -1));
    const report = await read(town, late.id);
    expect(report.passed.items.map(({ kind }) => kind)).toContain('place-status-overdue');
    expect(report.totalCount).toBe(late.flagCount);
    expect(Object.fromEntries(report.byDeadline.map(({ kind, total }) => [kind, total]))).toEqual(
      late.kindCounts,
    );
    await aNight(town, addDays(TODAY, -1));
    expect(await kept()).toHaveLength(2);
  });

  it('of a town without leases is empty, and that of a run without kept findings is not there', async () => {
    const { id } = await aNight(await aTown(scene), TODAY);
    await expect(read(await aTown(scene), id)).rejects.toMatchObject({ code: 'rotation-run.not-found' });
    const empty = await aTown(scene);
    const report = await read(empty, (await aNight(empty, TODAY)).id);
    expect(report).toMatchObject({ totalCount: 0, byDeadline: [], byMonth: [], changes: [] });
    const { municipalityId } = await aMunicipality(scene.db);
    const bare = { ...empty, municipalityId };
    const deps = { db: scene.db, ids: { next: nextId }, steps: [] };
    const run = await runRotation(deps, { municipalityId, runOn: TODAY, requestedBy: 'night' });
    await expect(read(bare, run.id)).rejects.toMatchObject({ code: 'rotation-report.not-found' });
  });
});

function sumAdded({ changes }: RotationReport): number {
  return sum(changes.map(({ added }) => added));
}

describe('who reads a report', () => {
  it('is logged with every household that is listed, and needs the permission', async () => {
    const { town } = await aBusyTown();
    const { id } = await aNight(town, TODAY);
    const actor = actorOf(town, 'follow-up');
    const report = await readRotationReport(scene.deps, actor, { runId: id, limit: 3, isFile: false });
    const [event] = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select(['operation', 'household_ids'])
          .where('request_id', '=', actor.requestId)
          .execute(),
    );
    expect(event?.operation).toBe('read-rotation-report');
    const listed = [...report.upcoming.items, ...report.passed.items];
    expect(event?.household_ids).toHaveLength(
      new Set(listed.map(({ householdReference }) => householdReference)).size,
    );
    await expect(read(town, id, { role: 'committee' })).rejects.toMatchObject({
      code: 'authorisation.denied',
    });
  });

  it('does not learn of protected people, unless named; no file has a finding about them', async () => {
    const { town } = await aBusyTown();
    const { id } = await aNight(town, TODAY);
    await aMember(town, await householdOf(town, 'holdover a'), { address_protection: 'confidential' });
    await nameForCase(town, await householdOf(town, 'holdover a'), actorOf(town).id);
    const dwelling = await dwellingOf(town, 'holdover a');
    const named = async (query: Parameters<typeof read>[2]): Promise<readonly (string | null)[]> => {
      const { upcoming, passed } = await read(town, id, query);
      return [...upcoming.items, ...passed.items].flatMap((item) => [
        item.householdReference,
        item.dwellingReference,
      ]);
    };
    expect(await named({})).toEqual(expect.arrayContaining(['holdover a', dwelling]));
    for (const query of [{ role: 'leader' }, { isFile: true }] as const) {
      const names = await named(query);
      expect(names).not.toContain('holdover a');
      expect(names).not.toContain(dwelling);
      expect(names).toContain('holdover b');
    }
  });

  it('neither sees nor counts a case that they are recused from', async () => {
    const { town } = await aBusyTown();
    const run = await aNight(town, TODAY);
    const before = await read(town, run.id);
    const ofCase = [...before.upcoming.items, ...before.passed.items].filter(
      ({ householdReference }) => householdReference === 'holdover a',
    ).length;
    await aRecusal(town, actorOf(town), await householdOf(town, 'holdover a'));
    const after = await read(town, run.id);
    const text = JSON.stringify(after);
    expect(text).not.toContain('"holdover a"');
    expect(after.totalCount).toBe(before.totalCount - ofCase);
    expect(ofCase).toBeGreaterThan(0);
    expect(await read(town, run.id, { role: 'leader' })).toMatchObject({ totalCount: before.totalCount });
  });
});

async function dwellingOf(town: Town, reference: string): Promise<string> {
  const { dwelling } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('leases as l')
        .innerJoin('households as h', 'h.id', 'l.household_id')
        .innerJoin('dwellings as d', 'd.id', 'l.dwelling_id')
        .where('h.reference', '=', reference)
        .select('d.reference as dwelling')
        .executeTakeFirstOrThrow(),
  );
  return dwelling;
}

async function householdOf(town: Town, reference: string): Promise<string> {
  const { id } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('households')
        .select('id')
        .where('reference', '=', reference)
        .executeTakeFirstOrThrow(),
  );
  return id;
}
