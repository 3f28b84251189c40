import { createHash } from 'node:crypto';
import { insertReview, insertReviewDecision } from '@boligtrapp/database';
import type { ReviewOutcome } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { peek, TODAY } from './records-scene.ts';
import type { Town } from './round-scene.ts';

/** Stores what two persons decided in a review of the lease. */
export async function aReviewDecision(
  town: Town,
  lease: { readonly leaseId: string; readonly householdId: string },
  outcome: ReviewOutcome,
): Promise<void> {
  const { municipalityId } = town;
  const reviewId = nextId();
  const facts_hash = createHash('sha256').update('{}').digest('hex');
  await peek(town, async (tx) => {
    await insertReview(tx, municipalityId, {
      id: reviewId,
      leaseId: lease.leaseId,
      openedOn: TODAY,
      openedBy: 'one',
      termLastDay: null,
      assignedTo: null,
      correctsDecisionId: null,
    });
    await tx
      .insertInto('review_snapshots')
      .values({ municipality_id: municipalityId, review_id: reviewId, facts: '{}', facts_hash })
      .execute();
    const stored = await insertReviewDecision(tx, municipalityId, {
      id: nextId(),
      reviewId,
      authority: { meetingId: null, delegationReference: 'D-1' },
      policySetId: town.policySetId,
      householdId: lease.householdId,
      dwellingId: null,
      outcome,
      termMonths: outcome === 'renewed' ? 36 : null,
      targetTrack: outcome === 'moved' ? 'welfare' : null,
      targetLevel: outcome === 'moved' ? 1 : null,
      departsFromRecommendation: false,
      reasonCode: null,
      reason: 'decided as the rules recommend',
      decidedBy: 'one',
      countersignedBy: 'two',
      correctsId: null,
    });
    if (stored !== 'inserted') throw new Error(stored);
    const decided = { state: 'decided', preparation: 1, prepared_by: 'one', prepared_on: TODAY } as const;
    await tx
      .updateTable('reviews')
      .set({ ...decided, closed_on: TODAY })
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', reviewId)
      .execute();
  });
}
