import type { Level, PlainDateString, ReviewOutcome, ReviewReason, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
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

/** What was decided about a tenancy that still runs, and not corrected since. */
export interface ReviewedLease {
  readonly leaseId: string;
  readonly dwellingId: string;
  readonly householdId: string;
  /** Last day of the term (inclusive); null for a lease without an end. */
  readonly lastDay: PlainDateString | null;
  readonly reviewId: string;
  readonly decisionId: string;
  readonly outcome: ReviewOutcome;
  /** The day of the decision, in Norway. */
  readonly decidedOn: PlainDateString;
  readonly targetTrack: Track | null;
  readonly targetLevel: Level | null;
}

/** Which decided tenancies: by id of the lease, after `afterLeaseId` (exclusive). */
export interface ReviewedLeaseQuery {
  readonly outcomes: readonly ReviewOutcome[];
  readonly afterLeaseId?: string | undefined;
  readonly limit: number;
}

/**
 * Leases that bind a dwelling and are reviewed, with the outcome that holds. A forecast reads from it who leaves
 * (`moved`: to another step; `private-rental`, `startlan`, `ended`: altogether), letters who is to be asked to move.
 */
export async function listReviewedLeases(
  tx: Tx,
  municipalityId: string,
  { outcomes, afterLeaseId, limit }: ReviewedLeaseQuery,
): Promise<readonly ReviewedLease[]> {
  const { rows } = await sql<ReviewedLease>`
    select l.id as "leaseId", l.dwelling_id as "dwellingId", l.household_id as "householdId",
      l.last_day as "lastDay", r.id as "reviewId", d.id as "decisionId", d.outcome,
      (d.decided_at at time zone 'Europe/Oslo')::date as "decidedOn",
      d.target_track as "targetTrack", d.target_level as "targetLevel"
    from leases l
    join reviews r on r.municipality_id = l.municipality_id and r.lease_id = l.id
    join decisions d on d.municipality_id = r.municipality_id and d.review_id = r.id
    where l.municipality_id = ${municipalityId} and l.closed_on is null
      and d.outcome = any(${[...outcomes]}::text[])
      and not exists (select from decisions c where c.municipality_id = d.municipality_id and c.corrects_id = d.id)
      and (${afterLeaseId ?? null}::uuid is null or l.id > ${afterLeaseId ?? null}::uuid)
      -- A lease whose term was agreed anew after the decision is another matter.
      and r.term_last_day is not distinct from l.last_day
    order by l.id, d.id limit ${limit}`.execute(tx);
  return rows;
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
