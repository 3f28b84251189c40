import {
  countReviews,
  type DecisionRow,
  findDecisionOfReview,
  findLeaseOfRenewal,
  findReview,
  findReviewProtocol,
  findReviewSnapshot,
  inTenant,
  listReviewInputs,
  listReviewSignatures,
  type ReviewInputRow,
  type ReviewKey,
  type ReviewQuery,
  type ReviewRow,
  type ReviewRulingRow,
  type ReviewSignatureRow,
  listReviews as readReviews,
  type Tx,
} from '@boligtrapp/database';
import {
  allowedActions,
  departsFrom,
  lastSafeDayOf,
  type PlainDateString,
  REVIEW_TRANSITIONS,
  type Recommendation,
  type ReviewFacts,
  type ReviewRuling,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { StoredProtocol } from '../decision/read-decisions.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadReviewCase, type MissingInput } from './load-review.ts';
import type { ReviewDeps } from './open-review.ts';
import { parseReviewContent, reviewContentOf, toRuling } from './review-content.ts';

/** A review as the actor may see it. */
export type ReviewView = ReviewRow;

/** A ruling with whether it is what was recommended. */
export interface ReviewRulingView extends ReviewRuling {
  /** Null once it is decided: the ruling is then that of the decision. */
  readonly version: number | null;
  readonly ruledBy: string | null;
  readonly departsFromRecommendation: boolean;
}

/** What was taken in, as the actor may see it. */
export type ReviewInputView =
  | ReviewInputRow
  | (Omit<Extract<ReviewInputRow, { kind: 'assessment' }>, 'assessmentId'> & { readonly assessmentId: null });

/** A review with everything that it rests on. */
export interface ReviewDetails extends ReviewView {
  /** Last day on which a written request to move counts (inclusive); null without a term. */
  readonly lastSafeDay: PlainDateString | null;
  /** What was taken in, from the newest. Remarks and assessments are null where the household is withheld. */
  readonly inputs: readonly ReviewInputView[];
  readonly missing: readonly MissingInput[];
  /** As they stand now, or as they were signed; null while something is missing. */
  readonly facts: ReviewFacts | null;
  /** What the rules recommend. It is no ruling, and none is made of it. */
  readonly recommendation: Recommendation | null;
  readonly ruling: ReviewRulingView | null;
  /** Hash of what two persons sign, or have signed; null while there is nothing to sign. */
  readonly contentHash: string | null;
  readonly signatures: readonly ReviewSignatureRow[];
  readonly decision: DecisionRow | null;
  /** The lease that was made of the decision to renew; null until then. */
  readonly renewedLeaseId: string | null;
  readonly allowedActions: readonly string[];
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface ReviewPage {
  readonly items: readonly ReviewView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Reviews by the end of the term; the households on the page are logged as read. */
export async function listReviews(
  deps: ReviewDeps,
  actor: Actor,
  {
    after,
    limit,
    ...query
  }: Omit<ReviewQuery, 'hidden'> & { readonly after?: ReviewKey | undefined; readonly limit: number },
): Promise<ReviewPage> {
  authorise(actor, 'reviews.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter: ReviewQuery = { ...query, hidden: await hiddenHouseholds(tx, actor) };
    const rows = await readReviews(tx, municipalityId, filter, { after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    await logAccess(tx, deps, actor, { operation: 'list-reviews', householdIds: householdsOf(items) });
    const totalCount = await countReviews(tx, municipalityId, filter);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

/**
 * One review with what it rests on and what the rules recommend: as things stand while it is open, as it was signed
 * once it is decided. The reading is logged.
 *
 * @throws {NotFoundError} `review.not-found`, `policy-set.none-in-force`.
 */
export async function getReview(deps: ReviewDeps, actor: Actor, reviewId: string): Promise<ReviewDetails> {
  authorise(actor, 'reviews.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findVisible(tx, actor, reviewId);
    const view = row;
    await logAccess(tx, deps, actor, { operation: 'get-review', householdIds: householdsOf([view]) });
    const inputs = await listReviewInputs(tx, municipalityId, reviewId);
    const basis = await basisOf(tx, municipalityId, { row, today: deps.clock.today() });
    const decision = (await findDecisionOfReview(tx, reviewId)) ?? null;
    return {
      ...view,
      ...basis,
      lastSafeDay: row.termLastDay === null ? null : lastSafeDayOf(row.termLastDay),
      inputs,
      signatures: await listReviewSignatures(tx, municipalityId, reviewId),
      decision,
      renewedLeaseId:
        decision === null ? null : ((await findLeaseOfRenewal(tx, municipalityId, decision.id)) ?? null),
      allowedActions: allowedActions(REVIEW_TRANSITIONS, row.state),
    };
  });
}

/**
 * The minutes of a review, once it is decided.
 *
 * @throws {NotFoundError} `review.not-found`; `protocol.not-found`.
 */
export async function getReviewProtocol(
  deps: ReviewDeps,
  actor: Actor,
  reviewId: string,
): Promise<StoredProtocol> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findVisible(tx, actor, reviewId);
    const protocol = await findReviewProtocol(tx, actor.municipalityId, reviewId);
    if (protocol === undefined) throw new NotFoundError('protocol.not-found');
    await logAccess(tx, deps, actor, {
      operation: 'get-review-protocol',
      householdIds: [row.householdId],
    });
    return protocol;
  });
}

type ReviewBasis = Pick<ReviewDetails, 'missing' | 'facts' | 'recommendation' | 'ruling' | 'contentHash'>;

async function basisOf(
  tx: Tx,
  municipalityId: string,
  { row, today }: { readonly row: ReviewRow; readonly today: PlainDateString },
): Promise<ReviewBasis> {
  if (row.state === 'decided') return await signedBasisOf(tx, municipalityId, row.id);
  if (row.state === 'lapsed') return NO_BASIS;
  const found = await loadReviewCase(tx, municipalityId, { review: row, today });
  const { missing, basis, ruling } = found;
  return {
    missing,
    facts: basis?.facts ?? null,
    recommendation: basis?.recommendation ?? null,
    ruling: ruling === undefined ? null : rulingView(ruling, basis?.recommendation ?? null),
    contentHash: reviewContentOf(found)?.hash ?? null,
  };
}

const NO_BASIS: ReviewBasis = {
  missing: [],
  facts: null,
  recommendation: null,
  ruling: null,
  contentHash: null,
};

async function signedBasisOf(tx: Tx, municipalityId: string, reviewId: string): Promise<ReviewBasis> {
  const snapshot = await findReviewSnapshot(tx, municipalityId, reviewId);
  if (snapshot === undefined) return NO_BASIS;
  const { facts, recommendation, ruling } = parseReviewContent(snapshot.facts);
  return {
    missing: [],
    facts,
    recommendation,
    ruling: {
      ...ruling,
      version: null,
      ruledBy: null,
      departsFromRecommendation: departsFrom(ruling, recommendation),
    },
    contentHash: snapshot.factsHash,
  };
}

function rulingView(row: ReviewRulingRow, recommendation: Recommendation | null): ReviewRulingView {
  const ruling = toRuling(row);
  return {
    ...ruling,
    version: row.version,
    ruledBy: row.ruledBy,
    departsFromRecommendation: recommendation === null || departsFrom(ruling, recommendation),
  };
}

/** @throws {NotFoundError} `review.not-found` */
async function findVisible(tx: Tx, actor: Actor, reviewId: string): Promise<ReviewRow> {
  const row = await findReview(tx, actor.municipalityId, reviewId);
  if (row === undefined || (await hiddenHouseholds(tx, actor)).has(row.householdId)) {
    throw new NotFoundError('review.not-found');
  }
  return row;
}

function householdsOf(views: readonly ReviewView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
