import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import { historyOf } from '../../test/intake-scene.ts';
import {
  anOfferTown,
  aSettled,
  type Given,
  type OfferTown,
  offerIds,
  type Settled,
  statesOf,
} from '../../test/offer-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { acceptOffer } from '../offer/accept-offer.ts';
import { withdrawOffer } from '../offer/withdraw-offer.ts';
import { type LeaseOfOffer, type MakeLeaseOfOffer, makeLeaseOfOffer } from './make-lease-of-offer.ts';
import { registerLease } from './register-lease.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function accept(town: Town, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await acceptOffer(scene.deps, actorOf(town), id, aRequest('acceptOffer'));
}

async function make(
  town: Town,
  offerId: string,
  changes: Partial<MakeLeaseOfOffer> = {},
): Promise<LeaseOfOffer> {
  const command: MakeLeaseOfOffer = {
    offerId,
    startsOn: plainDate('2026-12-01'),
    regime: 'public-11-1',
    shortTerm: null,
    previousShortTerms: 0,
    signedOn: plainDate('2026-11-23'),
    exceptionsInfoGivenOn: plainDate('2026-11-22'),
    noTerminationInfoGivenOn: plainDate('2026-11-22'),
    hasEvictionClauseExpiry: true,
    hasEvictionClauseRent: true,
    rentOrePerMonth: 1_000_000,
    ...changes,
  };
  return await makeLeaseOfOffer(scene.deps, actorOf(town), command, aRequest('makeLeaseOfOffer'));
}

async function aFree(): Promise<Given & { readonly town: OfferTown; readonly offerId: string }> {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    dwellingId: await aUsedDwelling(place),
    householdId: await aWaiting(place),
  }));
  const [offerId = ''] = await offerIds(scene, town, [built]);
  return { town, ...built, offerId };
}

async function leasesOf(town: Town) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('leases')
        .select(['dwelling_id', 'household_id', 'starts_on', 'closed_on', 'closed_because', 'offer_id'])
        .orderBy('id')
        .execute(),
  );
}

async function statusOf(town: Town, householdId: string): Promise<string | undefined> {
  return await peek(town, async (tx) => {
    const rows = await tx
      .selectFrom('housing_applications')
      .where('household_id', '=', householdId)
      .select('status')
      .execute();
    return rows[0]?.status;
  });
}

