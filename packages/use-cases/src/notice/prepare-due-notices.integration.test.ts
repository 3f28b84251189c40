import { inTenant } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTenant, noticeDeps, noticeLines, noticesOf } from '../../test/notice-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aClosing, aMoveRequest, aNight } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { discardNotice } from './discard-notice.ts';
import { PREPARE_DUE_NOTICES } from './prepare-due-notices.ts';
import { prepareNotice } from './prepare-notice.ts';

const TODAY = plainDate('2026-12-10');

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function lines(town: Town): Promise<readonly string[]> {
  return await noticeLines(noticeDeps(scene, TODAY), town);
}

async function replace(town: Town, leaseId: string, closedOn: string): Promise<void> {
  await peek(town, async (tx) => {
    const changes = { closed_on: plainDate(closedOn), closed_because: 'renewed' } as const;
    await tx.updateTable('leases').set(changes).where('id', '=', leaseId).execute();
  });
}

describe('a night', () => {
  it('prepares each letter that is due, once, and sends none', async () => {
    const town = await aTown(scene);
    await aTenant(town, 'far', '2027-10-01');
    await aTenant(town, 'nine months', '2027-08-24');
    await aTenant(town, 'thirty days', '2026-12-24');
    await aMoveRequest(town, await aTenant(town, 'asked before', '2026-11-17'), '2026-11-10');
    await aMoveRequest(town, await aTenant(town, 'asked after', '2026-11-16'), '2026-11-17');
    await aTenant(town, 'indefinite', '2026-08-23');
    await aNight(town, '2026-11-24');
    const first = await lines(town);
    expect(first).toEqual([
      'asked before: move-request second 2026-11-24 prepared no-decision',
      'nine months: expiry-information first 2026-11-24 prepared end-nears',
      'thirty days: expiry-information first 2026-03-24 prepared end-nears',
      'thirty days: interview-invitation first 2026-06-24 prepared end-nears',
      'thirty days: move-request first 2026-11-24 prepared no-decision',
    ]);
    await aNight(town, '2026-11-24');
    await aNight(town, '2026-11-25');
    expect(await lines(town)).toEqual(first);
    const sent = await peek(town, async (tx) => await tx.selectFrom('notice_sendings').selectAll().execute());
    expect(sent).toEqual([]);
  });

  it('gives the same letters when three nights are made up, and in whatever order', async () => {
    const [kept, missed, turned] = [await aTown(scene), await aTown(scene), await aTown(scene)];
    for (const town of [kept, missed, turned]) {
      await aTenant(town, 'a', '2026-12-24');
      await aTenant(town, 'b', '2026-12-26');
      await aTenant(town, 'c', '2027-08-25');
    }
    const nights = ['2026-11-24', '2026-11-25', '2026-11-26'];
    for (const night of nights) await aNight(kept, night);
    for (const night of nights) await aNight(missed, night);
    for (const night of nights.toReversed()) await aNight(turned, night);
    const withDays = async (town: Town) =>
      (await noticesOf(noticeDeps(scene, TODAY), town)).map(
        ({ householdReference, kind, preparedOn }) => `${householdReference} ${kind} ${preparedOn}`,
      );
    expect(await withDays(kept)).toContain('b move-request 2026-11-26');
    expect(new Set(await withDays(missed))).toEqual(new Set(await withDays(kept)));
    expect(new Set(await withDays(turned))).toEqual(new Set(await withDays(kept)));
  });

  it('discards what has lost its ground, and says why', async () => {
    const town = await aTown(scene);
    const moved = await aTenant(town, 'moved', '2026-12-24');
    const renewed = await aTenant(town, 'renewed', '2026-12-24');
    const asked = await aTenant(town, 'asked', '2026-11-01');
    await aTenant(town, 'over', '2026-11-24');
    await aNight(town, '2026-11-24');
    await aClosing(town, moved, '2026-11-25');
    await replace(town, renewed, '2026-11-25');
    await aMoveRequest(town, asked, '2026-11-25');
    await aNight(town, '2026-11-25');
    const discarded = (await lines(town)).filter((line) => line.includes('discarded'));
    expect(discarded).toEqual([
      'asked: move-request second 2026-11-08 discarded request-counts',
      ...['expiry-information first 2026-03-24', 'interview-invitation first 2026-06-24'].map(
        (letter) => `moved: ${letter} discarded closed`,
      ),
      'moved: move-request first 2026-11-24 discarded closed',
      'over: expiry-information first 2026-02-24 discarded last-day-passed',
      'over: interview-invitation first 2026-05-24 discarded last-day-passed',
      'over: move-request first 2026-10-25 discarded last-day-passed',
      ...['expiry-information first 2026-03-24', 'interview-invitation first 2026-06-24'].map(
        (letter) => `renewed: ${letter} discarded renewed`,
      ),
      'renewed: move-request first 2026-11-24 discarded renewed',
    ]);
  });

  it('that is made again after later ones brings back no letter that they have discarded', async () => {
    const town = await aTown(scene);
    const closed = await aTenant(town, 'closed', '2026-12-24');
    const renewed = await aTenant(town, 'renewed', '2026-12-24');
    await aNight(town, '2026-11-24');
    await aClosing(town, closed, '2026-11-25');
    await replace(town, renewed, '2026-11-25');
    await aNight(town, '2026-11-25');
    const before = await lines(town);
    await aNight(town, '2026-11-24');
    await aNight(town, '2026-11-23');
    expect(await lines(town)).toEqual(before);
  });

  it('that comes after later ones leaves nothing open that has no ground any more', async () => {
    const town = await aTown(scene);
    const closed = await aTenant(town, 'closed', '2026-12-24');
    await aClosing(town, closed, '2026-11-25');
    await aNight(town, '2026-11-26');
    await aNight(town, '2026-11-24');
    const made = await lines(town);
    expect(made).toHaveLength(3);
    expect(made.filter((line) => !line.endsWith('discarded closed'))).toEqual([]);
    await aNight(town, '2026-11-24');
    expect(await lines(town)).toEqual(made);
  });

  it('leaves alone what a person discarded or prepared', async () => {
    const town = await aTown(scene);
    const leaseId = await aTenant(town, 'a', '2026-12-24');
    await aNight(town, '2026-11-24');
    const deps = noticeDeps(scene, TODAY);
    const [information] = await noticesOf(deps, town);
    if (information === undefined) throw new Error('nothing was prepared');
    const command = { noticeId: information.id, version: information.version, reason: 'Told by telephone.' };
    await discardNotice(deps, actorOf(town), command, aRequest('discardNotice'));
    await aNight(town, '2026-11-25');
    expect((await lines(town)).filter((line) => line.includes('expiry-information'))).toEqual([
      'a: expiry-information first 2026-03-24 discarded by-person',
    ]);
    const wanted = { leaseId, kind: 'expiry-information' } as const;
    await prepareNotice(deps, actorOf(town), wanted, aRequest('prepareNotice'));
    await aNight(town, '2026-12-26');
    expect((await lines(town)).filter((line) => line.includes('2026-12-10'))).toEqual([
      'a: expiry-information first 2026-12-10 prepared end-nears',
    ]);
  });
});

