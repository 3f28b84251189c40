import { DEFAULT_POLICY, type PlainDateString, plainDate, type ReviewPolicy } from '@boligtrapp/domain';
import { aMember, anAssessment, nameForCase, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import {
  anOpenReview,
  aPreparedReview,
  aTenancy,
  prepare,
  ruleOn,
  signReviewAs,
  type Tenancy,
  takeIn,
} from '../../test/review-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { closeLease } from '../lease/close-lease.ts';
import { runRotation } from '../rotation/run-rotation.ts';
import { assignReview, prepareReview } from './move-review.ts';
import { openReview } from './open-review.ts';
import { getReview, listReviews } from './read-reviews.ts';
import { recordReviewInput } from './record-review-input.ts';

let scene: RecordsScene;
let town: Town;

beforeAll(async () => {
  scene = await openRecordsScene();
  town = await aTown(scene);
});
afterAll(async () => {
  await scene.close();
});

async function withReviews(reviews: Partial<ReviewPolicy>): Promise<Town> {
  const other = await aTown(scene);
  const content = { ...DEFAULT_POLICY, reviews: { ...DEFAULT_POLICY.reviews, ...reviews } };
  await peek(other, async (tx) => {
    await tx.updateTable('policy_sets').set({ content }).where('id', '=', other.policySetId).execute();
  });
  return other;
}

async function close(where: Town, leaseId: string, closedOn = TODAY): Promise<void> {
  const command = { leaseId, version: 1, closedOn, closedBecause: 'vacated' } as const;
  await closeLease(scene.deps, actorOf(where), command, aRequest('closeLease'));
}

async function runNight(where: Town, on: string): Promise<void> {
  const { municipalityId } = where;
  await runRotation(scene.deps, { municipalityId, runOn: plainDate(on), requestedBy: 'night' });
}

async function statesOf(where: Town, { leaseId }: Tenancy): Promise<readonly string[]> {
  const rows = await peek(
    where,
    async (tx) =>
      await tx
        .selectFrom('reviews')
        .where('lease_id', '=', leaseId)
        .select(['state', 'opened_by'])
        .orderBy('id')
        .execute(),
  );
  return rows.map(({ state, opened_by }) => `${state} by ${opened_by}`);
}

/** A tenancy with visits of three years, as its review tells of them. */
async function visitsToldIn(where: Town): Promise<readonly (string | null)[]> {
  const tenancy = await aTenancy(where);
  await peek(where, async (tx) => {
    for (const [due_on, done_on] of [
      ['2026-06-01', '2026-06-03'],
      ['2025-06-01', null],
      ['2019-06-01', null],
    ] as const) {
      await tx
        .insertInto('follow_ups')
        .values({
          municipality_id: where.municipalityId,
          id: nextId(),
          lease_id: tenancy.leaseId,
          kind: 'yearly-visit',
          due_on: plainDate(due_on),
          done_on: done_on === null ? null : plainDate(done_on),
          done_by: done_on === null ? null : 'visitor',
          state: done_on === null ? 'missed' : 'done',
          cancelled_on: done_on === null ? TODAY : null,
        })
        .execute();
    }
  });
  const reviewId = await aPreparedReview(scene, where, tenancy);
  const { facts, recommendation } = await getReview(scene.deps, actorOf(where), reviewId);
  const said = recommendation?.parts.find(({ statement }) => statement.code === 'review.visits');
  return [JSON.stringify(facts?.visits ?? null), said?.speaks ?? null];
}

describe('opening a review', () => {
  it('is done once for a lease that still binds its dwelling', async () => {
    const { leaseId } = await aTenancy(town);
    const reviewId = await anOpenReview(scene, town, leaseId);
    const review = await getReview(scene.deps, actorOf(town), reviewId);
    expect(review).toMatchObject({ state: 'open', termLastDay: '2027-05-31', openedOn: TODAY, leaseId });
    expect(review.lastSafeDay).toBe('2027-08-31');
    expect([review.missing, review.recommendation, review.ruling]).toEqual([
      ['assessment', 'wish'],
      null,
      null,
    ]);
    await expect(anOpenReview(scene, town, leaseId)).rejects.toMatchObject({ code: 'review.open-already' });
    const left = await aTenancy(town);
    await close(town, left.leaseId);
    await expect(anOpenReview(scene, town, left.leaseId)).rejects.toMatchObject({
      code: 'review.lease-closed',
    });
  });

  it('is one of many at once', async () => {
    const { leaseId } = await aTenancy(town);
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, async () => await anOpenReview(scene, town, leaseId)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not for a lease of another municipality, nor of a household that does not exist for the actor', async () => {
    const { leaseId, householdId } = await aTenancy(town);
    const gone = { code: 'lease.not-found' };
    await expect(anOpenReview(scene, scene.elsewhere, leaseId)).rejects.toMatchObject(gone);
    const reviewId = await anOpenReview(scene, town, leaseId);
    const recused = { ...actorOf(town), id: 'recused' };
    await aRecusal(town, recused, householdId);
    const command = { leaseId, assignedTo: null, correctsDecisionId: null };
    await expect(openReview(scene.deps, recused, command, aRequest('openReview'))).rejects.toMatchObject(
      gone,
    );
    const missing = { code: 'review.not-found' };
    await expect(getReview(scene.deps, recused, reviewId)).rejects.toMatchObject(missing);
    const listed = await listReviews(scene.deps, recused, { leaseId, limit: 5 });
    expect([listed.items, listed.totalCount]).toEqual([[], 0]);
    const move = { reviewId, version: 1, assignedTo: 'me' };
    await expect(assignReview(scene.deps, recused, move, aRequest('assignReview'))).rejects.toMatchObject(
      missing,
    );
  });
});

describe('the night', () => {
  it('opens the reviews that its flags call for, each once, and lets those of closed leases lapse', async () => {
    const where = await aTown(scene);
    const due = await aTenancy(where);
    const over = await aTenancy(where, {
      lease: { starts_on: plainDate('2023-11-01'), last_day: plainDate('2026-10-31') },
    });
    const later = await aTenancy(where, { lease: { last_day: plainDate('2029-05-31') } });
    const known = await aTenancy(where);
    await anOpenReview(scene, where, known.leaseId);
    await runNight(where, '2026-11-23');
    await runNight(where, '2026-11-23');
    await runNight(where, '2026-11-24');
    expect(await statesOf(where, due)).toEqual(['open by night']);
    expect(await statesOf(where, over)).toEqual(['open by night']);
    expect(await statesOf(where, later)).toEqual([]);
    expect(await statesOf(where, known)).toEqual(['open by case-officer-1']);
    await close(where, due.leaseId);
    await runNight(where, '2026-11-25');
    expect(await statesOf(where, due)).toEqual(['lapsed by night']);
    expect(await statesOf(where, over)).toEqual(['open by night']);
  });

  it('opens nothing for a night that is made up after a later one', async () => {
    const where = await aTown(scene);
    await runNight(where, '2026-11-24');
    const due = await aTenancy(where);
    await runNight(where, '2026-11-22');
    expect(await statesOf(where, due)).toEqual([]);
  });
});

describe('what a review takes in', () => {
  it('is the newest assessment, confirmed or made anew, and it must hold', async () => {
    const tenancy = await aTenancy(town);
    const reviewId = await anOpenReview(scene, town, tenancy.leaseId);
    const input = { kind: 'assessment', assessmentId: tenancy.assessmentId, stillQualifies: true } as const;
    await takeIn(scene, town, reviewId, input);
    const newer = await anAssessment(town, {
      household_id: tenancy.householdId,
      version_number: 2,
      assessed_on: TODAY,
    });
    const outdated = { code: 'review.assessment-outdated', details: { field: 'input/assessmentId' } };
    await expect(takeIn(scene, town, reviewId, input)).rejects.toMatchObject(outdated);
    // The first has been taken in, and is no longer enough.
    expect((await getReview(scene.deps, actorOf(town), reviewId)).missing).toContain('assessment');
    await takeIn(scene, town, reviewId, { ...input, assessmentId: newer });
    const { inputs, missing } = await getReview(scene.deps, actorOf(town), reviewId);
    expect(missing).toEqual(['wish']);
    expect(inputs.map((row) => (row.kind === 'assessment' ? row.isConfirmed : null))).toEqual([false, true]);
    const expired = await aTenancy(town, { assessment: { valid_until: TODAY } });
    const other = await anOpenReview(scene, town, expired.leaseId);
    await expect(
      takeIn(scene, town, other, { ...input, assessmentId: expired.assessmentId }),
    ).rejects.toMatchObject(outdated);
  });

  it('is not of the future, nor what the policy does not let it consider', async () => {
    const where = await withReviews({ considers: ['visits'] });
    const { leaseId } = await aTenancy(where);
    const reviewId = await anOpenReview(scene, where, leaseId);
    const rent = { kind: 'rent', arrears: 'serious', asOf: TODAY } as const;
    await expect(takeIn(scene, where, reviewId, rent)).rejects.toMatchObject({
      code: 'review.fact-not-considered',
    });
    const wish = { kind: 'wish', wish: 'buy', remark: null, asOf: plainDate('2026-11-24') } as const;
    await expect(takeIn(scene, where, reviewId, wish)).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
    const command = { reviewId, version: 7, input: { ...wish, asOf: TODAY } };
    await expect(
      recordReviewInput(scene.deps, actorOf(where), command, aRequest('recordReviewInput')),
    ).rejects.toMatchObject({ code: 'record.version-stale' });
  });

  it('comes before it is prepared; taken back, what was ruled counts no more', async () => {
    const tenancy = await aTenancy(town);
    const reviewId = await anOpenReview(scene, town, tenancy.leaseId);
    await expect(prepare(scene, town, reviewId)).rejects.toMatchObject({
      code: 'review.incomplete',
      details: { facts: { missing: 'assessment, wish' } },
    });
    const { assessmentId } = tenancy;
    await takeIn(scene, town, reviewId, { kind: 'assessment', assessmentId, stillQualifies: true });
    await takeIn(scene, town, reviewId, { kind: 'wish', wish: 'stay', remark: 'near the sea', asOf: TODAY });
    const refused = { code: 'record.transition-refused' };
    await expect(ruleOn(scene, town, reviewId)).rejects.toMatchObject(refused);
    await prepare(scene, town, reviewId);
    const rent = { kind: 'rent', arrears: 'some', asOf: TODAY } as const;
    await expect(takeIn(scene, town, reviewId, rent)).rejects.toMatchObject(refused);
    await ruleOn(scene, town, reviewId);
    await signReviewAs(scene, town, reviewId, 'chair');
    await prepare(scene, town, reviewId, 'take-back');
    await takeIn(scene, town, reviewId, rent);
    await prepare(scene, town, reviewId);
    const again = await getReview(scene.deps, actorOf(town), reviewId);
    expect([again.ruling, again.contentHash, again.preparation]).toEqual([null, null, 2]);
    expect(again.signatures).toHaveLength(1);
    await ruleOn(scene, town, reviewId);
    // The signature from before is of other content.
    expect(await signReviewAs(scene, town, reviewId, 'second')).toMatchObject({ decisionId: null });
  });

  it('is not assigned to whoever is recused from the case: they would never see it', async () => {
    const { leaseId, householdId } = await aTenancy(town);
    await aRecusal(town, { ...actorOf(town), id: 'kari' }, householdId);
    const refused = { code: 'review.assignee-recused' };
    const opening = { leaseId, assignedTo: 'kari', correctsDecisionId: null };
    await expect(
      openReview(scene.deps, actorOf(town), opening, aRequest('openReview')),
    ).rejects.toMatchObject(refused);
    const reviewId = await anOpenReview(scene, town, leaseId);
    const command = { reviewId, version: 1, assignedTo: 'kari' };
    await expect(
      assignReview(scene.deps, actorOf(town), command, aRequest('assignReview')),
    ).rejects.toMatchObject(refused);
  });

  it('is assigned, and found by whom it is assigned to and by its end', async () => {
    const where = await aTown(scene);
    const first = await aTenancy(where);
    const second = await aTenancy(where, { lease: { last_day: null } });
    const [a, b] = [
      await anOpenReview(scene, where, first.leaseId),
      await anOpenReview(scene, where, second.leaseId),
    ];
    const command = { reviewId: a, version: 1, assignedTo: 'kari' };
    const moved = await assignReview(scene.deps, actorOf(where), command, aRequest('assignReview'));
    expect(moved).toEqual({ id: a, state: 'open', version: 2, assignedTo: 'kari' });
    const idsOf = async (query: object): Promise<readonly string[]> =>
      (await listReviews(scene.deps, actorOf(where), { limit: 5, ...query })).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual([a, b]);
    expect(await idsOf({ after: { termLastDay: plainDate('2027-05-31'), id: a } })).toEqual([b]);
    expect(await idsOf({ after: { termLastDay: null, id: b } })).toEqual([]);
    expect(await idsOf({ assignedTo: 'kari' })).toEqual([a]);
    expect(await idsOf({ assignedTo: null })).toEqual([b]);
    expect(await idsOf({ dueBefore: plainDate('2027-06-01') })).toEqual([a]);
    expect(await idsOf({ state: 'decided' })).toEqual([]);
    const stale = { reviewId: a, version: 1, action: 'prepare' } as const;
    await expect(
      prepareReview(scene.deps, actorOf(where), stale, aRequest('prepareReview')),
    ).rejects.toMatchObject({ code: 'record.version-stale' });
  });
});

describe('what is recommended', () => {
  it('rules nothing: a prepared review has no ruling and cannot be signed', async () => {
    const tenancy = await aTenancy(town);
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const review = await getReview(scene.deps, actorOf(town), reviewId);
    expect(review.recommendation).toMatchObject({ outcome: 'renewed', termMonths: 36 });
    expect([review.state, review.ruling, review.contentHash, review.decision]).toEqual([
      'prepared',
      null,
      null,
      null,
    ]);
    const rulings = await peek(
      town,
      async (tx) =>
        await tx.selectFrom('review_rulings').where('review_id', '=', reviewId).selectAll().execute(),
    );
    expect(rulings).toEqual([]);
    await expect(signReviewAs(scene, town, reviewId, 'chair')).rejects.toMatchObject({
      code: 'review.not-ruled',
    });
  });

  it('gives families the term of the policy, and the later one from the second time on', async () => {
    const renewalMonths = { withChildren: { first: 84, later: 60 }, others: { first: 60, later: 36 } };
    const where = await withReviews({ renewalMonths });
    const monthsOf = async (birthDate: PlainDateString, lease: object = {}): Promise<number | null> => {
      const tenancy = await aTenancy(where, { lease });
      await aMember(where, tenancy.householdId, { relation: 'child', birth_date: birthDate });
      const reviewId = await aPreparedReview(scene, where, tenancy);
      const { recommendation } = await getReview(scene.deps, actorOf(where), reviewId);
      return recommendation?.termMonths ?? null;
    };
    // Fourteen years through the day before the fifteenth birthday.
    expect(await monthsOf(plainDate('2011-11-24'))).toBe(84);
    expect(await monthsOf(plainDate('2011-11-23'))).toBe(60);
    expect(await monthsOf(plainDate('2011-11-24'), { allocation_kind: 'extension' })).toBe(60);
    expect(await monthsOf(plainDate('2011-11-23'), { allocation_kind: 'extension' })).toBe(36);
  });

  it('considers what the policy allows, from the months it looks back to', async () => {
    expect(await visitsToldIn(town)).toEqual(['{"due":2,"done":1}', 'notes']);
    expect(await visitsToldIn(await withReviews({ considersMonthsBack: 12 }))).toEqual([
      '{"due":1,"done":1}',
      'for',
    ]);
    expect(await visitsToldIn(await withReviews({ considers: [] }))).toEqual(['null', null]);
  });

  it('counts the incidents that are put down to the household, by severity, without what is withdrawn', async () => {
    const tenancy = await aTenancy(town);
    const { municipalityId: municipality_id, buildingId: building_id } = town;
    await peek(town, async (tx) => {
      for (const [severity, occurred_on, isWithdrawn] of [
        [1, '2026-10-01', false],
        [3, '2026-11-23', false],
        [3, '2026-11-24', false],
        [2, '2026-10-02', true],
        [2, '2020-10-02', false],
      ] as const) {
        const withdrawal = isWithdrawn
          ? { withdrawn_on: TODAY, withdrawn_by: 'officer', withdrawn_because: 'unfounded' }
          : {};
        const id = nextId();
        await tx
          .insertInto('incidents')
          .values({
            ...withdrawal,
            municipality_id,
            id,
            building_id,
            severity,
            occurred_on: plainDate(occurred_on),
            kind: 'noise',
            reported_by_role: 'caretaker',
            registered_by: 'officer',
          })
          .execute();
        const row = { municipality_id, incident_id: id, household_id: tenancy.householdId };
        await tx.insertInto('incident_households').values(row).execute();
      }
    });
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const { facts, recommendation } = await getReview(scene.deps, actorOf(town), reviewId);
    expect(facts?.conduct).toEqual([1, 0, 1]);
    expect(recommendation?.outcome).toBe('renewed');
    const said = recommendation?.parts.find(({ statement }) => statement.code === 'review.conduct');
    expect(said).toMatchObject({ speaks: 'against', outcome: 'renewed' });
  });
});

it('the review of a protected person is not there for who is not named', async () => {
  const tenancy = await aTenancy(town);
  await aMember(town, tenancy.householdId, { relation: 'partner', address_protection: 'confidential' });
  await nameForCase(town, tenancy.householdId, actorOf(town).id);
  const reviewId = await aPreparedReview(scene, town, tenancy);
  expect((await getReview(scene.deps, actorOf(town), reviewId)).householdId).toBe(tenancy.householdId);
  await expect(getReview(scene.deps, actorOf(town, 'leader'), reviewId)).rejects.toMatchObject({
    code: 'review.not-found',
  });
  const events = await peek(
    town,
    async (tx) =>
      await tx.selectFrom('access_events').where('operation', '=', 'get-review').select('actor').execute(),
  );
  expect(events.map(({ actor }) => actor)).not.toContain('leader-1');
});
