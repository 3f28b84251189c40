import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOpenMeeting, aProposedRound, signAs } from '../../test/meeting-scene.ts';
import { offersOf } from '../../test/offer-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { aClosing, aMoveRequest, through } from '../../test/rotation-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { makeLeaseOfOffer } from '../lease/make-lease-of-offer.ts';
import { acceptOffer } from '../offer/accept-offer.ts';
import { getProposal } from '../round/get-proposal.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Expecting {
  readonly town: Town;
  readonly roundId: string;
  readonly dwellingId: string;
  /** Of the tenant who was asked to move and is still there. */
  readonly leaseId: string;
  readonly tenantId: string;
  readonly waitingId: string;
}

/** A round that proposes the dwelling of a tenant who was asked to move. */
async function aRoundThatExpects(): Promise<Expecting> {
  const town = await aTown(scene);
  const dwellingId = await aUsedDwelling(town);
  const tenantId = await aHousehold(town);
  const tenancy = { dwelling_id: dwellingId, household_id: tenantId, ...through('2026-10-31') };
  const leaseId = await aLease(town, tenancy);
  await aMoveRequest(town, leaseId, '2026-11-05');
  const waitingId = await aWaiting(town);
  const roundId = await aProposedRound(scene, town, { forecastCertainty: 'likely' });
  await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'second', 'third'] });
  return { town, roundId, dwellingId, leaseId, tenantId, waitingId };
}

async function sign({ town, roundId }: Expecting, staleReason?: string) {
  await signAs(scene, town, roundId, 'chair', staleReason);
  return await signAs(scene, town, roundId, 'second', staleReason);
}

describe('a dwelling that is expected to become vacant', () => {
  it('is proposed with its day and certainty', async () => {
    const { town, roundId, dwellingId, waitingId } = await aRoundThatExpects();
    const { placements } = await getProposal(scene.deps, actorOf(town), roundId);
    expect(placements).toMatchObject([
      {
        household: { id: waitingId },
        dwelling: { id: dwellingId, vacancy: 'forecast', availableFrom: '2026-12-31', certainty: 'likely' },
      },
    ]);
  });

  it('is offered while its tenant is there, and let only once the tenant has left', async () => {
    const expecting = await aRoundThatExpects();
    const { town, leaseId } = expecting;
    const { decided, conflicts } = await sign(expecting);
    expect(conflicts).toEqual([]);
    const [offerId = ''] = decided.flatMap((decision) => decision.offerId ?? []);
    expect(await offersOf(town, [offerId])).toMatchObject([{ state: 'open', waitsForId: null }]);
    await acceptOffer(scene.deps, actorOf(town), offerId, aRequest('acceptOffer'));
    const lease = async () =>
      await makeLeaseOfOffer(
        scene.deps,
        actorOf(town),
        {
          offerId,
          startsOn: plainDate('2027-01-01'),
          regime: 'ordinary',
          shortTerm: null,
          previousShortTerms: 0,
          signedOn: TODAY,
          exceptionsInfoGivenOn: null,
          noTerminationInfoGivenOn: TODAY,
          hasEvictionClauseExpiry: true,
          hasEvictionClauseRent: true,
          rentOrePerMonth: 1_000_000,
        },
        aRequest('makeLeaseOfOffer'),
      );
    await expect(lease()).rejects.toMatchObject({
      code: 'lease.dwelling-not-vacated',
      details: { facts: { leaseId } },
    });
    await aClosing(town, leaseId, '2027-01-02');
    await expect(lease()).rejects.toMatchObject({ details: { facts: { freeFrom: '2027-01-02' } } });
    await peek(town, async (tx) => {
      const day = plainDate('2026-12-31');
      await tx.updateTable('leases').set({ closed_on: day }).where('id', '=', leaseId).execute();
    });
    expect(await lease()).toMatchObject({ allocationKind: 'new', lastDay: '2029-12-31' });
  });

  it('is not offered when it is no longer expected: the tenant has got a new lease', async () => {
    const expecting = await aRoundThatExpects();
    const { town, dwellingId, leaseId, tenantId, waitingId } = expecting;
    await peek(town, async (tx) => {
      const renewed = { closed_on: plainDate('2026-11-22'), closed_because: 'renewed' } as const;
      await tx.updateTable('leases').set(renewed).where('id', '=', leaseId).execute();
    });
    const startsOn = plainDate('2026-11-22');
    await aLease(town, {
      dwelling_id: dwellingId,
      household_id: tenantId,
      starts_on: startsOn,
      last_day: null,
    });
    const { conflicts } = await sign(expecting, 'The tenant of the dwelling has been given a new lease.');
    expect(conflicts).toEqual([{ householdId: waitingId, dwellingId, because: 'dwelling-taken' }]);
    const offers = await peek(town, async (tx) => await tx.selectFrom('offers').select('id').execute());
    expect(offers).toEqual([]);
  });
});
