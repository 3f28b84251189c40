import {
  insertReviewSignature,
  type LockedMeeting,
  listAttendance,
  listRecusals,
  listReviewSignatures,
  listSuperiors,
  lockHousehold,
  lockLease,
  lockOpenMeetingOfLease,
  type ReviewAuthority,
  type ReviewRow,
  type Tx,
} from '@boligtrapp/database';
import {
  barredFrom,
  countSignatures,
  type PlainDateString,
  REVIEW_TRANSITIONS,
  type ReviewAction,
  type ReviewState,
  type SignedGroup,
  type WaitingReason,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hasChair, votersOf } from '../meeting/read-meetings.ts';
import { assertMayDecide } from '../recusal/assert-may-decide.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { transition } from '../states/transition.ts';
import { loadReviewCase, lockVisibleReview, type ReviewCase } from './load-review.ts';
import { assertCorrectable, type ReviewDeps } from './open-review.ts';
import { type ReviewContent, reviewContentOf } from './review-content.ts';
import { judgeReviewRuling } from './rule-review.ts';
import { storeReviewDecision } from './store-review-decision.ts';

/** A signature under what is ruled about a review. */
export interface SignReview {
  readonly reviewId: string;
  /** The hash of the content that the signer has read. */
  readonly contentHash: string;
  /** The meeting that decides; this or the delegation. */
  readonly meetingId: string | null;
  /** On what authority two persons decide without a meeting. */
  readonly delegationReference: string | null;
}

/** What came of a signature. */
export interface SignedReview {
  readonly reviewId: string;
  readonly state: ReviewState;
  /** Null until two have signed. */
  readonly decisionId: string | null;
  /** Null where it is decided. */
  readonly waitsFor: WaitingReason | null;
  /** Hash of the minutes where it is decided. */
  readonly protocolHash: string | null;
}

/**
 * Signs what is ruled about a review. It is decided when two persons who are not barred from the case have signed the
 * same content on the same authority: voters of a meeting with a quorum that has the lease on its agenda, or two by
 * delegation.
 *
 * @throws {NotFoundError} `review.not-found`, `policy-set.none-in-force`.
 * @throws {ConflictError} `record.transition-refused`, `review.not-in-open-meeting`, `meeting.no-quorum`,
 *   `review.lease-closed`, `review.incomplete`, `review.not-ruled`, `review.content-changed`, `review.signed-already`;
 *   `decision.corrected-already`, `decision.lease-made` for what can no longer be corrected.
 * @throws {RuleRefusedError} `review.authority-unclear`, `meeting.not-a-voter`, `decision.signer-recused`, and what a
 *   ruling is refused for, by the facts and the policy of today.
 * @law LOV-1967-02-10 § 6
 */
export async function signReview(
  deps: ReviewDeps,
  actor: Actor,
  command: SignReview,
  request: IdempotencyRequest,
): Promise<SignedReview> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => await sign(tx, deps, actor, command));
}

async function sign(tx: Tx, deps: ReviewDeps, actor: Actor, command: SignReview): Promise<SignedReview> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  await heedRecusals(tx, actor);
  const review = await lockVisibleReview(tx, actor, { reviewId: command.reviewId });
  transition<ReviewState, ReviewAction>(REVIEW_TRANSITIONS, review.state, 'decide');
  const sitting = await openSitting(tx, actor, review, command);
  await lockTenancy(tx, municipalityId, review);
  const found = await loadReviewCase(tx, municipalityId, { review, today });
  const signed = await contentToSign(tx, municipalityId, { found, today });
  if (signed.hash !== command.contentHash) throw new ConflictError('review.content-changed');
  const signers = await addSignature(tx, deps, actor, { command, authority: sitting.authority });
  const { decidedBy, waitsFor } = await countFor(tx, { householdId: review.householdId, sitting, signers });
  const made =
    decidedBy === null
      ? null
      : await storeReviewDecision(tx, deps, actor, {
          ...signed,
          review,
          authority: sitting.authority,
          decidedBy,
        });
  await logAccess(tx, deps, actor, { operation: 'sign-review', householdIds: [review.householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'review.signed',
    objectKind: 'review',
    objectId: review.id,
    after: { contentHash: signed.hash, ...sitting.authority, decisionId: made?.decisionId ?? null },
  });
  return {
    reviewId: review.id,
    state: made === null ? review.state : 'decided',
    decisionId: made?.decisionId ?? null,
    waitsFor,
    protocolHash: made?.protocolHash ?? null,
  };
}

