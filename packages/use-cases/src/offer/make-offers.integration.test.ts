import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfferTown, aSettled, offer, offersOf, openTasks } from '../../test/offer-scene.ts';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { anOffer, aUsedDwelling, aWaiting } from '../../test/round-scene.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

function idsOf(made: readonly { readonly offerId: string | null }[]): readonly string[] {
  return made.flatMap(({ offerId }) => offerId ?? []);
}

describe('the offers of a signing', () => {
  it('are sent today and open through the last day of the policy, and traced', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      dwellingId: await aUsedDwelling(place),
      householdId: await aWaiting(place),
    }));
    const made = await offer(scene, town, [built]);
    expect(made).toMatchObject([{ state: 'open' }]);
    expect(await offersOf(town, idsOf(made))).toEqual([
      { state: 'open', sentOn: '2026-11-23', answerBy: '2026-11-30', answeredOn: null, waitsForId: null },
    ]);
    const audit = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('audit_events')
          .where('action', '=', 'offer.made')
          .select(['object_id', 'after'])
          .execute(),
    );
    expect(audit).toMatchObject([{ object_id: idsOf(made)[0], after: { ...built, state: 'open' } }]);
  });

  it('of a line of moves wait for the one before', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      vacantId: await aUsedDwelling(place),
      first: await aSettled(place),
      second: await aSettled(place),
      lastId: await aWaiting(place),
    }));
    const { vacantId, first, second, lastId } = built;
    const made = await offer(scene, town, [
      { householdId: lastId, dwellingId: second.homeId },
      { householdId: first.householdId, dwellingId: vacantId },
      { householdId: second.householdId, dwellingId: first.homeId },
    ]);
    const [last, one, two] = idsOf(made);
    expect(await offersOf(town, idsOf(made))).toMatchObject([
      { state: 'waiting', sentOn: null, answerBy: null, waitsForId: two },
      { state: 'open', waitsForId: null },
      { state: 'waiting', waitsForId: one },
    ]);
    expect(last).not.toBe(two);
    const chains = await peek(
      town,
      async (tx) => await tx.selectFrom('offers').select('chain_id').distinct().execute(),
    );
    expect(chains).toHaveLength(1);
  });

  it('of a circle are all open', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => [
      await aSettled(place),
      await aSettled(place),
    ]);
    const [one, two] = built;
    const made = await offer(
      scene,
      town,
      [
        { householdId: one?.householdId ?? '', dwellingId: two?.homeId ?? '' },
        { householdId: two?.householdId ?? '', dwellingId: one?.homeId ?? '' },
      ],
      nextId(),
    );
    expect(await offersOf(town, idsOf(made))).toMatchObject([
      { state: 'open', waitsForId: null },
      { state: 'open', waitsForId: null },
    ]);
  });

  it('leave out what does not stand any more, tell a case officer, and go on', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => {
      const dwellings = await Promise.all(Array.from({ length: 7 }, async () => await aUsedDwelling(place)));
      const households = await Promise.all(Array.from({ length: 7 }, async () => await aWaiting(place)));
      return { dwellings, households };
    });
    const d = (index: number): string => built.dwellings[index] ?? '';
    const h = (index: number): string => built.households[index] ?? '';
    const stranger = await aHousehold(town);
    await aLease(town, { dwelling_id: d(0), household_id: stranger });
    await anOffer(town, { dwelling_id: d(1), household_id: h(6), state: 'open' });
    await anOffer(town, { dwelling_id: await aUsedDwelling(town), household_id: h(2), state: 'accepted' });
    const elsewhereId = await aUsedDwelling(town);
    await aLease(town, {
      dwelling_id: elsewhereId,
      household_id: h(3),
      starts_on: plainDate('2026-12-01'),
      last_day: plainDate('2029-12-01'),
    });
    const unusedId = await aUsedDwelling(town, [['dwelling', '[2020-01-01,2026-11-01)']]);
    const goneId = await aHousehold(town);
    const made = await offer(scene, town, [
      { householdId: h(0), dwellingId: d(0) },
      { householdId: h(1), dwellingId: d(1) },
      { householdId: h(2), dwellingId: d(2) },
      { householdId: h(3), dwellingId: d(3) },
      { householdId: h(4), dwellingId: unusedId },
      { householdId: goneId, dwellingId: d(5) },
      { householdId: h(5), dwellingId: d(6) },
    ]);
    expect(made.map((one) => (one.offerId === null ? one.reason : one.state))).toEqual([
      'dwelling-taken',
      'dwelling-taken',
      'household-has-offer-accepted',
      'household-has-home',
      'dwelling-out-of-use',
      'household-gone',
      'open',
    ]);
    expect(await openTasks(town)).toEqual(
      made.slice(0, 6).map(({ decisionId }) => ({ kind: 'offer-not-made', subjectId: decisionId })),
    );
  });

  it('give nobody the home of a tenant who gets no offer', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      takenId: await aUsedDwelling(place),
      mover: await aSettled(place),
      waitingId: await aWaiting(place),
    }));
    await aLease(town, { dwelling_id: built.takenId, household_id: await aHousehold(town) });
    const made = await offer(scene, town, [
      { householdId: built.mover.householdId, dwellingId: built.takenId },
      { householdId: built.waitingId, dwellingId: built.mover.homeId },
    ]);
    expect(made).toMatchObject([
      { offerId: null, reason: 'dwelling-taken' },
      { offerId: null, reason: 'dwelling-taken' },
    ]);
  });

  it('of twenty signings at once for one dwelling are one, and a task for each of the others', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      dwellingId: await aUsedDwelling(place),
      households: await Promise.all(Array.from({ length: 20 }, async () => await aWaiting(place))),
    }));
    const { dwellingId, households } = built;
    const made = await Promise.all(
      households.map(async (householdId) => await offer(scene, town, [{ householdId, dwellingId }])),
    );
    const reasons = made.flat().map((one) => (one.offerId === null ? one.reason : one.state));
    expect(reasons.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'dwelling-taken'), 'open']);
    expect(await openTasks(town)).toHaveLength(19);
  });
});
