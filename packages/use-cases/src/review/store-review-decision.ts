import {
  findAssessment,
  findMeeting,
  insertReviewDecision,
  insertReviewProtocol,
  insertReviewSnapshot,
  listAttendance,
  listDissents,
  listRecusals,
  listReviewSignatures,
  type ReviewAuthority,
  type ReviewRow,
  type Tx,
  updateReview,
} from '@boligtrapp/database';
import { departsFrom } from '@boligtrapp/domain';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import type { Actor } from '../actor/actor.ts';
import { appendAssessmentVersion } from '../assessment/register-assessment.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { ReviewDeps } from './open-review.ts';
import type { ReviewContent } from './review-content.ts';

/** Content that two persons have signed. */
export interface StoreReviewDecision {
  readonly review: ReviewRow;
  readonly content: ReviewContent;
  readonly hash: string;
  readonly authority: ReviewAuthority;
  readonly decidedBy: readonly [string, string];
}

/**
 * Stores the decision with the content it rests on and its minutes, and lets its effects come: a tenant who is to move
 * takes part in rounds as a mover from now on, one who is not takes part no more. A renewed lease is made when it is
 * agreed; who leaves is read from the decision by forecasts and letters. The caller holds the locks of the review, the
 * household and the lease.
 *
 * @throws {ConflictError} `decision.corrected-already`
 */
export async function storeReviewDecision(
  tx: Tx,
  deps: ReviewDeps,
  actor: Actor,
  signed: StoreReviewDecision,
): Promise<{ readonly decisionId: string; readonly protocolHash: string }> {
  const { municipalityId } = actor;
  const { review, content, hash } = signed;
  const { ruling } = content;
  const decisionId = deps.ids.next();
  const [decidedBy, countersignedBy] = signed.decidedBy;
  await insertReviewSnapshot(tx, municipalityId, {
    reviewId: review.id,
    facts: toCanonicalJson(content),
    factsHash: hash,
  });
  const outcome = await insertReviewDecision(tx, municipalityId, {
    id: decisionId,
    reviewId: review.id,
    authority: signed.authority,
    policySetId: content.policy.id,
    householdId: review.householdId,
    dwellingId: ruling.outcome === 'renewed' ? review.dwellingId : null,
    outcome: ruling.outcome,
    termMonths: ruling.termMonths,
    targetTrack: ruling.target?.track ?? null,
    targetLevel: ruling.target?.level ?? null,
    departsFromRecommendation: departsFrom(ruling, content.recommendation),
    reasonCode: ruling.reasonCode,
    reason: ruling.reason,
    decidedBy,
    countersignedBy,
    correctsId: review.correctsDecisionId,
  });
  if (outcome === 'corrected-already') throw new ConflictError('decision.corrected-already');
  await updateReview(tx, municipalityId, review.id, { state: 'decided', closedOn: deps.clock.today() });
  const versionNumber = await followDecision(tx, deps, actor, { decisionId, content });
  const protocolHash = await writeProtocol(tx, municipalityId, { ...signed, decisionId });
  await appendAuditEvent(tx, actor, {
    action: 'decision.made',
    objectKind: 'decision',
    objectId: decisionId,
    after: {
      reviewId: review.id,
      householdId: review.householdId,
      outcome: ruling.outcome,
      termMonths: ruling.termMonths,
      decidedBy,
      countersignedBy,
      correctsId: review.correctsDecisionId,
      assessmentVersion: versionNumber,
      protocolHash,
    },
  });
  return { decisionId, protocolHash };
}

/**
 * Says in the assessment whether the tenant is ready to move: rounds with movers go by it. @returns the new version,
 * null where it said so already.
 */
async function followDecision(
  tx: Tx,
  deps: ReviewDeps,
  actor: Actor,
  { decisionId, content }: { readonly decisionId: string; readonly content: ReviewContent },
): Promise<number | null> {
  const { assessmentId } = content.inputs;
  if (assessmentId === null) return null;
  const assessment = await findAssessment(tx, actor.municipalityId, assessmentId);
  const readyToMove = content.ruling.outcome === 'moved';
  if (assessment === undefined || assessment.readyToMove === readyToMove) return null;
  return await appendAssessmentVersion(tx, deps, actor, {
    assessment: { ...assessment, id: deps.ids.next(), readyToMove, madeByDecisionId: decisionId },
    because: 'assessed',
  });
}

/** Stores the minutes: who was present or recused or disagreed, what it rests on, and who signed. Ids, no names. */
async function writeProtocol(
  tx: Tx,
  municipalityId: string,
  { review, content, hash, authority, decidedBy, decisionId }: StoreReviewDecision & { decisionId: string },
): Promise<string> {
  const { meetingId, delegationReference } = authority;
  const signatures = await listReviewSignatures(tx, municipalityId, review.id);
  const document = {
    format: 'boligtrapp-review-protocol/1',
    meeting: meetingId === null ? null : await meetingFor(tx, { meetingId, reviewId: review.id }),
    delegationReference,
    recusals: (await listRecusals(tx, [review.householdId])).map((recusal) => ({ ...recusal })),
    contentHash: hash,
    content,
    decision: { id: decisionId, decidedBy: decidedBy[0], countersignedBy: decidedBy[1] },
    signatures: signatures.map((signature) => ({ ...signature })),
  };
  const documentHash = sha256Hex(document);
  await insertReviewProtocol(tx, municipalityId, {
    reviewId: review.id,
    meetingId,
    document: toCanonicalJson(document),
    documentHash,
  });
  return documentHash;
}

async function meetingFor(
  tx: Tx,
  { meetingId, reviewId }: { readonly meetingId: string; readonly reviewId: string },
) {
  const meeting = await findMeeting(tx, meetingId);
  const dissents = await listDissents(tx, meetingId);
  return {
    id: meetingId,
    meetingOn: meeting?.meetingOn ?? null,
    quorum: meeting?.quorum ?? 0,
    attendance: (await listAttendance(tx, meetingId)).map((attendee) => ({ ...attendee })),
    dissents: dissents
      .filter((dissent) => dissent.reviewId === reviewId)
      .map(({ member, reason }) => ({ member, reason })),
  };
}
