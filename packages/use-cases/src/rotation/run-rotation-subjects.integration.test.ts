import type { RotationFlagKind } from '@boligtrapp/domain';
import { plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aNamedLease, aNight, flagLines, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';

/** What is found in what belongs to a lease, and in places. */
const KINDS: readonly RotationFlagKind[] = [
  'silent-consent-soon',
  'deposit-over-limit',
  'deposit-not-separate',
  'follow-up-overdue',
  'place-status-overdue',
];

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A town with one lease, of whose belongings each kind is found from 24 November on. */
async function aTownWithFindings(): Promise<Town> {
  const town = await aTown(scene);
  const { municipalityId: municipality_id, buildingId: building_id } = town;
  const lease_id = await aNamedLease(town, 'lease', through('2028-12-31'));
  await peek(town, async (tx) => {
    await tx
      .insertInto('lease_deposits')
      .values({
        municipality_id,
        id: nextId(),
        lease_id,
        kind: 'deposit',
        amount_ore: 7 * 900_000,
        is_on_separate_account: false,
        given_on: plainDate('2020-01-01'),
        recorded_by: 'x',
      })
      .execute();
    await tx
      .insertInto('follow_ups')
      .values({
        municipality_id,
        id: nextId(),
        lease_id,
        kind: 'one-month-visit',
        due_on: plainDate('2020-02-01'),
      })
      .execute();
    await tx
      .insertInto('occupancy_requests')
      .values({
        municipality_id,
        id: nextId(),
        lease_id,
        person_kind: 'cohabitant',
        received_on: plainDate('2026-10-28'),
        registered_by: 'x',
      })
      .execute();
    await tx
      .insertInto('place_statuses')
      .values({
        municipality_id,
        id: nextId(),
        building_id,
        status: 'caution',
        reason: 'test',
        owner: 'x',
        review_on: plainDate('2026-11-23'),
        valid_during: '[2026-01-01,)',
      })
      .execute();
  });
  return town;
}

/** What is set right on a day, as it is registered. */
async function setRight(town: Town, on: string): Promise<void> {
  const day = plainDate(on);
  await peek(town, async (tx) => {
    await tx.updateTable('lease_deposits').set({ released_on: day, released_by: 'x' }).execute();
    await tx
      .updateTable('follow_ups')
      .set({ state: 'done', done_on: day, done_by: 'x' })
      .where('kind', '=', 'one-month-visit')
      .execute();
    await tx
      .updateTable('occupancy_requests')
      .set({ answered_on: day, answer: 'approved', answered_by: 'x' })
      .execute();
    await tx
      .updateTable('place_statuses')
      .set({ valid_during: `[2026-01-01,${on})` })
      .execute();
  });
}

function withNights(seen: string, end: string): readonly string[] {
  return [
    'lease: deposit-not-separate 2020-01-01',
    'lease: deposit-over-limit 2020-01-01',
    'lease: follow-up-overdue 2020-02-01',
    // 28 November is a Saturday.
    'lease: silent-consent-soon 2026-11-30',
  ].map((line) => `${line}, seen ${seen}, ${end}`);
}

async function linesOf(town: Town): Promise<readonly string[]> {
  const lines = await flagLines(town, KINDS);
  return lines.map((line) => line.replace(/^Building \d+/, 'building'));
}

describe('a night', () => {
  it('finds what belongs to a lease and what is due of a place, and clears it when it is set right', async () => {
    const town = await aTownWithFindings();
    const place = (end: string) => `building: place-status-overdue 2026-11-23, seen 2026-11-24, ${end}`;
    const run = await aNight(town, '2026-11-24');
    expect(run.kindCounts).toMatchObject(Object.fromEntries(KINDS.map((kind) => [kind, 1])));
    expect(await linesOf(town)).toEqual([place('open'), ...withNights('2026-11-24', 'open')]);
    expect((await aNight(town, '2026-11-24')).inputHash).toBe(run.inputHash);

    await setRight(town, '2026-11-25');
    // That night nothing of it was known yet.
    expect(await aNight(town, '2026-11-24')).toMatchObject({
      flagCount: run.flagCount,
      newFlagCount: run.newFlagCount,
    });
    expect(await linesOf(town)).toEqual([place('open'), ...withNights('2026-11-24', 'open')]);
    await aNight(town, '2026-11-25');
    expect(await linesOf(town)).toEqual([place('2026-11-25'), ...withNights('2026-11-24', '2026-11-25')]);
  });

  it('that is made after a later one finds the same, settled as it was', async () => {
    const town = await aTownWithFindings();
    await setRight(town, '2026-11-25');
    await aNight(town, '2026-11-25');
    expect(await linesOf(town)).toEqual([]);
    await aNight(town, '2026-11-24');
    expect(await linesOf(town)).toEqual([
      'building: place-status-overdue 2026-11-23, seen 2026-11-24, 2026-11-25',
      ...withNights('2026-11-24', '2026-11-25'),
    ]);
  });
});
