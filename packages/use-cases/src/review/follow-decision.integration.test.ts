import { findNoticeFacts } from '@boligtrapp/database';
import { addDays, type PlainDateString, plainDate } from '@boligtrapp/domain';
import { anApplication, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyOf } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import {
  A_REVIEW_REASON,
  anOpenReview,
  aPreparedReview,
  aTenancy,
  decide,
  type Tenancy,
  TO_RENEW,
} from '../../test/review-scene.ts';
import { aNight, flagLines } from '../../test/rotation-scene.ts';
import {
  ALWAYS_A_DWELLING,
  anOffer,
  aTown,
  aUsedDwelling,
  frozenFacts,
  type Town,
} from '../../test/round-scene.ts';
import { reviewAppeal } from '../appeal/handle-appeal.ts';
import { listAssessments } from '../assessment/read-assessments.ts';
import { listForecastVacancies } from '../forecast/list-forecast-vacancies.ts';
import { closeLease } from '../lease/close-lease.ts';
import { getLease } from '../lease/get-lease.ts';
import { getLeaseMoney } from '../lease/get-lease-money.ts';
import { recordLeaseDeposit, releaseDeposit } from '../lease/lease-deposits.ts';
import { makeLeaseOfOffer } from '../lease/make-lease-of-offer.ts';
import { getReview } from './read-reviews.ts';
import { type RenewedLease, type RenewLease, renewLease } from './renew-lease.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const TO_MOVE = { outcome: 'moved', termMonths: null, ...A_REVIEW_REASON } as const;

/** A tenant on level 1 who needs level 3. */
async function aMisplaced(town: Town): Promise<Tenancy> {
  return await aTenancy(town, { assessment: { level: 3 } });
}

async function readinessOf(
  town: Town,
  { householdId }: Tenancy,
): Promise<readonly (readonly [boolean, string])[]> {
  const query = { householdId, limit: 9 };
  const { items } = await listAssessments(scene.deps, actorOf(town), query);
  return items.map(({ readyToMove, assessedBy }) => [readyToMove, assessedBy] as const);
}

/** Which dwellings are expected to become vacant, and why. */
async function forecast(town: Town): Promise<readonly (readonly [string, string])[]> {
  const { vacancies } = await listForecastVacancies(scene.deps, actorOf(town), {});
  return vacancies.map(({ dwellingId, because }) => [dwellingId, because.join()] as const);
}

async function renew(
  town: Town,
  reviewId: string,
  changes: Partial<RenewLease> = {},
  request = aRequest('renewLease'),
): Promise<RenewedLease> {
  const terms = {
    reviewId,
    regime: 'ordinary',
    signedOn: plainDate('2026-11-20'),
    exceptionsInfoGivenOn: null,
    noTerminationInfoGivenOn: plainDate('2026-11-20'),
    hasEvictionClauseExpiry: true,
    hasEvictionClauseRent: true,
    rentOrePerMonth: 1_000_000,
    ...changes,
  } as const;
  return await renewLease(scene.deps, actorOf(town), terms, request);
}

