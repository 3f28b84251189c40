import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aMember, nameForCase, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { anOfferTown, aSettled, type OfferTown, offerIds, type Settled } from '../../test/offer-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { aKeepApart, aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { registerApplication } from '../application/register-application.ts';
import { getHousehold } from '../household/get-household.ts';
import { listHouseholds } from '../household/list-households.ts';
import { mergeHouseholds } from '../household/merge-households.ts';
import { makeLeaseOfOffer } from '../lease/make-lease-of-offer.ts';
import { acceptOffer } from '../offer/accept-offer.ts';
import { declineOffer } from '../offer/decline-offer.ts';
import { proposeSuccessor } from '../offer/propose-successor.ts';
import { getOffer, listOffers } from '../offer/read-offers.ts';
import { listSuccessions } from '../offer/read-successions.ts';
import { withdrawOffer } from '../offer/withdraw-offer.ts';
import { setAddressProtection } from '../protection/set-address-protection.ts';

let scene: RecordsScene;
const ANYTHING: unknown = expect.anything();

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function protect(town: Town, householdId: string): Promise<void> {
  await aMember(town, householdId, { address_protection: 'strictly-confidential' });
}

interface Line {
  readonly town: OfferTown;
  readonly vacantId: string;
  readonly first: Settled;
  readonly second: Settled;
  readonly offers: readonly [string, string];
}

/** A vacant dwelling for the first, whose home is for the second. */
async function aLine(): Promise<Line> {
  const { town, built } = await anOfferTown(scene, async (place) => ({
    vacantId: await aUsedDwelling(place),
    first: await aSettled(place),
    second: await aSettled(place),
  }));
  const { vacantId, first, second } = built;
  const [one = '', other = ''] = await offerIds(scene, town, [
    { householdId: first.householdId, dwellingId: vacantId },
    { householdId: second.householdId, dwellingId: first.homeId },
  ]);
  return { town, ...built, offers: [one, other] };
}

const NO = { reasonCode: 'area' } as const;
const BACK = { reasonCode: 'made-in-error' } as const;

async function lease(town: Town, offerId: string, startsOn = '2026-12-01') {
  const command = {
    offerId,
    startsOn: plainDate(startsOn),
    regime: 'ordinary',
    shortTerm: null,
    previousShortTerms: 0,
    signedOn: TODAY,
    exceptionsInfoGivenOn: null,
    noTerminationInfoGivenOn: TODAY,
    hasEvictionClauseExpiry: true,
    hasEvictionClauseRent: true,
    rentOrePerMonth: 1_000_000,
  } as const;
  return await makeLeaseOfOffer(scene.deps, actorOf(town), command, aRequest('makeLeaseOfOffer'));
}

