import {
  findDecision,
  findReviewProtocol,
  findReviewSnapshot,
  insertReviewSignature,
  listReviewSignatures,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { anAssessment, aMember as aPersonOf, nameForCase, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { aMember } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  A_REVIEW_REASON,
  aPreparedReview,
  aReviewMeeting,
  aTenancy,
  DELEGATION,
  decide,
  prepare,
  ruleOn,
  signReviewAs,
  type Tenancy,
} from '../../test/review-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { recordAppealOutcome, reviewAppeal } from '../appeal/handle-appeal.ts';
import { registerAppeal } from '../appeal/register-appeal.ts';
import { proposeCorrection } from '../decision/correct-decision.ts';
import { getDecision } from '../decision/read-decisions.ts';
import { declareDissent } from '../meeting/declare-dissent.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { getMeeting } from '../meeting/read-meetings.ts';
import { getReview, getReviewProtocol } from './read-reviews.ts';
import { signReview } from './sign-review.ts';

let scene: RecordsScene;
let town: Town;

beforeAll(async () => {
  scene = await openRecordsScene();
  town = await aTown(scene);
});
afterAll(async () => {
  await scene.close();
});

async function aRuled(
  changes: Parameters<typeof aTenancy>[1] = {},
): Promise<Tenancy & { readonly reviewId: string }> {
  const tenancy = await aTenancy(town, changes);
  const reviewId = await aPreparedReview(scene, town, tenancy);
  await ruleOn(scene, town, reviewId);
  return { ...tenancy, reviewId };
}

async function decisionsOf(reviewId: string): Promise<readonly { readonly id: string }[]> {
  return await peek(
    town,
    async (tx) => await tx.selectFrom('decisions').where('review_id', '=', reviewId).select('id').execute(),
  );
}

describe('a ruling', () => {
  it('is refused where law, assessment or policy stand against it, naming the property', async () => {
    const { reviewId } = await aRuled();
    const cases = [
      [{ termMonths: 35 }, 'review.ruling-incomplete', 'reasonCode'],
      [{ ...A_REVIEW_REASON, termMonths: 35 }, 'review.term-too-short', 'termMonths'],
      [{ ...A_REVIEW_REASON, outcome: 'ended' }, 'review.ruling-incomplete', 'termMonths'],
      [{ outcome: 'ended', termMonths: null }, 'review.ruling-incomplete', 'reasonCode'],
      [
        { ...A_REVIEW_REASON, outcome: 'moved', termMonths: null, target: { track: 'welfare', level: 3 } },
        'review.target-not-assessed',
        'target',
      ],
    ] as const;
    for (const [ruling, code, field] of cases) {
      await expect(ruleOn(scene, town, reviewId, ruling), code).rejects.toMatchObject({
        code,
        details: { field },
      });
    }
    await expect(ruleOn(scene, town, reviewId, { version: 7 })).rejects.toMatchObject({
      code: 'record.version-stale',
    });
    const indefinite = await aTenancy(town, { lease: { last_day: null } });
    const other = await aPreparedReview(scene, town, indefinite);
    await expect(ruleOn(scene, town, other)).rejects.toMatchObject({
      code: 'review.lease-indefinite',
      details: { lawRefs: ['LOV-1999-03-26-17 § 9-2 (3)'] },
    });
  });
});

it('promises no term beyond the time for which the municipality itself has the dwelling, nor is one signed', async () => {
  const { reviewId, dwellingId } = await aRuled();
  const leasedInUntil = plainDate('2027-06-01');
  await peek(town, async (tx) => {
    await tx
      .updateTable('dwellings')
      .set({ owner_form: 'leased-in', leased_in_until: leasedInUntil })
      .where('id', '=', dwellingId)
      .execute();
  });
  const refusal = {
    code: 'review.term-beyond-leased-in',
    details: { field: 'termMonths', facts: { leasedInUntil } },
  };
  await expect(ruleOn(scene, town, reviewId, { version: 1 })).rejects.toMatchObject(refusal);
  await expect(signReviewAs(scene, town, reviewId, 'chair')).rejects.toMatchObject(refusal);
});

describe('two signatures by delegation', () => {
  it('make a decision that rests on the very content that was signed', async () => {
    const { reviewId, dwellingId, householdId } = await aRuled();
    const { contentHash } = await getReview(scene.deps, actorOf(town), reviewId);
    expect(await signReviewAs(scene, town, reviewId, 'chair')).toMatchObject({
      state: 'prepared',
      decisionId: null,
      waitsFor: 'needs-signature',
    });
    await expect(signReviewAs(scene, town, reviewId, 'chair')).rejects.toMatchObject({
      code: 'review.signed-already',
    });
    expect(await decisionsOf(reviewId)).toEqual([]);
    const signed = await signReviewAs(scene, town, reviewId, 'second');
    expect(signed).toMatchObject({ state: 'decided', waitsFor: null });
    const decision = await peek(town, async (tx) => await findDecision(tx, signed.decisionId ?? ''));
    expect(decision).toMatchObject({
      reviewId,
      roundId: null,
      householdId,
      dwellingId,
      outcome: 'renewed',
      termMonths: 36,
      departsFromRecommendation: false,
      decidedBy: 'chair',
      countersignedBy: 'second',
      delegationReference: DELEGATION,
      meetingId: null,
    });
    const { municipalityId } = town;
    const [snapshot, protocol] = await peek(
      town,
      async (tx) =>
        [
          await findReviewSnapshot(tx, municipalityId, reviewId),
          await findReviewProtocol(tx, municipalityId, reviewId),
        ] as const,
    );
    expect(snapshot?.factsHash).toBe(contentHash);
    expect(sha256Hex(JSON.parse(snapshot?.facts ?? 'null'))).toBe(contentHash);
    expect(protocol?.documentHash).toBe(signed.protocolHash);
    expect(JSON.parse(protocol?.document ?? 'null')).toMatchObject({
      meeting: null,
      delegationReference: DELEGATION,
      contentHash,
      content: { recommendation: { outcome: 'renewed' }, ruling: { outcome: 'renewed', termMonths: 36 } },
      signatures: [{ signedBy: 'chair' }, { signedBy: 'second' }],
    });
    await expect(signReviewAs(scene, town, reviewId, 'third')).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
  });

  it('are of one content: another ruling, or facts of another kind, need both anew', async () => {
    const { reviewId, householdId } = await aRuled();
    const stale = await getReview(scene.deps, actorOf(town), reviewId);
    await signReviewAs(scene, town, reviewId, 'chair');
    await ruleOn(scene, town, reviewId, { ...A_REVIEW_REASON, termMonths: 48 });
    const command = {
      reviewId,
      contentHash: stale.contentHash ?? '',
      meetingId: null,
      delegationReference: DELEGATION,
    };
    await expect(
      signReview(scene.deps, aMember(town, 'second'), command, aRequest('signReview')),
    ).rejects.toMatchObject({ code: 'review.content-changed' });
    expect(await signReviewAs(scene, town, reviewId, 'second')).toMatchObject({ decisionId: null });
    await anAssessment(town, { household_id: householdId, version_number: 2, level: 2 });
    await expect(signReviewAs(scene, town, reviewId, 'chair')).rejects.toMatchObject({
      code: 'review.incomplete',
      details: { facts: { missing: 'assessment' } },
    });
    expect(await decisionsOf(reviewId)).toEqual([]);
  });

  it('are on one authority, and on exactly one', async () => {
    const { reviewId } = await aRuled();
    const { contentHash } = await getReview(scene.deps, actorOf(town), reviewId);
    const sign = async (member: string, authority: object) =>
      await signReview(
        scene.deps,
        aMember(town, member),
        {
          reviewId,
          contentHash: contentHash ?? '',
          meetingId: null,
          delegationReference: null,
          ...authority,
        },
        aRequest('signReview'),
      );
    const unclear = { code: 'review.authority-unclear' };
    await expect(sign('chair', {})).rejects.toMatchObject(unclear);
    await expect(
      sign('chair', { meetingId: nextId(), delegationReference: DELEGATION }),
    ).rejects.toMatchObject(unclear);
    await sign('chair', { delegationReference: 'Delegation A' });
    expect(await sign('second', { delegationReference: 'Delegation B' })).toMatchObject({ decisionId: null });
    expect(await sign('third', { delegationReference: 'Delegation A' })).toMatchObject({ state: 'decided' });
  });

  it('are not of whoever is recused, or has a superior who is', async () => {
    const { reviewId, householdId } = await aRuled();
    await signReviewAs(scene, town, reviewId, 'first');
    const subordinate = { householdId, member: 'sub', ground: 'superior-recused', meetingId: null } as const;
    await declareRecusal(scene.deps, actorOf(town), subordinate, aRequest('declareRecusal'));
    await expect(signReviewAs(scene, town, reviewId, 'sub')).rejects.toMatchObject({
      code: 'decision.signer-recused',
    });
    // Signed before the recusal was known: it counts no more.
    await aRecusal(town, aMember(town, 'first'), householdId);
    expect(await signReviewAs(scene, town, reviewId, 'second')).toMatchObject({ decisionId: null });
    await expect(signReviewAs(scene, town, reviewId, 'first')).rejects.toMatchObject({
      code: 'review.not-found',
    });
    const third = await signReviewAs(scene, town, reviewId, 'third');
    const decision = await peek(town, async (tx) => await findDecision(tx, third.decisionId ?? ''));
    expect(decision).toMatchObject({ decidedBy: 'second', countersignedBy: 'third' });
  });

  it('at the same moment decide once; without the lock of the review neither would see the other', async () => {
    const { reviewId } = await aRuled();
    const signed = await Promise.all([
      signReviewAs(scene, town, reviewId, 'chair'),
      signReviewAs(scene, town, reviewId, 'second'),
    ]);
    expect(signed.map(({ state }) => state).toSorted()).toEqual(['decided', 'prepared']);
    expect(await decisionsOf(reviewId)).toHaveLength(1);

    const control = await aRuled();
    const bothAreIn = Promise.withResolvers<undefined>();
    const bothHaveLooked = Promise.withResolvers<undefined>();
    let inside = 0;
    let looked = 0;
    const signUnlocked = async (signedBy: string): Promise<number> =>
      await peek(town, async (tx) => {
        await insertReviewSignature(tx, town.municipalityId, {
          id: nextId(),
          reviewId: control.reviewId,
          authority: { meetingId: null, delegationReference: DELEGATION },
          contentHash: 'a'.repeat(64),
          signedBy,
        });
        inside += 1;
        if (inside === 2) bothAreIn.resolve(undefined);
        await bothAreIn.promise;
        const { length } = await listReviewSignatures(tx, town.municipalityId, control.reviewId);
        // Neither commits before both have looked.
        looked += 1;
        if (looked === 2) bothHaveLooked.resolve(undefined);
        await bothHaveLooked.promise;
        return length;
      });
    expect(await Promise.all([signUnlocked('chair'), signUnlocked('second')])).toEqual([1, 1]);
  });

  it('of many at once make one decision', async () => {
    const { reviewId } = await aRuled();
    const members = Array.from({ length: 8 }, (_, index) => `member-${index}`);
    const answers = await Promise.allSettled(
      members.map(async (member) => await signReviewAs(scene, town, reviewId, member)),
    );
    const decided = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value.state === 'decided' ? [answer.value.decisionId] : [],
    );
    expect(decided).toHaveLength(1);
    expect((await decisionsOf(reviewId)).map(({ id }) => id)).toEqual(decided);
    for (const answer of answers.filter(({ status }) => status === 'rejected'))
      expect(answer).toMatchObject({ reason: { code: 'record.transition-refused' } });
  });
});

