import { DEFAULT_POLICY, type PlainDateString, plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, nextId, type RowChanges } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aClosing, aNight, flagLines } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { PLAN_FOLLOW_UPS } from './plan-follow-ups.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Tenancy {
  readonly leaseId: string;
  readonly home: { readonly dwelling_id: string; readonly household_id: string };
}

async function aTenancy(town: Town, from: string, changes: RowChanges<'leases'> = {}): Promise<Tenancy> {
  const home = {
    dwelling_id: await aDwelling(town, { building_id: town.buildingId }),
    household_id: await aHousehold(town),
  };
  return { home, leaseId: await aLease(town, { ...home, ...term(from), ...changes }) };
}

function term(from: string): Pick<RowChanges<'leases'>, 'starts_on' | 'signed_on' | 'last_day'> {
  return { starts_on: plainDate(from), signed_on: plainDate(from), last_day: null };
}

/** Lets the lease go on under a new one. */
async function renew(town: Town, { leaseId, home }: Tenancy, on: string): Promise<string> {
  await peek(town, async (tx) => {
    const closing = { closed_on: plainDate(on), closed_because: 'renewed' } as const;
    await tx.updateTable('leases').set(closing).where('id', '=', leaseId).execute();
  });
  return await aLease(town, { ...home, ...term(on), allocation_kind: 'extension' });
}

/** What is planned, and what became of it, in one line each. */
async function linesOf(town: Town, leaseId?: string): Promise<readonly string[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('follow_ups')
        .select(['lease_id', 'kind', 'due_on', 'state', 'done_on', 'cancelled_on', 'assigned_to'])
        .execute(),
  );
  return rows
    .filter((row) => leaseId === undefined || row.lease_id === leaseId)
    .map((row) =>
      [row.kind, row.due_on, row.state, row.done_on ?? row.cancelled_on, row.assigned_to]
        .filter((part) => part !== null)
        .join(' '),
    )
    .toSorted();
}

async function complete(town: Town, dueOn: string, doneOn: string): Promise<void> {
  await peek(town, async (tx) => {
    await tx
      .updateTable('follow_ups')
      .set({ state: 'done', done_on: plainDate(doneOn), done_by: 'anna' })
      .where('due_on', '=', plainDate(dueOn))
      .where('kind', '<>', 'career-plan')
      .execute();
  });
}

async function assign(town: Town, dueOn: string, assigned_to: string): Promise<void> {
  await peek(town, async (tx) => {
    await tx.updateTable('follow_ups').set({ assigned_to }).where('due_on', '=', plainDate(dueOn)).execute();
  });
}

async function anAgreedPlan(town: Town, { leaseId, home }: Tenancy, on: PlainDateString): Promise<void> {
  await peek(town, async (tx) => {
    await tx
      .insertInto('career_plans')
      .values({
        municipality_id: town.municipalityId,
        id: nextId(),
        household_id: home.household_id,
        lease_id: leaseId,
        goal: 'stay',
        state: 'agreed',
        agreed_on: on,
        first_agreed_on: on,
        first_agreed_by: 'anna',
        made_by: 'anna',
      })
      .execute();
  });
}

/** Visits and plans that a night found overdue. */
async function overdueOf(town: Town): Promise<readonly string[]> {
  return await flagLines(town, ['follow-up-overdue']);
}

/** Tenants of many kinds of stays, one of whom has moved out. */
async function aTownWithHistory(): Promise<Town> {
  const town = await aTown(scene);
  const starts = ['2026-10-06', '2026-10-31', '2025-11-10', '2023-02-15', '2024-02-29', '2022-08-09'];
  for (const from of starts) await aTenancy(town, from);
  const gone = await aTenancy(town, '2025-11-12');
  await aNight(town, '2026-01-01');
  await aClosing(town, gone.leaseId, '2026-11-17');
  return town;
}

