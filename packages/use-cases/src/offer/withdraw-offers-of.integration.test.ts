import { findOffer } from '@boligtrapp/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  anOfferTown,
  aSettled,
  type OfferTown,
  offerIds,
  openTasks,
  statesOf,
} from '../../test/offer-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { settleApplication } from '../application/settle-application.ts';
import { acceptOffer } from './accept-offer.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function settle(town: Town, householdId: string, action: 'withdraw' | 'expire'): Promise<string> {
  const { id, version } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('housing_applications')
        .where('household_id', '=', householdId)
        .select(['id', 'version'])
        .executeTakeFirstOrThrow(),
  );
  const command = { applicationId: id, version, action };
  return (await settleApplication(scene.deps, actorOf(town), command, aRequest('settle'))).status;
}

/** Two who wait are offered a vacant dwelling each. */
async function offered(): Promise<{
  readonly town: OfferTown;
  readonly waiting: string;
  readonly other: string;
  readonly ids: readonly string[];
}> {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    dwellings: [await aUsedDwelling(place), await aUsedDwelling(place)] as const,
    waiting: await aWaiting(place),
    other: await aWaiting(place),
  }));
  const ids = await offerIds(scene, town, [
    { householdId: built.waiting, dwellingId: built.dwellings[0] },
    { householdId: built.other, dwellingId: built.dwellings[1] },
  ]);
  return { town, ...built, ids };
}

it.each(['withdraw', 'expire'] as const)(
  '%s: the offer of the household goes with its application, the next in line is looked for, others keep theirs',
  async (action) => {
    const { town, waiting, ids } = await offered();
    expect(await settle(town, waiting, action)).toBe(action === 'withdraw' ? 'withdrawn' : 'expired');
    expect(await statesOf(town, ids)).toEqual(['withdrawn', 'open']);
    const ended = await peek(town, async (tx) => await findOffer(tx, town.municipalityId, ids[0] ?? ''));
    const reason = action === 'withdraw' ? 'application-withdrawn' : 'application-expired';
    expect(ended).toMatchObject({ answerReasonCode: reason, answeredOn: null });
    expect(await openTasks(town)).toEqual([{ kind: 'offer-withdrawn', subjectId: ids[0] }]);
    const jobs = await peek(
      town,
      async (tx) =>
        await tx.selectFrom('outbox').where('kind', '=', 'propose-successor').select('payload').execute(),
    );
    expect(jobs.map(({ payload }) => payload)).toEqual([
      { municipalityId: town.municipalityId, offerId: ids[0] },
    ]);
  },
);

it('an accepted offer without a lease goes, too, and with it whoever was to get the home', async () => {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    vacantId: await aUsedDwelling(place),
    tenant: await aSettled(place),
    lastId: await aWaiting(place),
  }));
  const ids = await offerIds(scene, town, [
    { householdId: built.tenant.householdId, dwellingId: built.vacantId },
    { householdId: built.lastId, dwellingId: built.tenant.homeId },
  ]);
  await acceptOffer(scene.deps, actorOf(town), ids[0] ?? '', aRequest('acceptOffer'));
  expect(await statesOf(town, ids)).toEqual(['accepted', 'open']);
  await settle(town, built.tenant.householdId, 'withdraw');
  expect(await statesOf(town, ids)).toEqual(['withdrawn', 'withdrawn']);
});

it('no acceptance is lost or left open beside a withdrawal at the same time', async () => {
  const { town, waiting, ids } = await offered();
  const [answer] = await Promise.allSettled([
    acceptOffer(scene.deps, actorOf(town), ids[0] ?? '', aRequest('acceptOffer')),
    settle(town, waiting, 'withdraw'),
  ]);
  expect(['fulfilled', 'rejected']).toContain(answer.status);
  expect((await statesOf(town, ids))[0]).toBe('withdrawn');
});
