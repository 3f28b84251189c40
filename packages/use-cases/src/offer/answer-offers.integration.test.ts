import type { OfferRow } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ANSWER_DAYS,
  anOfferTown,
  aSettled,
  type OfferTown,
  offerIds,
  offersOf,
  openTasks,
  type Settled,
  statesOf,
} from '../../test/offer-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { type AnsweredOffer, acceptOffer, type OfferDeps } from './accept-offer.ts';
import { declineOffer } from './decline-offer.ts';
import { enqueueExpiry, expireOffers } from './expire-offers.ts';
import { withdrawOffer } from './withdraw-offer.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

function depsOn(today: string): OfferDeps {
  const clock = { now: () => `${today}T08:00:00Z`, today: () => plainDate(today) };
  return { ...scene.deps, clock };
}

async function accept(town: Town, id: string, today = '2026-11-24'): Promise<AnsweredOffer> {
  return await acceptOffer(depsOn(today), actorOf(town), id, aRequest('acceptOffer'));
}

async function decline(town: Town, offerId: string, today = '2026-11-24'): Promise<AnsweredOffer> {
  const command = { offerId, reasonCode: 'area' } as const;
  return await declineOffer(depsOn(today), actorOf(town), command, aRequest('declineOffer'));
}

async function jobsOf(town: Town): Promise<readonly object[]> {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('outbox')
        .where('queue', '=', 'offers')
        .select(['kind', 'payload'])
        .orderBy('id')
        .execute(),
  );
}

/** A vacant dwelling for `first`, whose home is for `second`, whose home is for one who waits: three offers. */
async function aLine(): Promise<{ readonly town: OfferTown; readonly ids: readonly string[] }> {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    vacantId: await aUsedDwelling(place),
    first: await aSettled(place),
    second: await aSettled(place),
    lastId: await aWaiting(place),
  }));
  const { vacantId, first, second, lastId } = built;
  const ids = await offerIds(scene, town, [
    { householdId: first.householdId, dwellingId: vacantId },
    { householdId: second.householdId, dwellingId: first.homeId },
    { householdId: lastId, dwellingId: second.homeId },
  ]);
  return { town, ids };
}

/** Three tenants who change homes in a circle. */
async function aCircle(): Promise<{ readonly town: OfferTown; readonly ids: readonly string[] }> {
  const { town, built } = await anOfferTown(scene, async (place): Promise<readonly Settled[]> => {
    return [await aSettled(place), await aSettled(place), await aSettled(place)];
  });
  const ids = await offerIds(
    scene,
    town,
    built.map(({ householdId }, index) => ({
      householdId,
      dwellingId: built[(index + 1) % 3]?.homeId ?? '',
    })),
  );
  return { town, ids };
}

async function anOpen(): Promise<{
  readonly town: OfferTown;
  readonly id: string;
  readonly householdId: string;
}> {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    householdId: await aWaiting(place),
    dwellingId: await aUsedDwelling(place),
  }));
  const [id = ''] = await offerIds(scene, town, [built]);
  return { town, id, householdId: built.householdId };
}

describe('an acceptance', () => {
  it('asks whoever waits for the home, from that day on', async () => {
    const { town, ids } = await aLine();
    const [first = '', second = '', last = ''] = ids;
    expect(await accept(town, first, '2026-11-25')).toEqual({
      id: first,
      state: 'accepted',
      withdrawn: [],
      sent: [second],
    });
    expect(await offersOf(town, ids)).toMatchObject([
      { state: 'accepted', answeredOn: '2026-11-25' },
      { state: 'open', sentOn: '2026-11-25', answerBy: '2026-12-02' },
      { state: 'waiting' },
    ]);
    expect(await accept(town, second, '2026-12-02')).toMatchObject({ sent: [last] });
  });

  it('withdraws the household’s other offers, and sends what waited for one of them', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      mover: await aSettled(place),
      waitingId: await aWaiting(place),
      one: await aUsedDwelling(place),
      two: await aUsedDwelling(place),
    }));
    const { mover, waitingId, one, two } = built;
    const [first = '', waits = ''] = await offerIds(scene, town, [
      { householdId: mover.householdId, dwellingId: one },
      { householdId: waitingId, dwellingId: mover.homeId },
    ]);
    const [other = ''] = await offerIds(scene, town, [{ householdId: mover.householdId, dwellingId: two }]);
    expect(await accept(town, other)).toMatchObject({ withdrawn: [first], sent: [waits] });
    expect(await offersOf(town, [first, waits])).toMatchObject([
      { state: 'withdrawn' },
      { state: 'open', waitsForId: other },
    ]);
    expect(await jobsOf(town)).toMatchObject([{ kind: 'propose-successor', payload: { offerId: first } }]);
  });

  it('is taken on the last day and refused on the next, though no job has closed the offer', async () => {
    const { town, id } = await anOpen();
    expect(ANSWER_DAYS).toBe(7);
    await expect(accept(town, id, '2026-12-01')).rejects.toMatchObject({
      code: 'offer.deadline-passed',
      details: { facts: { answerBy: '2026-11-30' } },
    });
    await expect(decline(town, id, '2026-12-01')).rejects.toMatchObject({ code: 'offer.deadline-passed' });
    expect(await accept(town, id, '2026-11-30')).toMatchObject({ state: 'accepted' });
  });

  it('is refused a second time, and of an offer that is not sent, with what is allowed', async () => {
    const { town, ids } = await aLine();
    await expect(accept(town, ids[1] ?? '')).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'waiting', action: 'accept', allowed: 'send, withdraw' } },
    });
    await accept(town, ids[0] ?? '');
    await expect(accept(town, ids[0] ?? '')).rejects.toMatchObject({
      details: { facts: { state: 'accepted', allowed: 'fulfil, withdraw' } },
    });
  });

  it('is refused for a household that has left the queue since', async () => {
    const { town, id } = await anOpen();
    await peek(town, async (tx) => {
      await tx.updateTable('housing_applications').set({ status: 'withdrawn' }).execute();
    });
    await expect(accept(town, id)).rejects.toMatchObject({ code: 'offer.household-gone' });
    expect(await decline(town, id)).toMatchObject({ state: 'declined' });
  });

  it('is not for a member who is recused, or of another municipality', async () => {
    const { town, id, householdId } = await anOpen();
    await expect(accept({ ...town, ...scene.elsewhere }, id)).rejects.toMatchObject({
      code: 'offer.not-found',
    });
    await peek(town, async (tx) => {
      const row = { municipality_id: town.municipalityId, id: nextId(), household_id: householdId };
      const recusal = { ...row, member: actorOf(town).id, ground: 'family' } as const;
      await tx.insertInto('recusals').values(recusal).execute();
    });
    await expect(accept(town, id)).rejects.toMatchObject({ code: 'offer.not-found' });
  });
});