describe('a decision that the tenant moves', () => {
  it('makes a mover of the tenant, for rounds with movers, and shows the dwelling to forecasts', async () => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    expect((await frozenFacts(scene, town)).households).toEqual([]);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const { recommendation } = await getReview(scene.deps, actorOf(town), reviewId);
    expect(recommendation).toMatchObject({ outcome: 'moved', target: { track: 'welfare', level: 3 } });
    const target = { track: 'welfare', level: 3 } as const;
    await decide(scene, town, reviewId, { ...TO_MOVE, target });
    expect(await readinessOf(town, tenancy)).toEqual([
      [true, 'builder'],
      [false, 'builder'],
    ]);
    const { households } = await frozenFacts(scene, town);
    expect(households).toMatchObject([
      { id: tenancy.householdId, level: 3, currentDwellingId: tenancy.dwellingId },
    ]);
    expect((await frozenFacts(scene, town, { includesMovers: false })).households).toEqual([]);
    expect(await forecast(town)).toEqual([[tenancy.dwellingId, 'review-moved']]);
  });

  it('goes by the queue, too, where the tenant waits there', async () => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    await anApplication(town, { household_id: tenancy.householdId });
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId, { ...TO_MOVE, target: { track: 'welfare', level: 3 } });
    expect(await readinessOf(town, tenancy)).toHaveLength(2);
  });

  it('is done with when the tenant has another home: it is not moved on by the next round', async () => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId, { ...TO_MOVE, target: { track: 'welfare', level: 3 } });
    const dwelling_id = await aUsedDwelling(town, [ALWAYS_A_DWELLING], { level: 3 });
    await anOffer(town, { dwelling_id, household_id: tenancy.householdId, state: 'accepted' });
    const [offer] = await peek(town, async (tx) => await tx.selectFrom('offers').select('id').execute());
    const terms = {
      offerId: offer?.id ?? '',
      startsOn: plainDate('2026-11-24'),
      regime: 'ordinary',
      shortTerm: null,
      previousShortTerms: 0,
      signedOn: plainDate('2026-11-20'),
      exceptionsInfoGivenOn: null,
      noTerminationInfoGivenOn: plainDate('2026-11-20'),
      hasEvictionClauseExpiry: true,
      hasEvictionClauseRent: true,
      rentOrePerMonth: 1_000_000,
    } as const;
    await makeLeaseOfOffer(scene.deps, actorOf(town), terms, aRequest('makeLeaseOfOffer'));
    expect((await readinessOf(town, tenancy)).map(([isReady]) => isReady)).toEqual([false, true, false]);
    expect((await frozenFacts(scene, town, { meetingOn: plainDate('2026-12-01') })).households).toEqual([]);
    expect(await historyOf(scene, town, tenancy.householdId)).toEqual([
      'assessed own out 1',
      'housed own 1 out',
    ]);
  });

  it('is taken back by a correction: the tenant is no mover any more', async () => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const moved = { ...TO_MOVE, target: { track: 'welfare', level: 3 } } as const;
    const decisionId = await decide(scene, town, reviewId, moved);
    const again = await aPreparedReview(scene, town, tenancy, { corrects: decisionId });
    await decide(scene, town, again, { ...TO_RENEW, ...A_REVIEW_REASON });
    expect((await readinessOf(town, tenancy)).map(([isReady]) => isReady)).toEqual([false, true, false]);
    expect((await frozenFacts(scene, town)).households).toEqual([]);
    expect(await forecast(town)).toEqual([]);
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'review.nothing-to-renew' });
    expect((await renew(town, again)).lastDay).toBe('2030-05-31');
  });
});

it.each(['ended', 'startlan', 'private-rental'] as const)(
  'a decision of %s shows forecasts that the tenant leaves, until the lease is closed',
  async (outcome) => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId, { outcome, termMonths: null, ...A_REVIEW_REASON });
    expect(await forecast(town)).toEqual([[tenancy.dwellingId, `review-${outcome}`]]);
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'review.nothing-to-renew' });
    const closing = {
      leaseId: tenancy.leaseId,
      version: 1,
      closedOn: plainDate('2026-12-01'),
      closedBecause: 'vacated',
    } as const;
    await closeLease(scene.deps, actorOf(town), closing, aRequest('closeLease'));
    expect((await forecast(town)).map(([, because]) => because)).not.toContain(`review-${outcome}`);
  },
);

async function anAppeal(
  town: Town,
  { householdId }: Tenancy,
  decision_id: string,
  changes: Partial<{
    state: string;
    outcome_on: PlainDateString;
    outcome_reason: string;
    recorded_by: string;
  }> = {},
): Promise<string> {
  const on = plainDate('2026-11-24');
  const id = nextId();
  const row = {
    municipality_id: town.municipalityId,
    id,
    decision_id,
    household_id: householdId,
    body: 'municipal-appeals-board',
    decided_on: on,
    notice_arrived_on: on,
    deadline_on: plainDate('2026-12-15'),
    arrived_on: on,
    state: 'registered',
    registered_by: 'officer',
    ...changes,
  };
  await peek(town, async (tx) => await tx.insertInto('appeals').values(row).execute());
  return id;
}

async function anAppealGranted(town: Town, tenancy: Tenancy, decisionId: string): Promise<void> {
  await anAppeal(town, tenancy, decisionId, {
    state: 'reversed',
    outcome_on: plainDate('2026-11-24'),
    outcome_reason: 'The need goes on.',
    recorded_by: 'officer',
  });
}

