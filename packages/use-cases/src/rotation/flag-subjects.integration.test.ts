import { plainDate, type RotationFlagKind } from '@boligtrapp/domain';
import { aHousehold, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/intake-scene.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aNamedLease, aNight, flagLines, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { type ListFlags, listFlags } from './read-rotation.ts';

let scene: RecordsScene;
let town: Town;
let leaseId: string;
/** Ids of what the night is to find, by what it is. */
let ids: { readonly visit: string; readonly request: string; readonly pair: string; readonly member: string };

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const day = (text: string) => plainDate(text);

beforeEach(async () => {
  town = await aTown(scene);
  leaseId = await aNamedLease(town, 'home', {
    ...through('2032-02-29'),
    starts_on: day('2026-01-15'),
    signed_on: day('2026-01-10'),
    no_termination_info_given_on: day('2026-11-26'),
    rent_ore_per_month: 900_000,
  });
  const [visit, request] = [nextId(), nextId()];
  const { municipalityId: municipality_id, buildingId: building_id } = town;
  await peek(town, async (tx) => {
    await tx
      .insertInto('follow_ups')
      .values({
        municipality_id,
        id: visit,
        lease_id: leaseId,
        kind: 'one-month-visit',
        due_on: day('2026-02-15'),
      })
      .execute();
    await tx
      .insertInto('occupancy_requests')
      .values({
        municipality_id,
        id: request,
        lease_id: leaseId,
        person_kind: 'cohabitant',
        received_on: day('2026-10-26'),
        registered_by: 'x',
      })
      .execute();
    await tx
      .insertInto('lease_deposits')
      .values({
        municipality_id,
        id: nextId(),
        lease_id: leaseId,
        kind: 'deposit',
        amount_ore: 5_400_001,
        is_on_separate_account: false,
        given_on: day('2026-01-15'),
        recorded_by: 'x',
      })
      .execute();
    const limit = { municipality_id, building_id, reason: 'test', owner: 'x', review_on: day('2026-11-23') };
    await tx
      .insertInto('place_statuses')
      .values({ ...limit, id: nextId(), status: 'caution', valid_during: '[2026-01-01,)' })
      .execute();
    await tx
      .insertInto('place_caps')
      .values({ ...limit, id: nextId(), cap_points: 10, valid_during: '[2026-01-01,2026-11-26)' })
      .execute();
  });
  const [a = '', b = ''] = [await aHousehold(town), await aHousehold(town)].toSorted();
  const pair = nextId();
  await peek(town, async (tx) => {
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id,
        id: pair,
        household_a_id: a,
        household_b_id: b,
        scope: 'building',
        restricted_reason: 'test',
        owner: 'x',
        review_on: day('2026-11-24'),
        valid_during: '[2026-01-01,)',
      })
      .execute();
  });
  ids = { visit, request, pair, member: a };
});

async function read(query: Partial<ListFlags> = {}, actor = actorOf(town)) {
  return await listFlags(scene.deps, actor, { after: undefined, limit: 100, ...query });
}

async function one(query: Partial<ListFlags>) {
  return (await read(query)).items;
}

const FOUND = [
  'building: place-status-overdue 2026-11-23, seen 2026-11-24, 2026-11-26',
  'building: place-status-overdue 2026-11-23, seen 2026-11-24, open',
  'home: deposit-not-separate 2026-01-15, seen 2026-11-24, open',
  'home: deposit-over-limit 2026-01-15, seen 2026-11-24, open',
  'home: follow-up-overdue 2026-02-15, seen 2026-11-24, 2026-11-26',
  'home: silent-consent-soon 2026-11-26, seen 2026-11-24, 2026-11-25',
  'home: termination-info-missing 2026-01-15, seen 2026-11-24, 2026-11-26',
  'pair: place-status-overdue 2026-11-24, seen 2026-11-25, open',
];

/** The lines with the name of the place left out: each place of a test has another. */
async function lines(): Promise<readonly string[]> {
  const all = await flagLines(town, 'all');
  return all.map((line) => line.replace(/^(?!home|pair)[^:]+:/, 'building:')).toSorted();
}

/** What happened on the 25th and the 26th, as it was registered. */
async function happen(on: '25' | '26'): Promise<void> {
  await peek(town, async (tx) => {
    if (on === '25') {
      await tx
        .updateTable('occupancy_requests')
        .set({ answered_on: day('2026-11-25'), answer: 'approved', answered_by: 'x' })
        .execute();
      return;
    }
    await tx
      .updateTable('follow_ups')
      .set({ state: 'cancelled', cancelled_on: day('2026-11-26') })
      .execute();
  });
}

const NIGHTS = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;

describe('what belongs to a lease, and places and pairs', () => {
  it('are found once, and settled on the night after which they no longer hold', async () => {
    await aNight(town, NIGHTS[0]);
    await happen('25');
    await aNight(town, NIGHTS[1]);
    await happen('26');
    await aNight(town, NIGHTS[2]);
    expect(await lines()).toEqual(FOUND);
    await aNight(town, NIGHTS[2]);
    expect(await lines()).toEqual(FOUND);
  });

  it('are found the same on nights that are made later', async () => {
    await happen('25');
    await happen('26');
    for (const night of NIGHTS) await aNight(town, night);
    expect(await lines()).toEqual(FOUND);
  });

  it('are read by their subject, with the lease where there is one', async () => {
    await aNight(town, NIGHTS[1]);
    expect(await one({ subjectKind: 'follow-up', subjectId: ids.visit })).toMatchObject([
      {
        kind: 'follow-up-overdue',
        leaseId,
        householdReference: 'home',
        subjectId: ids.visit,
        placeName: null,
      },
    ]);
    expect(await one({ subjectKind: 'occupancy-request' })).toMatchObject([
      { kind: 'silent-consent-soon', leaseId, subjectId: ids.request },
    ]);
    expect(await one({ subjectKind: 'place-status' })).toMatchObject([
      { leaseId: null, dwellingReference: null, householdId: null, householdReference: null },
    ]);
    expect((await one({ subjectKind: 'place-cap' }))[0]?.placeName).toEqual(expect.any(String));
    expect(await one({ subjectKind: 'keep-apart', subjectId: ids.pair })).toMatchObject([
      { kind: 'place-status-overdue', dueOn: '2026-11-24', leaseId: null, placeName: null },
    ]);
    expect(await one({ subjectId: nextId() })).toEqual([]);
    const kinds: readonly RotationFlagKind[] = ['deposit-over-limit'];
    expect(await one({ kinds, subjectKind: 'lease', subjectId: leaseId })).toHaveLength(1);
  });

  it('and a pair does not exist for who may not see one of the two', async () => {
    await aNight(town, NIGHTS[1]);
    const recused = { ...actorOf(town), id: 'recused-1' };
    await aRecusal(town, ids.member, 'recused-1');
    const seen = await read({ subjectKind: 'keep-apart' }, recused);
    expect(seen).toMatchObject({ items: [], totalCount: 0, counts: [] });
    expect((await read({ subjectKind: 'keep-apart' })).totalCount).toBe(1);
  });
});