describe('a night', () => {
  it('plans what is due within three months, once, however often it is run', async () => {
    const town = await aTown(scene);
    const { leaseId } = await aTenancy(town, '2026-10-31');
    await aTenancy(town, '2026-11-25');
    await aTenancy(await aTown(scene), '2026-10-31');
    const expected = ['one-month-visit 2026-11-30 due'];
    await aNight(town, '2026-11-24');
    expect(await linesOf(town)).toEqual(expected);
    await aNight(town, '2026-11-24');
    await aNight(town, '2026-11-23');
    expect(await linesOf(town, leaseId)).toEqual(expected);
    await aNight(town, '2027-08-01');
    const later = ['career-plan 2027-10-31 due', ...expected, 'yearly-visit 2027-10-31 due'];
    expect(await linesOf(town, leaseId)).toEqual(later);
  });

  it('that comes after later ones asks for nothing that those did not ask for any more', async () => {
    const town = await aTown(scene);
    await aTenancy(town, '2020-01-15');
    const gone = await aTenancy(town, '2020-02-15');
    await aNight(town, '2026-11-24');
    await aClosing(town, gone.leaseId, '2026-11-25');
    await aNight(town, '2026-11-26');
    const before = await linesOf(town);
    await aNight(town, '2025-01-20');
    expect(await linesOf(town)).toEqual(before);
    // A lease that was closed by the later night is not visited for one in between.
    const left = await aTenancy(town, '2026-10-01', {
      closed_on: plainDate('2026-11-25'),
      closed_because: 'vacated',
    });
    await aNight(town, '2026-11-24');
    expect(await linesOf(town, left.leaseId)).toEqual(['one-month-visit 2026-11-01 cancelled 2026-11-25']);
  });

  it('counts a renewed lease from the first day of the stay, and lets the same person go on', async () => {
    const town = await aTown(scene);
    const first = await aTenancy(town, '2024-01-15');
    await aNight(town, '2026-11-24');
    await assign(town, '2027-01-15', 'anna');
    const second = await renew(town, first, '2026-12-01');
    await aNight(town, '2026-12-01');
    expect(await linesOf(town, first.leaseId)).toEqual(['yearly-visit 2027-01-15 cancelled 2026-12-01 anna']);
    expect(await linesOf(town, second)).toEqual(['yearly-visit 2027-01-15 due anna']);
    const history = await peek(
      town,
      async (tx) =>
        await tx.selectFrom('follow_up_assignments').select(['assigned_to', 'assigned_by']).execute(),
    );
    expect(history).toEqual([{ assigned_to: 'anna', assigned_by: 'night' }]);
  });

  it('does not ask again for a visit that was made ahead, before the renewal', async () => {
    const town = await aTown(scene);
    const first = await aTenancy(town, '2024-01-15');
    await aNight(town, '2026-11-24');
    await complete(town, '2027-01-15', '2026-11-28');
    const second = await renew(town, first, '2026-12-01');
    await aNight(town, '2026-12-01');
    expect(await linesOf(town, second)).toEqual([]);
  });

  it('is another stay where another household moved in, or the same one moved back', async () => {
    const town = await aTown(scene);
    const first = await aTenancy(town, '2020-11-01');
    await aClosing(town, first.leaseId, '2026-11-01');
    const back = await aLease(town, { ...first.home, ...term('2026-11-01') });
    await aNight(town, '2026-11-24');
    expect(await linesOf(town, first.leaseId)).toEqual([]);
    expect(await linesOf(town, back)).toEqual(['one-month-visit 2026-12-01 due']);
  });

  it('gives up a visit when the next one is due, and what is left when the lease ends', async () => {
    const town = await aTown(scene);
    const { leaseId } = await aTenancy(town, '2025-10-20');
    await aNight(town, '2025-10-20');
    await aNight(town, '2026-08-01');
    await aNight(town, '2026-10-19');
    const earlier = ['career-plan 2026-10-20 due', 'one-month-visit 2025-11-20 due'];
    expect(await linesOf(town)).toEqual([...earlier, 'yearly-visit 2026-10-20 due']);
    await aNight(town, '2026-10-22');
    expect(await linesOf(town)).toEqual([
      'career-plan 2026-10-20 due',
      'one-month-visit 2025-11-20 missed 2026-10-20',
      'yearly-visit 2026-10-20 due',
    ]);
    await aClosing(town, leaseId, '2026-11-01');
    await aNight(town, '2026-11-05');
    expect(await linesOf(town)).toEqual([
      'career-plan 2026-10-20 cancelled 2026-11-01',
      'one-month-visit 2025-11-20 missed 2026-10-20',
      'yearly-visit 2026-10-20 cancelled 2026-11-01',
    ]);
  });

  it('finds the plan done that the tenant agreed to before it was asked for', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town, '2025-12-01');
    await anAgreedPlan(town, tenancy, plainDate('2026-10-05'));
    await aNight(town, '2026-10-20');
    expect(await linesOf(town)).toEqual([
      'career-plan 2026-12-01 done 2026-10-05',
      'yearly-visit 2026-12-01 due',
    ]);
  });
});

