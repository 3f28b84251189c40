import {
  findPolicyInForce,
  findReviewRuling,
  listReviewInputs,
  lockReview,
  newestInput,
  type ReviewFactsRow,
  type ReviewInputRow,
  type ReviewRow,
  type ReviewRulingRow,
  readReviewFacts,
  readTenancyFacts,
  type Tx,
} from '@boligtrapp/database';
import {
  addMonthsClamped,
  ageOn,
  onlyConsidered,
  type PlainDateString,
  type Recommendation,
  type ReviewFacts,
  type ReviewPolicy,
  readPolicy,
  recommendOutcome,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What a review cannot do without. */
export type MissingInput = 'assessment' | 'wish';

/** A review with what it rests on, as it stands now. */
export interface ReviewCase {
  readonly review: ReviewRow;
  /** From the newest. */
  readonly inputs: readonly ReviewInputRow[];
  readonly policy: { readonly id: string; readonly hash: string; readonly reviews: ReviewPolicy };
  readonly missing: readonly MissingInput[];
  /** What the policy lets the review consider, and what the rules make of it; null while something is missing. */
  readonly basis: { readonly facts: ReviewFacts; readonly recommendation: Recommendation } | null;
  /** What somebody ruled since it was prepared; undefined while nobody has. */
  readonly ruling: ReviewRulingRow | undefined;
}

/**
 * Locks a review that exists for the actor, before a meeting, a dwelling or a household is locked.
 *
 * @throws {NotFoundError} `review.not-found` @throws {StaleVersionError} when `version` is given and another one.
 */
export async function lockVisibleReview(
  tx: Tx,
  actor: Actor,
  { reviewId, version }: { readonly reviewId: string; readonly version?: number },
): Promise<ReviewRow> {
  const review = await lockReview(tx, actor.municipalityId, reviewId);
  if (review === undefined || (await hiddenHouseholds(tx, actor)).has(review.householdId)) {
    throw new NotFoundError('review.not-found');
  }
  if (version !== undefined && review.version !== version) throw new StaleVersionError();
  return review;
}

/** Reads what a review rests on by the policy of `today`. @throws {NotFoundError} `policy-set.none-in-force` */
export async function loadReviewCase(
  tx: Tx,
  municipalityId: string,
  { review, today }: { readonly review: ReviewRow; readonly today: PlainDateString },
): Promise<ReviewCase> {
  const found = await findPolicyInForce(tx, today);
  if (found === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on: today } });
  const policy = { id: found.id, hash: found.contentHash, reviews: readPolicy(found.content).reviews };
  const inputs = await listReviewInputs(tx, municipalityId, review.id);
  const stored = await readReviewFacts(tx, municipalityId, review);
  const { preparation } = review;
  const ruling = await findReviewRuling(tx, municipalityId, { reviewId: review.id, preparation });
  const through = review.preparedOn ?? today;
  const from = addMonthsClamped(through, -policy.reviews.considersMonthsBack);
  const { leaseId, householdId } = review;
  const tenancy = await readTenancyFacts(tx, municipalityId, { leaseId, householdId, from, through });
  const facts = factsOf({ inputs, stored, from, review, policy: policy.reviews }, tenancy);
  return {
    review,
    inputs,
    policy,
    ruling: review.state === 'open' ? undefined : ruling,
    missing: missingOf(inputs, stored),
    basis:
      facts === null
        ? null
        : {
            facts: onlyConsidered(facts, policy.reviews),
            recommendation: recommendOutcome(facts, policy.reviews),
          },
  };
}

/** An assessment is missing, too, where a newer one has come than the review has taken in. */
function missingOf(
  inputs: readonly ReviewInputRow[],
  { assessment }: ReviewFactsRow,
): readonly MissingInput[] {
  const isAssessed = assessment !== null && newestInput(inputs, 'assessment')?.assessmentId === assessment.id;
  return [
    ...(isAssessed ? [] : (['assessment'] as const)),
    ...(newestInput(inputs, 'wish') === undefined ? (['wish'] as const) : []),
  ];
}

interface FactSources {
  readonly inputs: readonly ReviewInputRow[];
  readonly stored: ReviewFactsRow;
  /** First day that is looked back to (inclusive). */
  readonly from: PlainDateString;
  readonly review: ReviewRow;
  readonly policy: ReviewPolicy;
}

function factsOf(
  { inputs, stored, from, review, policy }: FactSources,
  tenancy: Pick<ReviewFacts, 'visits' | 'conduct'>,
): ReviewFacts | null {
  const { assessment } = stored;
  const reassessed = newestInput(inputs, 'assessment');
  const wished = newestInput(inputs, 'wish');
  const rent = newestInput(inputs, 'rent');
  if (assessment === null || wished === undefined || reassessed?.assessmentId !== assessment.id) return null;
  const { track, level, programme, needs } = assessment;
  return {
    home: stored.home,
    need: {
      track,
      level,
      programme,
      acceptableLevels: needs.acceptableLevels.map((accepted) => accepted.level),
      bedrooms: { min: needs.bedrooms.min, max: needs.bedrooms.max },
    },
    stillQualifies: reassessed.stillQualifies,
    wish: wished.wish,
    hasChildren: stored.birthDates.some(
      (birthDate) => ageOn(birthDate, review.openedOn) <= policy.childrenUpToAge,
    ),
    wasRenewedBefore: stored.wasRenewedBefore,
    visits: tenancy.visits,
    arrears: rent !== undefined && rent.asOf >= from ? rent.arrears : null,
    conduct: tenancy.conduct,
  };
}