describe('a meeting', () => {
  it('decides with a quorum and the voters who are present; the minutes name who disagreed', async () => {
    const { reviewId, leaseId, householdId } = await aRuled();
    const unheard = await aRuled();
    const voters = ['chair', 'second', 'third'];
    const meetingId = await aReviewMeeting(scene, town, { leaseIds: [leaseId], voters });
    const elsewhere = { code: 'review.not-in-open-meeting' };
    await expect(signReviewAs(scene, town, unheard.reviewId, 'chair', meetingId)).rejects.toMatchObject(
      elsewhere,
    );
    await expect(signReviewAs(scene, town, reviewId, 'chair', nextId())).rejects.toMatchObject(elsewhere);
    await expect(signReviewAs(scene, town, reviewId, 'visitor', meetingId)).rejects.toMatchObject({
      code: 'meeting.not-a-voter',
    });
    const reason = 'A longer term would give more peace.';
    const dissent = { meetingId, reviewId, householdId, reason };
    await declareDissent(scene.deps, aMember(town, 'third'), dissent, aRequest('declareDissent'));
    await signReviewAs(scene, town, reviewId, 'chair', meetingId);
    // By delegation is another authority.
    await signReviewAs(scene, town, reviewId, 'third');
    const signed = await signReviewAs(scene, town, reviewId, 'second', meetingId);
    expect(signed.state).toBe('decided');
    await expect(
      declareDissent(scene.deps, aMember(town, 'second'), dissent, aRequest('declareDissent')),
    ).rejects.toMatchObject({ code: 'record.transition-refused' });
    const { document } = await getReviewProtocol(scene.deps, aMember(town, 'chair'), reviewId);
    expect(JSON.parse(document)).toMatchObject({
      delegationReference: null,
      meeting: { id: meetingId, dissents: [{ member: 'third', reason }] },
    });
    const meeting = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(meeting.reviewDecisions).toEqual([
      { reviewId, decisionId: signed.decisionId, householdId, outcome: 'renewed' },
    ]);
  });

  it('of a protected person does not tell who may not know where they live', async () => {
    const { reviewId, leaseId, householdId } = await aRuled();
    await aPersonOf(town, householdId, { relation: 'partner', address_protection: 'confidential' });
    const voters = ['chair', 'second', 'third'];
    for (const name of [...voters, actorOf(town).id]) await nameForCase(town, householdId, name);
    const meetingId = await aReviewMeeting(scene, town, { leaseIds: [leaseId], voters });
    await aRecusal(town, aMember(town, 'visitor'), householdId);
    const dissent = { meetingId, reviewId, reason: 'A longer term would give more peace.' };
    await declareDissent(scene.deps, aMember(town, 'third'), dissent, aRequest('declareDissent'));
    await signReviewAs(scene, town, reviewId, 'chair', meetingId);
    const { decisionId } = await signReviewAs(scene, town, reviewId, 'second', meetingId);
    const leader = actorOf(town, 'leader');
    await expect(getReview(scene.deps, leader, reviewId)).rejects.toMatchObject({ code: 'review.not-found' });
    const ids = JSON.stringify(await getMeeting(scene.deps, leader, meetingId));
    expect(ids).not.toContain(householdId);
    const assessments = await peek(
      town,
      async (tx) =>
        await tx.selectFrom('assessments').where('household_id', '=', householdId).select('id').execute(),
    );
    for (const { id } of assessments) expect(ids).not.toContain(id);
    await expect(getReviewProtocol(scene.deps, leader, reviewId)).rejects.toMatchObject({
      code: 'review.not-found',
    });
    await expect(getDecision(scene.deps, leader, decisionId ?? '')).rejects.toMatchObject({
      code: 'decision.not-found',
    });
    const known = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(known.reviewDecisions).toMatchObject([{ householdId }]);
    expect(known.dissents).toMatchObject([{ householdId }]);
    expect(known.recusals).toMatchObject([{ householdId }]);
  });

  it('without a quorum decides nothing, nor with one that is recused away', async () => {
    const { reviewId, leaseId, householdId } = await aRuled();
    const voters = ['chair', 'second', 'third'];
    const meetingId = await aReviewMeeting(scene, town, { leaseIds: [leaseId], voters });
    await aRecusal(town, aMember(town, 'third'), householdId);
    await signReviewAs(scene, town, reviewId, 'chair', meetingId);
    expect(await signReviewAs(scene, town, reviewId, 'second', meetingId)).toMatchObject({
      state: 'prepared',
      waitsFor: 'no-quorum',
    });
    const few = await aRuled();
    const small = await aReviewMeeting(scene, town, { leaseIds: [few.leaseId], voters: ['chair', 'second'] });
    await expect(signReviewAs(scene, town, few.reviewId, 'chair', small)).rejects.toMatchObject({
      code: 'meeting.no-quorum',
    });
  });
});