describe('a decision that is overturned on appeal', () => {
  it('says no more that the tenant leaves: no forecast and no letter goes by it', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const ended = { outcome: 'ended', termMonths: null, ...A_REVIEW_REASON } as const;
    const decisionId = await decide(scene, town, reviewId, ended);
    const decisionOn = async (on: string) =>
      (await peek(town, async (tx) => await findNoticeFacts(tx, tenancy.leaseId, plainDate(on))))?.decision;
    expect(await decisionOn('2199-01-01')).toMatchObject({ outcome: 'leaves' });
    await anAppealGranted(town, tenancy, decisionId);
    expect(await forecast(town)).toEqual([]);
    expect(await decisionOn('2199-01-01')).toBeNull();
  });

  it.each(['change', 'reverse'] as const)('makes no mover of the tenant any more, by %s', async (action) => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const moved = { ...TO_MOVE, target: { track: 'welfare', level: 3 } } as const;
    const appealId = await anAppeal(town, tenancy, await decide(scene, town, reviewId, moved));
    expect((await frozenFacts(scene, town)).households).toHaveLength(1);
    const statement = 'The tenant has a need to stay where the school is.';
    const command = { appealId, version: 1, action, statement };
    await reviewAppeal(scene.deps, { ...actorOf(town), id: 'reviewer' }, command, aRequest('reviewAppeal'));
    expect((await readinessOf(town, tenancy)).map(([isReady]) => isReady)).toEqual([false, true, false]);
    expect((await frozenFacts(scene, town)).households).toEqual([]);
  });

  it('leaves a mover whose move was decided anew by its correction', async () => {
    const town = await aTown(scene);
    const tenancy = await aMisplaced(town);
    const moved = { ...TO_MOVE, target: { track: 'welfare', level: 3 } } as const;
    const first = await decide(scene, town, await aPreparedReview(scene, town, tenancy), moved);
    const again = await aPreparedReview(scene, town, tenancy, { corrects: first });
    await decide(scene, town, again, moved);
    const appealId = await anAppeal(town, tenancy, first);
    const statement = 'The first decision was made without the newest facts.';
    const command = { appealId, version: 1, action: 'change', statement } as const;
    await reviewAppeal(scene.deps, { ...actorOf(town), id: 'reviewer' }, command, aRequest('reviewAppeal'));
    expect((await frozenFacts(scene, town)).households).toHaveLength(1);
  });

  it('is not made into a lease', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await anAppealGranted(town, tenancy, await decide(scene, town, reviewId));
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'review.nothing-to-renew' });
  });
});