describe('an answer about one case does not name another that is hidden', () => {
  it('when an offer is accepted, declined or taken back, and another goes with it', async () => {
    const answers = [
      async ({ town, offers: [id] }: Line) =>
        await acceptOffer(scene.deps, actorOf(town), id, aRequest('acceptOffer')),
      async ({ town, offers: [offerId] }: Line) =>
        await declineOffer(scene.deps, actorOf(town), { offerId, ...NO }, aRequest('declineOffer')),
      async ({ town, offers: [offerId] }: Line) =>
        await withdrawOffer(scene.deps, actorOf(town), { offerId, ...BACK }, aRequest('withdrawOffer')),
    ];
    for (const answer of answers) {
      const open = await answer(await aLine());
      expect([...open.sent, ...open.withdrawn]).toHaveLength(1);
      const line = await aLine();
      await protect(line.town, line.second.householdId);
      expect(await answer(line)).toMatchObject({ sent: [], withdrawn: [] });
    }
  });

  it('when an offer waits for another one', async () => {
    const { town, first, offers } = await aLine();
    const [waitedFor, id] = offers;
    expect(await getOffer(scene.deps, actorOf(town), id)).toMatchObject({ waitsForId: waitedFor });
    await protect(town, first.householdId);
    expect(await getOffer(scene.deps, actorOf(town), id)).toMatchObject({ waitsForId: null });
    const { items } = await listOffers(scene.deps, actorOf(town), { limit: 9 });
    expect(items).toMatchObject([{ id, waitsForId: null }]);
  });

  it('when somebody is next in line after it', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      first: await aWaiting(place, { need_points: 9 }),
      second: await aWaiting(place, { need_points: 1 }),
      dwellingId: await aUsedDwelling(place),
    }));
    const { first, dwellingId } = built;
    const [offerId = ''] = await offerIds(scene, town, [{ householdId: first, dwellingId }]);
    await declineOffer(scene.deps, actorOf(town), { offerId, ...NO }, aRequest('declineOffer'));
    const { municipalityId } = town;
    await proposeSuccessor(scene.deps, { municipalityId, offerId, requestId: nextId() });
    const after = async () =>
      (await listSuccessions(scene.deps, actorOf(town), { limit: 9 })).items.map(
        ({ householdId, afterOfferId }) => [householdId, afterOfferId],
      );
    expect(await after()).toEqual([[built.second, offerId]]);
    await protect(town, first);
    expect(await after()).toEqual([[built.second, null]]);
    const logged = await peek(
      town,
      async (tx) => await tx.selectFrom('access_events').select(['operation', 'household_ids']).execute(),
    );
    expect(logged.filter(({ operation }) => operation === 'list-successions').at(-1)?.household_ids).toEqual([
      built.second,
    ]);
  });

  it('when a lease makes an end of another, in a circle of moves', async () => {
    const { town, built } = await anOfferTown(scene, async (place): Promise<readonly Settled[]> => {
      return [await aSettled(place), await aSettled(place)];
    });
    const [one, other] = built;
    const ids = await offerIds(scene, town, [
      { householdId: one?.householdId ?? '', dwellingId: other?.homeId ?? '' },
      { householdId: other?.householdId ?? '', dwellingId: one?.homeId ?? '' },
    ]);
    for (const id of ids) await acceptOffer(scene.deps, actorOf(town), id, aRequest('acceptOffer'));
    await protect(town, other?.householdId ?? '');
    const made = await lease(town, ids[0] ?? '');
    const own = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('leases')
          .where('household_id', '=', one?.householdId ?? '')
          .where('closed_on', 'is not', null)
          .select('id')
          .execute(),
    );
    expect(made.closedLeases).toEqual(own.map(({ id }) => id));
  });

  it('when a dwelling is not vacated yet', async () => {
    const { town, first, offers } = await aLine();
    for (const id of offers) await acceptOffer(scene.deps, actorOf(town), id, aRequest('acceptOffer'));
    const [, offerId] = offers;
    const refusal = async (): Promise<unknown> => await lease(town, offerId).catch((error: unknown) => error);
    expect(await refusal()).toMatchObject({
      code: 'lease.dwelling-not-vacated',
      details: { facts: { leaseId: ANYTHING } },
    });
    await protect(town, first.householdId);
    const hidden = await refusal();
    expect(hidden).toMatchObject({ code: 'lease.dwelling-not-vacated' });
    expect(JSON.stringify(hidden)).not.toContain('leaseId');
    expect(hidden).toMatchObject({ details: { field: 'startsOn' } });
    expect(hidden).not.toMatchObject({ details: { facts: ANYTHING } });
  });
});

async function merge(town: Town, keptHouseholdId: string, mergedHouseholdId: string) {
  const command = { keptHouseholdId, mergedHouseholdId, reason: 'Registered twice in one week.' };
  return await mergeHouseholds(scene.deps, actorOf(town), command, aRequest('mergeHouseholds'));
}

