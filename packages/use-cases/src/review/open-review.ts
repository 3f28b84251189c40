import {
  type Db,
  findDecision,
  findLease,
  findLeaseOfRenewal,
  findReview,
  insertReview,
  lockHousehold,
  lockLease,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString, ReviewState } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { assertMayPrepare } from './assert-may-prepare.ts';

/** What the use cases about reviews work with. */
export interface ReviewDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A review to be opened by a person. */
export interface OpenReview {
  readonly leaseId: string;
  /** Case officer who takes it; null for nobody yet. */
  readonly assignedTo: string | null;
  /** The decision of an earlier review of the lease that is to be corrected; null for an ordinary review. */
  readonly correctsDecisionId: string | null;
}

/** The review that was opened. */
export interface OpenedReview {
  readonly id: string;
  readonly version: number;
  readonly state: ReviewState;
  readonly termLastDay: PlainDateString | null;
}

/**
 * Opens the review of a lease, whenever a person finds it due; the night opens those that its flags call for.
 *
 * @throws {NotFoundError} `lease.not-found`
 * @throws {ConflictError} `review.lease-closed`, `review.open-already`, `review.reviewed-already`;
 * `decision.corrected-already`, `decision.lease-made` for a decision that can no longer be corrected.
 * @throws {RuleRefusedError} `review.assignee-recused`; `review.correction-contradictory`
 */
export async function openReview(
  deps: ReviewDeps,
  actor: Actor,
  command: OpenReview,
  request: IdempotencyRequest,
): Promise<OpenedReview> {
  authorise(actor, 'reviews.write');
  return await runOnce(deps.db, actor, request, async (tx) => await open(tx, deps, actor, command));
}

async function open(tx: Tx, deps: ReviewDeps, actor: Actor, command: OpenReview): Promise<OpenedReview> {
  const { municipalityId } = actor;
  const { leaseId, assignedTo, correctsDecisionId } = command;
  await heedRecusals(tx, actor);
  const lease = await findLease(tx, municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  // Household before lease, as everywhere; a lease that is being closed is waited for.
  await lockHousehold(tx, municipalityId, lease.householdId);
  const locked = await lockLease(tx, municipalityId, leaseId);
  if (locked === undefined || locked.closedOn !== null) throw new ConflictError('review.lease-closed');
  await assertMayPrepare(tx, assignedTo, lease.householdId);
  if (correctsDecisionId !== null) {
    await assertCorrectable(tx, municipalityId, { decisionId: correctsDecisionId, leaseId });
  }
  const review = {
    id: deps.ids.next(),
    leaseId,
    openedOn: deps.clock.today(),
    openedBy: actor.id,
    termLastDay: lease.lastDay,
    assignedTo,
    correctsDecisionId,
  };
  const outcome = await insertReview(tx, municipalityId, review);
  if (outcome === 'open-already') throw new ConflictError('review.open-already');
  if (outcome === 'reviewed-already') throw new ConflictError('review.reviewed-already');
  await logAccess(tx, deps, actor, { operation: 'open-review', householdIds: [lease.householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'review.opened',
    objectKind: 'review',
    objectId: review.id,
    after: { leaseId, termLastDay: lease.lastDay, assignedTo, correctsDecisionId },
  });
  return { id: review.id, version: 1, state: 'open', termLastDay: lease.lastDay };
}

/**
 * A decision of a review can be corrected until a lease is made of it. The caller has locked the household, without
 * which a lease could be made meanwhile.
 *
 * @throws {ConflictError} `decision.corrected-already`, `decision.lease-made`.
 * @throws {RuleRefusedError} `review.correction-contradictory`
 */
export async function assertCorrectable(
  tx: Tx,
  municipalityId: string,
  { decisionId, leaseId }: { readonly decisionId: string; readonly leaseId: string },
): Promise<void> {
  const decision = await findDecision(tx, decisionId);
  const reviewId = decision?.reviewId ?? null;
  const earlier = reviewId === null ? undefined : await findReview(tx, municipalityId, reviewId);
  if (decision === undefined || earlier?.leaseId !== leaseId) {
    throw new RuleRefusedError('review.correction-contradictory', { field: 'correctsDecisionId' });
  }
  if (decision.correctedById !== null) throw new ConflictError('decision.corrected-already');
  if ((await findLeaseOfRenewal(tx, municipalityId, decisionId)) !== undefined) {
    throw new ConflictError('decision.lease-made');
  }
}
