import {
  findAssessment,
  insertReviewInput,
  type ReviewRow,
  readReviewFacts,
  type Tx,
  updateReview,
} from '@boligtrapp/database';
import {
  type PlainDateString,
  REVIEW_TRANSITIONS,
  type RentArrears,
  type ReviewAction,
  type ReviewState,
  type ReviewWish,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { loadReviewCase, lockVisibleReview } from './load-review.ts';
import type { ReviewDeps } from './open-review.ts';

/** What a review takes in. */
export type TakenIn =
  | {
      readonly kind: 'assessment';
      /** The newest of the household; made for the review, or confirmed as it is. */
      readonly assessmentId: string;
      /** Whether the household still meets the conditions for a municipal dwelling. */
      readonly stillQualifies: boolean;
    }
  | {
      readonly kind: 'wish';
      readonly wish: ReviewWish;
      /** In the words of the tenant; no health data. */
      readonly remark: string | null;
      /** The day of the talk. */
      readonly asOf: PlainDateString;
    }
  | {
      readonly kind: 'rent';
      readonly arrears: RentArrears;
      /** The day on which the rent account was so. */
      readonly asOf: PlainDateString;
    };

/** Something to be taken in. */
export interface RecordReviewInput {
  readonly reviewId: string;
  /** The version of the review that the caller has read. */
  readonly version: number;
  readonly input: TakenIn;
}

/** The input that was added. */
export interface RecordedReviewInput {
  readonly id: string;
  readonly reviewId: string;
  readonly version: number;
}

/**
 * Takes in the reassessment, the wish of the tenant, or the rent, before the review is prepared. The newest of each
 * kind counts; what came before stays.
 *
 * @throws {NotFoundError} `review.not-found`, `policy-set.none-in-force`. @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 * @throws {RuleRefusedError} `review.assessment-outdated`, `review.fact-not-considered`, `record.date-in-the-future`.
 */
export async function recordReviewInput(
  deps: ReviewDeps,
  actor: Actor,
  command: RecordReviewInput,
  request: IdempotencyRequest,
): Promise<RecordedReviewInput> {
  authorise(actor, 'reviews.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: ReviewDeps,
  actor: Actor,
  command: RecordReviewInput,
): Promise<RecordedReviewInput> {
  const { municipalityId } = actor;
  const { input } = command;
  const review = await lockVisibleReview(tx, actor, command);
  transition<ReviewState, ReviewAction>(REVIEW_TRANSITIONS, review.state, 'record');
  const id = deps.ids.next();
  const taken =
    input.kind === 'assessment'
      ? await reassessed(tx, deps, actor, { review, input })
      : await dated(tx, deps, actor, { review, input });
  await insertReviewInput(tx, municipalityId, { ...taken, id, reviewId: review.id, recordedBy: actor.id });
  const version = await updateReview(tx, municipalityId, review.id, {});
  await logAccess(tx, deps, actor, {
    operation: 'record-review-input',
    householdIds: [review.householdId],
  });
  await appendAuditEvent(tx, actor, {
    action: 'review.input-recorded',
    objectKind: 'review',
    objectId: review.id,
    after: { inputId: id, kind: input.kind },
  });
  return { id, reviewId: review.id, version };
}

interface Taking<Input> {
  readonly review: ReviewRow;
  readonly input: Input;
}

/** @throws {RuleRefusedError} `review.assessment-outdated` */
async function reassessed(
  tx: Tx,
  deps: ReviewDeps,
  { municipalityId }: Actor,
  { review, input }: Taking<Extract<TakenIn, { kind: 'assessment' }>>,
) {
  const { assessment } = await readReviewFacts(tx, municipalityId, review);
  const today = deps.clock.today();
  const given = await findAssessment(tx, municipalityId, input.assessmentId);
  if (given === undefined || given.id !== assessment?.id || given.validUntil <= today) {
    throw new RuleRefusedError('review.assessment-outdated', { field: 'input/assessmentId' });
  }
  return { ...input, isConfirmed: given.assessedOn < review.openedOn, asOf: today };
}

/** @throws {RuleRefusedError} `record.date-in-the-future`, `review.fact-not-considered`. */
async function dated(
  tx: Tx,
  deps: ReviewDeps,
  { municipalityId }: Actor,
  { review, input }: Taking<Exclude<TakenIn, { kind: 'assessment' }>>,
) {
  const today = deps.clock.today();
  if (input.asOf > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'input/asOf' });
  if (input.kind === 'rent') {
    const { policy } = await loadReviewCase(tx, municipalityId, { review, today });
    if (!policy.reviews.considers.includes('rent')) {
      throw new RuleRefusedError('review.fact-not-considered', { field: 'input/kind' });
    }
  }
  return input;
}
