import { addDays, PASSAGES, type Passage, type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  aMember,
  anAssessment,
  type BuilderScope,
  type DemoMunicipality,
  generateDemo,
  insertDemo,
  nameForCase,
  type RowChanges,
  someNeeds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { ALWAYS_A_DWELLING, anOffer, aTown, aUsedDwelling, type Town } from '../../test/round-scene.ts';
import { getLadderFlow, type LadderFlow } from './get-ladder-flow.ts';
import { listLongStays, listTenantsAbove } from './list-flow-tenants.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function flowOf(scope: BuilderScope, years = 3): Promise<LadderFlow> {
  return await getLadderFlow(scene.deps, actorOf(scope, 'committee'), { years });
}

const PAGE = { after: undefined, limit: 50 };

/** From when to when a household lives in a dwelling of its own on a level. */
type Living = readonly [
  level: 1 | 2 | 3 | 4 | 5,
  from: string,
  to?: string,
  because?: 'vacated' | 'party-changed',
];

interface Tenant {
  readonly householdId: string;
  readonly leaseIds: readonly string[];
  readonly dwellingIds: readonly string[];
}

/** Stores a household that lives in one dwelling after the other. */
async function aTenant(
  town: Town,
  living: readonly Living[],
  assessment: RowChanges<'assessments'> | null = null,
): Promise<Tenant> {
  const householdId = await aHousehold(town);
  const [leaseIds, dwellingIds]: [string[], string[]] = [[], []];
  for (const [level, from, to = null, because = 'vacated'] of living) {
    const dwellingId = await aUsedDwelling(town, [ALWAYS_A_DWELLING], { level });
    dwellingIds.push(dwellingId);
    const end = to === null ? {} : { closed_on: plainDate(to), closed_because: because };
    leaseIds.push(
      await aLease(town, {
        dwelling_id: dwellingId,
        household_id: householdId,
        starts_on: plainDate(from),
        signed_on: plainDate(from),
        last_day: null,
        ...end,
      }),
    );
  }
  if (assessment !== null) await anAssessment(town, { household_id: householdId, ...assessment });
  return { householdId, leaseIds, dwellingIds };
}

function told(side: string, passages: Readonly<Record<Passage, number>>): string {
  return PASSAGES.flatMap((passage) =>
    passages[passage] === 0 ? [] : [`${side}${passages[passage]} ${passage}`],
  ).join(' ');
}

function sum(passages: Readonly<Record<Passage, number>>): number {
  return PASSAGES.reduce((all, passage) => all + passages[passage], 0);
}