describe('a decision to renew', () => {
  it('settles the finding that the lease is to be reviewed, and no other', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await aNight(town, TODAY);
    const endsOf = async (kind: 'review-due' | 'notice-before-end') =>
      (await flagLines(town, [kind])).map((line) => line.split(', ').at(-1));
    expect(await endsOf('review-due')).toEqual(['open']);
    const steps = await endsOf('notice-before-end');
    await decide(scene, town, reviewId);
    await aNight(town, addDays(TODAY, 1));
    expect(await endsOf('review-due')).toEqual([addDays(TODAY, 1)]);
    expect(await endsOf('notice-before-end')).toEqual(steps);
  });

  it('becomes a lease from the day after the term, for the months decided', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'review.nothing-to-renew' });
    await decide(scene, town, reviewId, { ...A_REVIEW_REASON, termMonths: 60 });
    const made = await renew(town, reviewId);
    expect(made).toMatchObject({
      formerLeaseId: tenancy.leaseId,
      startsOn: '2027-06-01',
      lastDay: '2032-05-31',
      warnings: [],
    });
    const actor = actorOf(town);
    expect(await getLease(scene.deps, actor, tenancy.leaseId)).toMatchObject({
      closedOn: '2027-06-01',
      closedBecause: 'renewed',
    });
    expect(await getLease(scene.deps, actor, made.id)).toMatchObject({
      dwellingId: tenancy.dwellingId,
      householdId: tenancy.householdId,
      allocationKind: 'extension',
      rentOrePerMonth: 1_000_000,
    });
    expect((await getReview(scene.deps, actor, reviewId)).renewedLeaseId).toBe(made.id);
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'review.nothing-to-renew' });
    // The new lease is reviewed in its turn, and is then not the first.
    const next = await aPreparedReview(scene, town, { ...tenancy, leaseId: made.id });
    expect((await getReview(scene.deps, actor, next)).facts?.wasRenewedBefore).toBe(true);
    await expect(anOpenReview(scene, town, tenancy.leaseId)).rejects.toMatchObject({
      code: 'review.lease-closed',
    });
  });

  it('lets what secured the former lease secure the new one, and asks for nothing twice', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const actor = actorOf(town);
    const give = async (amountOre: number): Promise<string> => {
      const command = {
        leaseId: tenancy.leaseId,
        kind: 'deposit',
        amountOre,
        isOnSeparateAccount: true,
        givenOn: plainDate('2025-01-10'),
      } as const;
      return (await recordLeaseDeposit(scene.deps, actor, command, aRequest('deposit'))).id;
    };
    const back = { leaseId: tenancy.leaseId, depositId: await give(100), releasedOn: TODAY };
    await releaseDeposit(scene.deps, actor, back, aRequest('release'));
    await give(2_000_000);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId);
    const { id, startsOn } = await renew(town, reviewId);
    expect((await getLeaseMoney(scene.deps, actor, tenancy.leaseId)).deposits).toMatchObject([
      { amountOre: 100, releasedOn: TODAY },
      { amountOre: 2_000_000, releasedOn: startsOn },
    ]);
    const { deposits } = await getLeaseMoney(scene.deps, actor, id);
    expect(deposits).toMatchObject([
      { amountOre: 2_000_000, givenOn: '2025-01-10', isOnSeparateAccount: true, releasedOn: null },
    ]);
    const release = { leaseId: id, depositId: deposits[0]?.id ?? '', releasedOn: TODAY };
    expect(await releaseDeposit(scene.deps, actor, release, aRequest('release'))).toMatchObject({
      releasedOn: TODAY,
    });
  });

  it('is made into one lease, of many at once, and a retry gets the same answer', async () => {
    const town = await aTown(scene);
    const reviewId = await aPreparedReview(scene, town, await aTenancy(town));
    await decide(scene, town, reviewId);
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, async () => await renew(town, reviewId)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const other = await aPreparedReview(scene, town, await aTenancy(town));
    await decide(scene, town, other);
    const request = aRequest('renewLease');
    const [first, retry] = [await renew(town, other, {}, request), await renew(town, other, {}, request)];
    expect(retry).toEqual(first);
  });

  it('or its correction comes first, never both', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const decisionId = await decide(scene, town, reviewId);
    const correcting = await aPreparedReview(scene, town, tenancy, { corrects: decisionId });
    await renew(town, reviewId);
    await expect(
      decide(scene, town, correcting, { ...A_REVIEW_REASON, outcome: 'ended', termMonths: null }),
    ).rejects.toMatchObject({ code: 'decision.lease-made' });
    await expect(anOpenReview(scene, town, tenancy.leaseId, decisionId)).rejects.toMatchObject({
      code: 'review.lease-closed',
    });
  });

  /** @law LOV-1999-03-26-17 § 9-2 (3) */
  it('comes too late once the lease has become indefinite, and gives it no new end', async () => {
    const town = await aTown(scene);
    // The last safe day is 30 November.
    const tenancy = await aTenancy(town, {
      lease: { starts_on: plainDate('2023-09-01'), last_day: plainDate('2026-08-31') },
    });
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId);
    const late = { code: 'review.lease-indefinite' };
    await expect(renew(town, reviewId, { startsOn: plainDate('2026-12-01') })).rejects.toMatchObject(late);
    const today = { now: () => '2026-12-01T08:00:00Z', today: () => plainDate('2026-12-01') };
    const later = { ...scene, deps: { ...scene.deps, clock: today } };
    const command = {
      reviewId,
      regime: 'ordinary',
      signedOn: plainDate('2026-11-20'),
      exceptionsInfoGivenOn: null,
      noTerminationInfoGivenOn: null,
      hasEvictionClauseExpiry: false,
      hasEvictionClauseRent: false,
      rentOrePerMonth: 0,
    } as const;
    await expect(
      renewLease(later.deps, actorOf(town), command, aRequest('renewLease')),
    ).rejects.toMatchObject(late);
    expect(await renew(town, reviewId)).toMatchObject({ startsOn: '2026-09-01', lastDay: '2029-08-31' });
  });

  it('is not made past another household that is offered the dwelling, nor signed in the future', async () => {
    const town = await aTown(scene);
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId);
    await expect(renew(town, reviewId, { signedOn: plainDate('2026-11-24') })).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
    await expect(renew(town, reviewId, { startsOn: plainDate('2024-06-01') })).rejects.toMatchObject({
      code: 'record.range-reversed',
    });
    const other = await aTenancy(town);
    await anOffer(town, { dwelling_id: tenancy.dwellingId, household_id: other.householdId, state: 'open' });
    await expect(renew(town, reviewId)).rejects.toMatchObject({ code: 'lease.dwelling-under-offer' });
  });
});