describe('of two registrations of one household', () => {
  it('the one does not name the other where that is hidden', async () => {
    const town = await aTown(scene);
    const [kept, merged] = [await aHousehold(town), await aHousehold(town)];
    await merge(town, kept, merged);
    const seen = async () => ({
      one: (await getHousehold(scene.deps, actorOf(town), merged)).mergedIntoId,
      listed: (
        await listHouseholds(scene.deps, actorOf(town), { afterReference: undefined, limit: 9 })
      ).items.find(({ id }) => id === merged)?.mergedIntoId,
    });
    const apply = async (): Promise<unknown> =>
      await registerApplication(
        scene.deps,
        actorOf(town),
        { householdId: merged, source: 'digital', receivedOn: TODAY },
        aRequest('registerApplication'),
      ).catch((error: unknown) => error);
    expect(await seen()).toEqual({ one: kept, listed: kept });
    expect(await apply()).toMatchObject({ details: { facts: { keptHouseholdId: kept } } });
    await aRecusal(town, actorOf(town), kept);
    expect(await seen()).toEqual({ one: null, listed: null });
    const refused = await apply();
    expect(refused).toMatchObject({ code: 'household.merged' });
    expect(refused).not.toMatchObject({ details: { facts: ANYTHING } });
  });

  it('the one is kept apart from whom the other was, without a word where that is hidden', async () => {
    const town = await aTown(scene);
    const [kept, merged, hidden] = [await aHousehold(town), await aHousehold(town), await aHousehold(town)];
    await aKeepApart(town, [merged, hidden], 'building');
    await expect(merge(town, kept, merged)).rejects.toMatchObject({
      details: { facts: { obstacle: 'keep-apart' } },
    });
    await protect(town, hidden);
    await merge(town, kept, merged);
    const pairs = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('keep_apart')
          .select(['household_a_id', 'household_b_id', 'scope', 'owner'])
          .orderBy('id', 'desc')
          .execute(),
    );
    expect(pairs).toHaveLength(2);
    expect(pairs.map((pair) => new Set([pair.household_a_id, pair.household_b_id]))).toContainEqual(
      new Set([kept, hidden]),
    );
    expect(new Set(pairs.map(({ scope, owner }) => `${scope} ${owner}`))).toEqual(
      new Set(['building owner']),
    );
  });

  it.each(['kept', 'merged'] as const)(
    'both are for the same named people where the %s one is',
    async (which) => {
      const town = await aTown(scene);
      const pair = { kept: await aHousehold(town), merged: await aHousehold(town) };
      const [kari, per, other] = ['kari', 'per', 'other'].map((id) => ({ ...actorOf(town), id }));
      if (kari === undefined || per === undefined || other === undefined) throw new Error('nobody');
      await protect(town, pair[which]);
      for (const { id } of [kari, per]) await nameForCase(town, pair[which], id);
      const command = {
        keptHouseholdId: pair.kept,
        mergedHouseholdId: pair.merged,
        reason: 'Registered twice in one week.',
      };
      await mergeHouseholds(scene.deps, kari, command, aRequest('mergeHouseholds'));
      for (const id of Object.values(pair)) {
        await expect(getHousehold(scene.deps, per, id)).resolves.toMatchObject({ id });
        await expect(getHousehold(scene.deps, other, id)).rejects.toMatchObject({
          code: 'household.not-found',
        });
      }
      const listed = await listHouseholds(scene.deps, other, { afterReference: undefined, limit: 9 });
      expect(listed).toMatchObject({ items: [], totalCount: 0 });
    },
  );

  it('both are, where somebody of the one is protected later', async () => {
    const town = await aTown(scene);
    const [kept, merged] = [await aHousehold(town), await aHousehold(town)];
    await merge(town, kept, merged);
    const personId = await aMember(town, kept);
    const [kari, other] = [actorOf(town), { ...actorOf(town), id: 'other' }];
    await expect(getHousehold(scene.deps, other, merged)).resolves.toBeDefined();
    const { version } = await getHousehold(scene.deps, kari, kept);
    await setAddressProtection(
      scene.deps,
      kari,
      { householdId: kept, personId, version, grade: 'confidential' },
      aRequest('setAddressProtection'),
    );
    for (const id of [kept, merged]) {
      await expect(getHousehold(scene.deps, kari, id)).resolves.toMatchObject({ id });
      await expect(getHousehold(scene.deps, other, id)).rejects.toMatchObject({
        code: 'household.not-found',
      });
    }
  });
});