describe('an offer that is declined', () => {
  it('takes with it the offers that wait for it, and leaves tasks and jobs', async () => {
    const { town, ids } = await aLine();
    const [first = '', second = '', last = ''] = ids;
    expect(await decline(town, first)).toMatchObject({ withdrawn: [second, last] });
    expect(await statesOf(town, ids)).toEqual(['declined', 'withdrawn', 'withdrawn']);
    expect(await openTasks(town)).toEqual([
      { kind: 'offer-declined', subjectId: first },
      { kind: 'offer-withdrawn', subjectId: second },
      { kind: 'offer-withdrawn', subjectId: last },
    ]);
    expect(await jobsOf(town)).toHaveLength(3);
  });

  it('breaks a circle: nobody of it moves', async () => {
    const { town, ids } = await aCircle();
    await accept(town, ids[0] ?? '');
    await decline(town, ids[1] ?? '');
    expect(await statesOf(town, ids)).toEqual(['withdrawn', 'declined', 'withdrawn']);
  });

  it('costs the household nothing: its place stays, and a flag waits for a case officer', async () => {
    const { town, id, householdId } = await anOpen();
    await decline(town, id);
    const stored = await peek(town, async (tx) => ({
      refusals: await tx.selectFrom('offer_refusals').selectAll().execute(),
      applications: await tx
        .selectFrom('housing_applications')
        .where('household_id', '=', householdId)
        .select('status')
        .execute(),
    }));
    expect(stored.refusals).toMatchObject([
      { offer_id: id, reason_code: 'area', consequence: 'flag', assessed_as: null },
    ]);
    expect(stored.applications).toEqual([{ status: 'in-queue' }]);
  });
});

describe('an offer that is withdrawn', () => {
  it('may be accepted already, and takes those with it that wait', async () => {
    const { town, ids } = await aLine();
    await accept(town, ids[0] ?? '');
    const command = { offerId: ids[0] ?? '', reasonCode: 'dwelling-unavailable' } as const;
    await withdrawOffer(depsOn('2026-11-24'), actorOf(town), command, aRequest('withdrawOffer'));
    expect(await statesOf(town, ids)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    const again = withdrawOffer(depsOn('2026-11-24'), actorOf(town), command, aRequest('withdrawOffer'));
    await expect(again).rejects.toMatchObject({ code: 'record.transition-refused' });
  });
});

async function run(town: Town, today: string): Promise<readonly string[]> {
  return await expireOffers(depsOn(today), { municipalityId: town.municipalityId, requestId: nextId() });
}

describe('the job that closes offers', () => {
  it('closes none on the last day and all on the next, once', async () => {
    const { town, ids } = await aLine();
    expect(await run(town, '2026-11-30')).toEqual([]);
    expect(await enqueueExpiry(depsOn('2026-11-30'), town.municipalityId)).toBe(false);
    expect(await enqueueExpiry(depsOn('2026-12-01'), town.municipalityId)).toBe(true);
    expect(await run(town, '2026-12-01')).toEqual([ids[0]]);
    expect(await statesOf(town, ids)).toEqual(['expired', 'withdrawn', 'withdrawn']);
    const tasks = await openTasks(town);
    expect(tasks[0]).toEqual({ kind: 'offer-expired', subjectId: ids[0] });
    expect(await run(town, '2026-12-01')).toEqual([]);
    expect(await openTasks(town)).toEqual(tasks);
    await expect(accept(town, ids[0] ?? '')).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('catches up after standing still, and leaves no overdue offer of a circle open', async () => {
    const { town, ids } = await aCircle();
    expect(await run(town, '2027-02-01')).toEqual([ids.toSorted()[0]]);
    const states: readonly OfferRow['state'][] = (await offersOf(town, ids)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['expired', 'withdrawn', 'withdrawn']);
  });

  it('and an answer at the same time: one of them counts', async () => {
    const { town, id } = await anOpen();
    // The clock of the answer stands before midnight, that of the job after.
    const [answer] = await Promise.allSettled([accept(town, id, '2026-11-30'), run(town, '2026-12-01')]);
    expect(await statesOf(town, [id])).toEqual([answer.status === 'fulfilled' ? 'accepted' : 'expired']);
  });
});
