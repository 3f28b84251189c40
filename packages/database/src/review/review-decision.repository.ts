import type { Level, ReviewOutcome, ReviewReason, Track } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { ReviewAuthority } from './review.rows.ts';

/** A decision (vedtak) of a review to be added. Its snapshot is there already. */
export interface NewReviewDecision {
  readonly id: string;
  readonly reviewId: string;
  readonly authority: ReviewAuthority;
  readonly policySetId: string;
  readonly householdId: string;
  /** The dwelling that the household keeps where the lease is renewed; null otherwise. */
  readonly dwellingId: string | null;
  readonly outcome: ReviewOutcome;
  readonly termMonths: number | null;
  readonly targetTrack: Track | null;
  readonly targetLevel: Level | null;
  readonly departsFromRecommendation: boolean;
  readonly reasonCode: ReviewReason | null;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly countersignedBy: string;
  readonly correctsId: string | null;
}

/** Adds the decision of a review; it is never changed. @returns what stood in the way. */
export async function insertReviewDecision(
  tx: Tx,
  municipalityId: string,
  decision: NewReviewDecision,
): Promise<'inserted' | 'corrected-already'> {
  try {
    await tx
      .insertInto('decisions')
      .values({
        municipality_id: municipalityId,
        id: decision.id,
        review_id: decision.reviewId,
        meeting_id: decision.authority.meetingId,
        delegation_reference: decision.authority.delegationReference,
        policy_set_id: decision.policySetId,
        household_id: decision.householdId,
        dwelling_id: decision.dwellingId,
        outcome: decision.outcome,
        term_months: decision.termMonths,
        target_track: decision.targetTrack,
        target_level: decision.targetLevel,
        departs_from_recommendation: decision.departsFromRecommendation,
        reason_code: decision.reasonCode,
        reason: decision.reason,
        decided_by: decision.decidedBy,
        countersigned_by: decision.countersignedBy,
        corrects_id: decision.correctsId,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    if (violatedConstraint(error) === 'decisions_corrects_once_key') return 'corrected-already';
    throw error;
  }
}

/** The lease that was made of a decision to renew, or undefined. */
export async function findLeaseOfRenewal(
  tx: Tx,
  municipalityId: string,
  decisionId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('leases')
    .where('municipality_id', '=', municipalityId)
    .where('renewal_decision_id', '=', decisionId)
    .select('id')
    .executeTakeFirst();
  return row?.id;
}