describe('a lease of an accepted offer', () => {
  it('runs for three years, houses the application and fulfils the offer', async () => {
    const { town, offerId, dwellingId, householdId } = await aFree();
    await expect(make(town, offerId)).rejects.toMatchObject({ code: 'record.transition-refused' });
    await accept(town, offerId);
    expect(await make(town, offerId)).toMatchObject({
      lastDay: '2029-11-30',
      allocationKind: 'new',
      closedLeases: [],
      warnings: [],
      legalState: { state: 'upcoming' },
    });
    expect(await leasesOf(town)).toMatchObject([
      { dwelling_id: dwellingId, household_id: householdId, offer_id: offerId, closed_on: null },
    ]);
    expect(await statesOf(town, [offerId])).toEqual(['fulfilled']);
    expect(await statusOf(town, householdId)).toBe('housed');
    expect((await historyOf(scene, town, householdId)).at(-1)).toMatch(/^housed own \d+ out$/);
    await expect(make(town, offerId)).rejects.toMatchObject({ code: 'record.transition-refused' });
    const withdrawal = { offerId, reasonCode: 'made-in-error' } as const;
    await expect(
      withdrawOffer(scene.deps, actorOf(town), withdrawal, aRequest('withdrawOffer')),
    ).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('is shorter on a basis only that the tenant was told of in time', async () => {
    const { town, offerId } = await aFree();
    await accept(town, offerId);
    const short = { lastDay: plainDate('2027-11-30') };
    const basis = { basis: 'special-reasons', reasonGivenOn: null, weighty: false } as const;
    await expect(make(town, offerId, short)).rejects.toMatchObject({
      code: 'lease.short-term-unlawful',
      details: { field: 'shortTerm' },
    });
    await expect(
      make(town, offerId, { ...short, shortTerm: basis, exceptionsInfoGivenOn: null }),
    ).rejects.toMatchObject({ code: 'lease.short-term-unlawful' });
    await expect(
      make(town, offerId, { ...short, shortTerm: basis, previousShortTerms: 1 }),
    ).rejects.toMatchObject({ code: 'lease.short-term-unlawful' });
    await expect(make(town, offerId, { ...short, shortTerm: basis })).resolves.toMatchObject({
      warnings: [],
    });
  });

  it('may have no end, and says what the law makes of it', async () => {
    const { town, offerId } = await aFree();
    await accept(town, offerId);
    const made = await make(town, offerId, { lastDay: null });
    expect(made).toMatchObject({ lastDay: null, warnings: [{ because: 'no-end-date' }] });
  });

  it('ends a mover’s earlier lease on its first day, and counts as a swap', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      mover: await aSettled(place),
      vacantId: await aUsedDwelling(place),
      waitingId: await aWaiting(place),
    }));
    const { mover, vacantId, waitingId } = built;
    const [first = '', second = ''] = await offerIds(scene, town, [
      { householdId: mover.householdId, dwellingId: vacantId },
      { householdId: waitingId, dwellingId: mover.homeId },
    ]);
    await accept(town, first, second);
    await expect(make(town, second)).rejects.toMatchObject({ code: 'lease.dwelling-not-vacated' });
    expect(await make(town, first)).toMatchObject({ allocationKind: 'swap', closedLeases: [{}] });
    const early = make(town, second, { startsOn: plainDate('2026-11-30'), lastDay: null });
    await expect(early).rejects.toMatchObject({
      code: 'lease.dwelling-not-vacated',
      details: { facts: { freeFrom: '2026-12-01' } },
    });
    expect(await make(town, second)).toMatchObject({ allocationKind: 'new' });
    expect((await leasesOf(town))[0]).toMatchObject({
      closed_on: '2026-12-01',
      closed_because: 'vacated',
    });
  });

  it('of a circle is made when all have accepted, each in its turn', async () => {
    const { town, built } = await anOfferTown(scene, async (place): Promise<readonly Settled[]> => {
      return [await aSettled(place), await aSettled(place), await aSettled(place)];
    });
    const given = built.map(({ householdId }, index) => ({
      householdId,
      dwellingId: built[(index + 1) % 3]?.homeId ?? '',
    }));
    const ids = await offerIds(scene, town, given);
    await accept(town, ids[0] ?? '', ids[1] ?? '');
    await expect(make(town, ids[0] ?? '')).rejects.toMatchObject({ code: 'offer.circle-open' });
    await accept(town, ids[2] ?? '');
    const [first = '', ...others] = ids;
    await make(town, first);
    // The tenant of the next has no home any more but the one that is offered.
    const withdraw = { offerId: others[0] ?? '', reasonCode: 'circumstances-changed' } as const;
    await expect(
      withdrawOffer(scene.deps, actorOf(town), withdraw, aRequest('withdrawOffer')),
    ).rejects.toMatchObject({ code: 'offer.circle-underway' });
    for (const id of others) await make(town, id);
    const leases = await leasesOf(town);
    expect(leases.slice(0, 3).map(({ closed_on }) => closed_on)).toEqual([
      '2026-12-01',
      '2026-12-01',
      '2026-12-01',
    ]);
    expect(leases.slice(3).map(({ household_id, dwelling_id }) => [household_id, dwelling_id])).toEqual(
      given.map(({ householdId, dwellingId }) => [householdId, dwellingId]),
    );
  });

  it('is refused where somebody else has got the dwelling, and leaves everything as it was', async () => {
    const { town, offerId, dwellingId, householdId } = await aFree();
    await accept(town, offerId);
    await aLease(town, { dwelling_id: dwellingId, household_id: await aHousehold(town) });
    await expect(make(town, offerId)).rejects.toMatchObject({ code: 'lease.dwelling-not-vacated' });
    expect(await statesOf(town, [offerId])).toEqual(['accepted']);
    expect(await statusOf(town, householdId)).toBe('in-queue');
  });

  it('is not made past the household that has the offer, and may be made for it', async () => {
    const { town, offerId, dwellingId, householdId } = await aFree();
    await accept(town, offerId);
    const register = async (tenant: string): Promise<unknown> =>
      await registerLease(
        scene.deps,
        actorOf(town),
        aLeaseToRegister({ dwellingId, householdId: tenant }),
        aRequest('registerLease'),
      );
    await expect(register(await aWaiting(town))).rejects.toMatchObject({
      code: 'lease.dwelling-under-offer',
    });
    await expect(register(householdId)).resolves.toMatchObject({ version: 1 });
  });

  it('of many at once is made once', async () => {
    const { town, offerId } = await aFree();
    await accept(town, offerId);
    const all = await Promise.allSettled(Array.from({ length: 20 }, async () => await make(town, offerId)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await leasesOf(town)).toHaveLength(1);
  });
});
