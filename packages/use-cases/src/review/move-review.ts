import { type ReviewRow, type Tx, updateReview } from '@boligtrapp/database';
import { REVIEW_TRANSITIONS, type ReviewAction, type ReviewState } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { transition } from '../states/transition.ts';
import { assertMayPrepare } from './assert-may-prepare.ts';
import { loadReviewCase, lockVisibleReview } from './load-review.ts';
import type { ReviewDeps } from './open-review.ts';

/** Which review, as the caller has read it. */
interface ReviewCommand {
  readonly reviewId: string;
  readonly version: number;
}

/** The review after a command. */
export interface MovedReview {
  readonly id: string;
  readonly state: ReviewState;
  readonly version: number;
  readonly assignedTo: string | null;
}

/** Who is to have a review. */
export interface AssignReview extends ReviewCommand {
  /** Null for nobody. */
  readonly assignedTo: string | null;
}

/**
 * Gives the review to a case officer, or to nobody.
 *
 * @throws {NotFoundError} `review.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` @throws {RuleRefusedError} `review.assignee-recused`
 */
export async function assignReview(
  deps: ReviewDeps,
  actor: Actor,
  command: AssignReview,
  request: IdempotencyRequest,
): Promise<MovedReview> {
  authorise(actor, 'reviews.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { municipalityId } = actor;
    const { assignedTo } = command;
    await heedRecusals(tx, actor);
    const review = await lockVisibleReview(tx, actor, command);
    const state = move(review, 'assign');
    await assertMayPrepare(tx, assignedTo, review.householdId);
    const version = await updateReview(tx, municipalityId, review.id, { assignedTo });
    await appendAuditEvent(tx, actor, {
      action: 'review.assigned',
      objectKind: 'review',
      objectId: review.id,
      before: { assignedTo: review.assignedTo },
      after: { assignedTo },
    });
    return { id: review.id, state, version, assignedTo };
  });
}

/** A step of the preparation. */
export interface PrepareReview extends ReviewCommand {
  /** `take-back`: it is opened again, and what was ruled until then counts no more. */
  readonly action: 'prepare' | 'take-back';
}

/**
 * Prepares a review that has everything it rests on, so that people can rule on it; or takes it back, to take in more.
 * Nothing is ruled by preparing.
 *
 * @throws {NotFoundError} `review.not-found`, `policy-set.none-in-force`. @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `review.incomplete`.
 */
export async function prepareReview(
  deps: ReviewDeps,
  actor: Actor,
  command: PrepareReview,
  request: IdempotencyRequest,
): Promise<MovedReview> {
  authorise(actor, 'reviews.write');
  return await runOnce(deps.db, actor, request, async (tx) => await prepare(tx, deps, actor, command));
}

async function prepare(tx: Tx, deps: ReviewDeps, actor: Actor, command: PrepareReview): Promise<MovedReview> {
  const { municipalityId } = actor;
  const { action } = command;
  const today = deps.clock.today();
  const review = await lockVisibleReview(tx, actor, command);
  const state = move(review, action);
  if (action === 'prepare') {
    const { missing } = await loadReviewCase(tx, municipalityId, { review, today });
    if (missing.length > 0) {
      throw new ConflictError('review.incomplete', { facts: { missing: missing.join(', ') } });
    }
  }
  const prepared = action === 'prepare' ? { by: actor.id, on: today } : null;
  const version = await updateReview(tx, municipalityId, review.id, { state, prepared });
  await logAccess(tx, deps, actor, { operation: 'prepare-review', householdIds: [review.householdId] });
  await appendAuditEvent(tx, actor, {
    action: action === 'prepare' ? 'review.prepared' : 'review.taken-back',
    objectKind: 'review',
    objectId: review.id,
    before: { state: review.state },
    after: { state },
  });
  return { id: review.id, state, version, assignedTo: review.assignedTo };
}

function move({ state }: ReviewRow, action: ReviewAction): ReviewState {
  return transition<ReviewState, ReviewAction>(REVIEW_TRANSITIONS, state, action);
}