/** What the signatures under one content, on one authority, make of the case. */
async function countFor(
  tx: Tx,
  counting: { readonly householdId: string; readonly sitting: Sitting; readonly signers: readonly string[] },
): Promise<Pick<SignedGroup, 'decidedBy' | 'waitsFor'>> {
  const { householdId, sitting, signers } = counting;
  const [counted] = countSignatures([[householdId]], signers, {
    voters: sitting.meeting === null ? signers : sitting.voters,
    quorum: sitting.meeting === null ? 0 : sitting.meeting.quorum,
    isBarred: barredFrom(await listRecusals(tx, [householdId]), await listSuperiors(tx)),
  });
  return counted ?? { decidedBy: null, waitsFor: 'needs-signature' };
}

/** On what authority is signed now: a meeting that sits, or a delegation. */
interface Sitting {
  readonly authority: ReviewAuthority;
  readonly meeting: LockedMeeting | null;
  readonly voters: readonly string[];
}

async function openSitting(
  tx: Tx,
  actor: Actor,
  review: ReviewRow,
  { meetingId, delegationReference }: SignReview,
): Promise<Sitting> {
  if (meetingId === null && delegationReference !== null) {
    await assertMayDecide(tx, [actor.id], review.householdId);
    return { authority: { meetingId, delegationReference }, meeting: null, voters: [] };
  }
  if (meetingId === null || delegationReference !== null) {
    throw new RuleRefusedError('review.authority-unclear', { field: 'meetingId' });
  }
  const meeting = await lockOpenMeetingOfLease(tx, review.leaseId);
  if (meeting?.id !== meetingId) throw new ConflictError('review.not-in-open-meeting');
  const attendance = await listAttendance(tx, meeting.id);
  const voters = votersOf(attendance, meeting.sitting);
  if (voters.length < meeting.quorum || !hasChair(attendance, meeting.sitting)) {
    throw new ConflictError('meeting.no-quorum', {
      facts: { present: voters.length, quorum: meeting.quorum },
    });
  }
  if (!voters.includes(actor.id)) throw new RuleRefusedError('meeting.not-a-voter');
  return { authority: { meetingId, delegationReference }, meeting, voters };
}

/**
 * Locks the household, then the lease: nobody assesses the one, or closes or renews the other, while two persons decide.
 *
 * @throws {ConflictError} `review.lease-closed`, and what stands against a correction.
 */
async function lockTenancy(tx: Tx, municipalityId: string, review: ReviewRow): Promise<void> {
  const { householdId, leaseId, correctsDecisionId } = review;
  await lockHousehold(tx, municipalityId, householdId);
  const lease = await lockLease(tx, municipalityId, leaseId);
  if (correctsDecisionId !== null) {
    await assertCorrectable(tx, municipalityId, { decisionId: correctsDecisionId, leaseId });
  }
  if (lease === undefined || lease.closedOn !== null) throw new ConflictError('review.lease-closed');
}

/** The content that can be signed now, judged by the facts and the policy of today. */
async function contentToSign(
  tx: Tx,
  municipalityId: string,
  { found, today }: { readonly found: ReviewCase; readonly today: PlainDateString },
): Promise<{ readonly content: ReviewContent; readonly hash: string }> {
  if (found.missing.length > 0) {
    throw new ConflictError('review.incomplete', { facts: { missing: found.missing.join(', ') } });
  }
  const signed = reviewContentOf(found);
  if (signed === null) throw new ConflictError('review.not-ruled');
  await judgeReviewRuling(tx, municipalityId, { found, ruling: signed.content.ruling, today });
  return signed;
}

/** Adds the signature. @returns who has signed the same on the same authority by now, the first to sign first. */
async function addSignature(
  tx: Tx,
  deps: ReviewDeps,
  actor: Actor,
  { command, authority }: { readonly command: SignReview; readonly authority: ReviewAuthority },
): Promise<readonly string[]> {
  const { reviewId, contentHash } = command;
  const before = (await listReviewSignatures(tx, actor.municipalityId, reviewId))
    .filter(
      (signature) =>
        signature.contentHash === contentHash &&
        signature.meetingId === authority.meetingId &&
        signature.delegationReference === authority.delegationReference,
    )
    .map(({ signedBy }) => signedBy);
  if (before.includes(actor.id)) throw new ConflictError('review.signed-already');
  await insertReviewSignature(tx, actor.municipalityId, {
    id: deps.ids.next(),
    reviewId,
    authority,
    contentHash,
    signedBy: actor.id,
  });
  return [...before, actor.id];
}