/** What happened on a step in a year, in one line; nothing where nothing did. */
function lines({ years }: LadderFlow): readonly string[] {
  return years.map(({ year, track, level, before, arrived, left, after, meanStayDays }) =>
    [
      `${year} ${track} ${level}:`,
      before,
      told('+', arrived),
      told('-', left),
      '=',
      after,
      meanStayDays ?? '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

describe('the flow', () => {
  it('counts each way of coming and going by step and year, and how long those stayed who left', async () => {
    const town = await aTown(scene);
    await aTenant(town, [
      [3, '2024-01-01', '2025-01-01'],
      [2, '2025-01-01', '2026-03-01'],
      [4, '2026-03-01'],
    ]);
    await aTenant(town, [
      [2, '2025-06-01', '2026-06-01'],
      [2, '2026-06-01'],
    ]);
    await aTenant(town, [
      [2, '2024-01-01', '2024-12-31'],
      [2, '2025-01-01', '2026-11-23'],
    ]);
    // Ahead of today: plans.
    await aTenant(town, [[2, '2026-11-24']]);
    await aTenant(town, [[2, '2026-01-01', '2026-11-24']]);
    expect(lines(await flowOf(town))).toEqual([
      '2024 welfare 2: 0 +1 outside -1 outside = 0 365',
      '2025 welfare 2: 0 +2 outside +1 down = 3',
      '2026 welfare 2: 3 +1 outside -1 outside -1 up = 2 558',
      '2024 welfare 3: 0 +1 outside = 1',
      '2025 welfare 3: 1 -1 down = 0 366',
      '2026 welfare 3: 0 = 0',
      '2024 welfare 4: 0 = 0',
      '2025 welfare 4: 0 = 0',
      '2026 welfare 4: 0 +1 up = 1',
    ]);
  });

  it('says how many of a ladder live on its lowest level, and how many that is short of the target', async () => {
    const town = await aTown(scene);
    for (const level of [1, 2, 2, 3, 5] as const) await aTenant(town, [[level, '2025-01-01']]);
    const { lowestLevel, steps } = await flowOf(town);
    expect(lowestLevel).toEqual([
      {
        track: 'welfare',
        tenants: 5,
        onLowest: 1,
        shareBasisPoints: 2_000,
        targetBasisPoints: 5_000,
        missing: 2,
      },
      {
        track: 'care',
        tenants: 0,
        onLowest: 0,
        shareBasisPoints: null,
        targetBasisPoints: 5_000,
        missing: 0,
      },
    ]);
    expect(
      steps.map(({ level, stock, tenants, meanStayDays }) => [level, stock, tenants, meanStayDays]),
    ).toEqual([
      [1, 1, 1, 691],
      [2, 2, 2, 691],
      [3, 1, 1, 691],
      [5, 1, 1, 691],
    ]);
  });

  it('finds who lives above the assessed level, and whether a dwelling is there', async () => {
    const town = await aTown(scene);
    const ready = { level: 1, ready_to_move: true, needs: someNeeds() } as const;
    const since: Living = [3, '2025-01-01'];
    const standing = new Map([
      ['blocked', await aTenant(town, [since], { ...ready, level: 2 })],
      ['open', await aTenant(town, [since], ready)],
      ['unready', await aTenant(town, [since], { ...ready, ready_to_move: false })],
      ['lapsed', await aTenant(town, [since], { ...ready, valid_until: TODAY })],
    ]);
    const moving = await aTenant(town, [since], ready);
    const promised = await aUsedDwelling(town, [ALWAYS_A_DWELLING]);
    await anOffer(town, { dwelling_id: promised, household_id: moving.householdId, state: 'open' });
    const leaving = await aTenant(town, [[3, '2025-01-01', '2027-01-01']], ready);
    // Not above: as assessed, below, on another track, in another programme, not assessed, or not there any more.
    await aTenant(town, [since], { ...ready, level: 3 });
    await aTenant(town, [since], { ...ready, level: 4 });
    await aTenant(town, [since], { ...ready, track: 'care' });
    await aTenant(town, [since], { ...ready, programme: 'youth' });
    await aTenant(town, [since], { ...ready, assessed_on: addDays(TODAY, 1) });
    await aTenant(town, [since]);
    await aTenant(town, [[3, '2025-01-01', '2026-01-01']], ready);
    // The one dwelling that is vacant.
    await aUsedDwelling(town, [ALWAYS_A_DWELLING]);

    const { steps } = await flowOf(town);
    expect(steps.find(({ level }) => level === 3)?.aboveAssessment).toEqual({
      blocked: 1,
      open: 1,
      unready: 1,
      lapsed: 1,
      moving: 2,
    });
    const page = await listTenantsAbove(scene.deps, actorOf(town), PAGE);
    expect(page.totalCount).toBe(6);
    const of = new Map(page.items.map(({ householdId, standing: found }) => [householdId, found]));
    for (const [expected, { householdId }] of standing) expect(of.get(householdId)).toBe(expected);
    for (const { householdId } of [moving, leaving]) expect(of.get(householdId)).toBe('moving');
    const blocked = await listTenantsAbove(scene.deps, actorOf(town), { ...PAGE, standing: 'blocked' });
    expect(blocked.items).toMatchObject([
      { householdId: standing.get('blocked')?.householdId, level: 3, assessedLevel: 2, since: '2025-01-01' },
    ]);
  });

  it('does not take a tenant whose lease goes on under a new one for one who moves', async () => {
    const town = await aTown(scene);
    const tenant = await aTenant(town, [[3, '2025-01-01']], { level: 1, ready_to_move: false });
    await peek(town, async (tx) => {
      const renewal = { closed_on: plainDate('2027-01-01'), closed_because: 'renewed' } as const;
      await tx.updateTable('leases').set(renewal).where('household_id', '=', tenant.householdId).execute();
    });
    await aLease(town, {
      dwelling_id: tenant.dwellingIds[0] ?? '',
      household_id: tenant.householdId,
      starts_on: plainDate('2027-01-01'),
      signed_on: plainDate('2026-11-01'),
      last_day: null,
    });
    const { items } = await listTenantsAbove(scene.deps, actorOf(town), PAGE);
    expect(items.map(({ standing }) => standing)).toEqual(['unready']);
  });

  it('counts a vacant dwelling only where the rules let the tenant have it', async () => {
    const town = await aTown(scene);
    const needs = { ...someNeeds(), wheelchair: true };
    await aTenant(town, [[3, '2025-01-01']], { level: 1, ready_to_move: true, needs });
    await aUsedDwelling(town, [ALWAYS_A_DWELLING]);
    const standings = async () =>
      (await listTenantsAbove(scene.deps, actorOf(town), PAGE)).items.map(({ standing }) => standing);
    expect(await standings()).toEqual(['blocked']);
    await aUsedDwelling(town, [ALWAYS_A_DWELLING], { wheelchair_accessible: true });
    expect(await standings()).toEqual(['open']);
  });

  it('lists long stays by their length, page by page, and reads are logged', async () => {
    const town = await aTown(scene);
    // Ten years by the default policy; a move within, and a renewal, do not begin anew.
    const oldest = await aTenant(town, [
      [3, '2010-05-01', '2020-01-01'],
      [2, '2020-01-01'],
    ]);
    const exact = await aTenant(town, [[1, '2016-11-23']]);
    await aTenant(town, [[1, '2016-11-24']]);
    await aTenant(town, [
      [1, '2005-01-01', '2020-01-01'],
      [1, '2020-01-02'],
    ]);
    const first = await listLongStays(scene.deps, actorOf(town), { ...PAGE, limit: 1 });
    expect(first).toMatchObject({ isLast: false, totalCount: 2 });
    expect(first.items).toMatchObject([
      {
        householdId: oldest.householdId,
        leaseId: oldest.leaseIds[1],
        level: 2,
        since: '2010-05-01',
        years: 16,
      },
    ]);
    const after = { since: plainDate('2010-05-01'), leaseId: oldest.leaseIds[1] ?? '' };
    const second = await listLongStays(scene.deps, actorOf(town), { after, limit: 1 });
    expect(second).toMatchObject({ isLast: true, totalCount: 2 });
    expect(second.items).toMatchObject([{ householdId: exact.householdId, level: 1, years: 10 }]);
    expect((await listLongStays(scene.deps, actorOf(town), { ...PAGE, level: 2 })).totalCount).toBe(1);
    const { steps } = await flowOf(town);
    expect(steps.map(({ level, longStays }) => [level, longStays])).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
    ]);
    const rows = await peek(
      town,
      async (tx) => await tx.selectFrom('access_events').select(['operation', 'household_ids']).execute(),
    );
    expect(rows).toContainEqual({ operation: 'list-long-stays', household_ids: [oldest.householdId] });
    expect(rows).toContainEqual({ operation: 'list-long-stays', household_ids: [exact.householdId] });
  });

  it('hides the cases from which one is recused, and those of protected people from who is not named', async () => {
    const town = await aTown(scene);
    const living: readonly Living[] = [[1, '2010-01-01']];
    const secret = await aTenant(town, living);
    await aMember(town, secret.householdId, { address_protection: 'strictly-confidential' });
    await nameForCase(town, secret.householdId, actorOf(town).id);
    const hidden = await aTenant(town, living);
    await aRecusal(town, actorOf(town), hidden.householdId);
    const own = await listLongStays(scene.deps, actorOf(town), PAGE);
    expect(own.items.map(({ householdId }) => householdId)).toEqual([secret.householdId]);
    const manager = await listLongStays(scene.deps, actorOf(town, 'housing-manager'), PAGE);
    const of = new Map(manager.items.map((item) => [item.dwellingId, item]));
    expect(of.has(secret.dwellingIds[0] ?? '')).toBe(false);
    expect(of.get(hidden.dwellingIds[0] ?? '')).toMatchObject({ householdId: hidden.householdId });
    for (const list of [listLongStays, listTenantsAbove]) {
      await expect(list(scene.deps, actorOf(town, 'committee'), PAGE)).rejects.toMatchObject({
        code: 'authorisation.denied',
      });
    }
  });

  it('shows nothing of another municipality', async () => {
    await aTenant(await aTown(scene), [[1, '2010-01-01']], { level: 1 });
    const town = await aTown(scene);
    const { steps, years } = await flowOf(town);
    expect([...steps, ...years]).toEqual([]);
    expect((await listLongStays(scene.deps, actorOf(town), PAGE)).totalCount).toBe(0);
  });

  it('of a municipality of real size is what counting its rows one by one gives', async () => {
    const demo = generateDemo({ seed: 7, on: TODAY });
    await insertDemo(scene.db, demo, { cipher: scene.deps.identityCipher });
    const scope = { db: scene.db, municipalityId: demo.municipality.id };
    const unseen = demo.rows.persons.filter(({ address_protection }) => address_protection !== 'none');
    for (const { household_id, person_id } of demo.rows.household_members) {
      if (!unseen.some(({ id }) => id === person_id)) continue;
      for (const role of ['committee', 'case-officer'] as const) {
        await nameForCase(scope, household_id, actorOf(scope, role).id);
      }
    }
    const { years, steps, lowestLevel } = await flowOf(scope, 4);
    expect(years.length).toBeGreaterThan(40);
    for (const { before, arrived, left, after } of years) {
      expect(before + sum(arrived) - sum(left)).toBe(after);
    }
    expect(steps.map(({ programme, track, level, tenants }) => [programme, track, level, tenants])).toEqual(
      tenantsByHand(demo, TODAY).filter(([, , , tenants]) => tenants > 0),
    );
    const [welfare] = lowestLevel;
    const onLadder = tenantsByHand(demo, TODAY).filter(
      ([programme, track]) => `${programme} ${track}` === 'ladder welfare',
    );
    expect(welfare?.tenants).toBe(onLadder.reduce((sum, [, , , tenants]) => sum + tenants, 0));
    const above = steps.reduce(
      (sum, { aboveAssessment: of }) => sum + of.blocked + of.open + of.moving + of.unready + of.lapsed,
      0,
    );
    expect(above).toBe(aboveByHand(demo));
    expect(above).toBeGreaterThan(0);
    expect((await listTenantsAbove(scene.deps, actorOf(scope), PAGE)).totalCount).toBe(above);
  });
});

/** Who lives on each step on a day, row by row. */
function tenantsByHand(
  { rows }: DemoMunicipality,
  on: PlainDateString,
): readonly (readonly [string, string, number, number])[] {
  return ['ladder', 'housing-first', 'youth'].flatMap((programme) =>
    ['welfare', 'care'].flatMap((track) =>
      [1, 2, 3, 4, 5].map((level) => {
        const homes = new Set(
          rows.dwellings
            .filter((row) => row.programme === programme && row.track === track && row.level === level)
            .map(({ id }) => id),
        );
        const tenants = rows.leases.filter(
          (row) =>
            homes.has(row.dwelling_id) &&
            row.starts_on <= on &&
            (row.closed_on === null || row.closed_on > on),
        ).length;
        return [programme, track, level, tenants] as const;
      }),
    ),
  );
}

/** Tenants of the day whose newest assessment names a lower level of the same track and programme. */
function aboveByHand({ rows }: DemoMunicipality): number {
  return rows.leases.filter((lease) => {
    if (lease.starts_on > TODAY || (lease.closed_on !== null && lease.closed_on <= TODAY)) return false;
    const home = rows.dwellings.find(({ id }) => id === lease.dwelling_id);
    const [newest] = rows.assessments
      .filter((row) => row.household_id === lease.household_id)
      .toSorted((a, b) => b.version_number - a.version_number);
    if (home === undefined || newest === undefined || newest.assessed_on > TODAY) return false;
    return newest.track === home.track && newest.programme === home.programme && newest.level < home.level;
  }).length;
}