describe('a visit that nobody has made', () => {
  it('is found by the night so many days after its day, and settled when it is made', async () => {
    const town = await aTown(scene);
    await aTenancy(town, '2026-10-01');
    await aNight(town, '2026-10-02');
    await aNight(town, '2026-11-14');
    expect(await overdueOf(town)).toEqual([]);
    await aNight(town, '2026-11-15');
    await aNight(town, '2026-11-16');
    const found = 'follow-up-overdue 2026-11-01, seen 2026-11-15,';
    expect(await overdueOf(town)).toEqual([expect.stringContaining(`${found} open`)]);
    await complete(town, '2026-11-01', '2026-11-16');
    await aNight(town, '2026-11-17');
    expect(await overdueOf(town)).toEqual([expect.stringContaining(`${found} 2026-11-17`)]);
  });

  it('is no finding any more when it is given up', async () => {
    const town = await aTown(scene);
    await aTenancy(town, '2025-10-20');
    await aNight(town, '2025-11-20');
    await aNight(town, '2026-10-19');
    expect(await overdueOf(town)).toEqual([expect.stringContaining('2025-11-20, seen 2026-10-19, open')]);
    await aNight(town, '2026-10-20');
    const settled = [expect.stringContaining('2025-11-20, seen 2026-10-19, 2026-10-20')];
    expect(await overdueOf(town)).toEqual(settled);
    await aNight(town, '2026-10-20');
    expect(await overdueOf(town)).toEqual(settled);
  });
});

describe('nights that were missed', () => {
  const NIGHTS = Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 5).padStart(2, '0')}`);

  it('leave the same when they are made up, oldest first, or by the next one alone', async () => {
    const [every, madeUp, last] = [
      await aTownWithHistory(),
      await aTownWithHistory(),
      await aTownWithHistory(),
    ];
    for (const night of NIGHTS) await aNight(every, night);
    for (const night of NIGHTS.filter((_, index) => index < 5 || index > 8)) await aNight(madeUp, night);
    for (const night of NIGHTS.slice(5, 9)) await aNight(madeUp, night);
    const expected = await linesOf(every);
    expect(expected).toEqual(
      expect.arrayContaining([
        'career-plan 2026-11-12 cancelled 2026-11-17',
        'one-month-visit 2025-12-10 missed 2026-11-10',
        'one-month-visit 2025-12-12 missed 2026-11-12',
        'yearly-visit 2027-02-15 due',
      ]),
    );
    expect(await linesOf(madeUp)).toEqual(expected);
    await aNight(last, NIGHTS[0] ?? '');
    await aNight(last, NIGHTS.at(-1) ?? '');
    expect(await linesOf(last)).toEqual(expected);
  });

  it('or cut off anywhere are made good by the next run', async () => {
    const whole = await aTownWithHistory();
    await aNight(whole, '2026-11-24');
    const town = await aTownWithHistory();
    const night = {
      municipalityId: town.municipalityId,
      runId: nextId(),
      runOn: plainDate('2026-11-24'),
      isLatest: true,
      policy: DEFAULT_POLICY,
      actorId: 'night',
    };
    const before = await linesOf(town);
    let calls = 0;
    const next = (): string => {
      calls += 1;
      if (calls > 3) throw new Error('killed');
      return nextId();
    };
    await expect(PLAN_FOLLOW_UPS.run({ db: town.db, ids: { next } }, night)).rejects.toThrow('killed');
    expect(await linesOf(town)).toEqual(before);
    const deps = { db: town.db, ids: { next: nextId } };
    await Promise.all([PLAN_FOLLOW_UPS.run(deps, night), PLAN_FOLLOW_UPS.run(deps, night)]);
    expect(await linesOf(town)).toEqual(await linesOf(whole));
  });
});