const night = {
  runId: nextId(),
  runOn: plainDate('2026-11-24'),
  isLatest: true,
  policy: DEFAULT_POLICY,
  actorId: 'night',
};

describe('many workers in the same night', () => {
  it('prepare each letter once', async () => {
    const town = await aTown(scene);
    await aTenant(town, 'a', '2026-12-24');
    const step = { ...night, municipalityId: town.municipalityId };
    const deps = { db: scene.db, ids: { next: nextId } };
    await Promise.all(Array.from({ length: 8 }, async () => await PREPARE_DUE_NOTICES.run(deps, step)));
    expect(await lines(town)).toHaveLength(3);
  });

  it('broken control: without the key of the rule, each would prepare its own', async () => {
    const town = await aTown(scene);
    const lease_id = await aTenant(town, 'a', '2026-12-24');
    const { municipalityId } = town;
    const prepare = async (): Promise<void> =>
      await inTenant(scene.db, { municipalityId, actorId: 'night' }, async (tx) => {
        const there = await tx
          .selectFrom('prepared_notices')
          .where('lease_id', '=', lease_id)
          .select('id')
          .execute();
        // All of them have looked before the first has stored.
        await arrived();
        if (there.length > 0) return;
        const row = {
          municipality_id: municipalityId,
          id: nextId(),
          lease_id,
          kind: 'move-request',
          sequence: 'first',
          last_day: plainDate('2026-12-24'),
          due_on: plainDate('2026-11-24'),
          prepared_on: plainDate('2026-11-24'),
          // Neither key holds for a letter that a person discarded long ago.
          origin: 'person',
          state: 'discarded',
          discarded_on: plainDate('2026-11-24'),
          discarded_by: 'a',
          discarded_because: 'by-person',
          discard_note: 'a',
          prepared_by: 'night',
          ground: 'no-decision',
        };
        await tx.insertInto('prepared_notices').values(row).execute();
      });
    const arrived = rendezvous(4);
    await Promise.all(Array.from({ length: 4 }, prepare));
    expect(await lines(town)).toHaveLength(4);
  });
});

/** Lets nobody go on before `count` have come. */
function rendezvous(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let waiting = 0;
  return async () => {
    waiting += 1;
    if (waiting === count) resolve(undefined);
    await promise;
  };
}