describe('what was decided', () => {
  it('stays as it was signed, whatever comes after', async () => {
    const { reviewId, householdId } = await aRuled();
    await decide(scene, town, reviewId);
    const before = await getReview(scene.deps, actorOf(town), reviewId);
    await anAssessment(town, { household_id: householdId, version_number: 2, level: 4 });
    const after = await getReview(scene.deps, actorOf(town), reviewId);
    expect(after).toEqual(before);
    expect(after).toMatchObject({
      state: 'decided',
      ruling: { outcome: 'renewed', departsFromRecommendation: false, version: null },
      decision: { outcome: 'renewed' },
      allowedActions: [],
    });
    await expect(prepare(scene, town, reviewId, 'take-back')).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
  });

  it('is appealed like every decision; nobody who had a part in it hears the appeal', async () => {
    const { reviewId } = await aRuled();
    const decisionId = await decide(scene, town, reviewId, {
      ...A_REVIEW_REASON,
      outcome: 'ended',
      termMonths: null,
    });
    const day = plainDate('2199-01-05');
    const clock = { now: () => '2199-01-10T08:00:00Z', today: () => plainDate('2199-01-10') };
    const deps = { ...scene.deps, clock };
    const officer = { ...actorOf(town), id: 'appeals-officer' };
    const arrival = { decisionId, noticeArrivedOn: day, sentOn: null, arrivedOn: day };
    const appeal = await registerAppeal(deps, officer, arrival, aRequest('registerAppeal'));
    expect(appeal.body).toBe('municipal-appeals-board');
    const statement = 'The decision stands: the need has ended.';
    const forward = { appealId: appeal.id, version: 1, action: 'forward', statement } as const;
    await reviewAppeal(deps, officer, forward, aRequest('reviewAppeal'));
    const outcome = {
      appealId: appeal.id,
      version: 2,
      outcome: 'uphold',
      decidedOn: plainDate('2199-01-08'),
      reason: 'The board agrees that the need has ended.',
      preparedBy: 'secretary',
    } as const;
    for (const [member, involvement] of [
      ['chair', 'ruled'],
      ['second', 'countersigned'],
      ['case-officer-1', 'prepared'],
    ] as const) {
      const heard = { ...outcome, panel: ['anna', member] };
      await expect(
        recordAppealOutcome(deps, officer, heard, aRequest('recordAppealOutcome')),
        involvement,
      ).rejects.toMatchObject({ code: 'appeal.barred', details: { facts: { member } } });
    }
    const heard = { ...outcome, panel: ['anna'] };
    expect(await recordAppealOutcome(deps, officer, heard, aRequest('recordAppealOutcome'))).toMatchObject({
      state: 'upheld',
    });
  });

  it('is corrected by another review of the lease, once, and by nothing else', async () => {
    const tenancy = await aRuled();
    const decisionId = await decide(scene, town, tenancy.reviewId);
    const correction = {
      decisionId,
      outcome: 'refused',
      dwellingId: null,
      reasonCode: 'need-changed',
      reason: A_REVIEW_REASON.reason,
      delegationReference: DELEGATION,
      waiverLegalBasis: null,
    } as const;
    await expect(
      proposeCorrection(scene.deps, aMember(town, 'chair'), correction, aRequest('proposeCorrection')),
    ).rejects.toMatchObject({ code: 'decision.made-in-review' });
    await expect(aPreparedReview(scene, town, tenancy)).rejects.toMatchObject({
      code: 'review.reviewed-already',
    });
    const other = await aRuled();
    await expect(
      aPreparedReview(
        scene,
        town,
        { ...other, leaseId: (await aTenancy(town)).leaseId },
        { corrects: decisionId },
      ),
    ).rejects.toMatchObject({ code: 'review.correction-contradictory' });
    const again = await aPreparedReview(scene, town, tenancy, { corrects: decisionId });
    const newId = await decide(scene, town, again, { ...A_REVIEW_REASON, termMonths: 60 });
    const rows = await peek(
      town,
      async (tx) => [await findDecision(tx, decisionId), await findDecision(tx, newId)] as const,
    );
    expect(rows[0]).toMatchObject({ correctedById: newId, termMonths: 36 });
    expect(rows[1]).toMatchObject({
      correctsId: decisionId,
      termMonths: 60,
      departsFromRecommendation: true,
    });
    await expect(aPreparedReview(scene, town, tenancy, { corrects: decisionId })).rejects.toMatchObject({
      code: 'decision.corrected-already',
    });
  });
});
