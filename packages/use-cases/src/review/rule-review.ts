import {
  appendReviewRuling,
  findDwelling,
  findLease,
  inTenant,
  readLeaseNotices,
  type Tx,
  toLeaseFacts,
} from '@boligtrapp/database';
import {
  dayAfter,
  departsFrom,
  evaluateLease,
  findReviewRulingFault,
  type LawRef,
  type PlainDateString,
  REVIEW_TRANSITIONS,
  type ReviewAction,
  type ReviewOutcome,
  type ReviewRuling,
  type ReviewRulingFault,
  type ReviewState,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import { readLeaseOptions } from '../lease/lease-view.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { transition } from '../states/transition.ts';
import { loadReviewCase, lockVisibleReview, type ReviewCase } from './load-review.ts';
import type { ReviewDeps } from './open-review.ts';

/** What somebody rules about a review. */
export interface RuleReview extends ReviewRuling {
  readonly reviewId: string;
  /** The version of the ruling that the caller has read; 0 where there is none for this preparation. */
  readonly version: number;
}

/** The ruling as it stands. */
export interface RuledReview {
  readonly reviewId: string;
  readonly version: number;
  readonly outcome: ReviewOutcome;
  readonly departsFromRecommendation: boolean;
}

/**
 * Keeps what a person says about a review that is prepared. It can be said anew until two have signed; nothing is ever
 * ruled by what is recommended.
 *
 * @throws {NotFoundError} `review.not-found`, `policy-set.none-in-force`. @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `review.incomplete`.
 * @throws {RuleRefusedError} `review.ruling-incomplete`, `review.term-too-short`, `review.term-beyond-leased-in`,
 * `review.lease-indefinite`,
 * `review.target-not-assessed`, `review.fact-not-considered`.
 */
export async function ruleReview(deps: ReviewDeps, actor: Actor, command: RuleReview): Promise<RuledReview> {
  authorise(actor, 'decisions.write');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => await store(tx, deps, actor, command));
}

async function store(tx: Tx, deps: ReviewDeps, actor: Actor, command: RuleReview): Promise<RuledReview> {
  const { municipalityId } = actor;
  const { reviewId, version: seen, ...ruling } = command;
  const today = deps.clock.today();
  await heedRecusals(tx, actor);
  const review = await lockVisibleReview(tx, actor, { reviewId });
  transition<ReviewState, ReviewAction>(REVIEW_TRANSITIONS, review.state, 'rule');
  const found = await loadReviewCase(tx, municipalityId, { review, today });
  if ((found.ruling?.version ?? 0) !== seen) throw new StaleVersionError();
  const { recommendation } = await judgeReviewRuling(tx, municipalityId, { found, ruling, today });
  const version = await appendReviewRuling(tx, municipalityId, reviewId, {
    preparation: review.preparation,
    outcome: ruling.outcome,
    termMonths: ruling.termMonths,
    targetTrack: ruling.target?.track ?? null,
    targetLevel: ruling.target?.level ?? null,
    reasonCode: ruling.reasonCode,
    reason: ruling.reason,
    ruledBy: actor.id,
  });
  const departsFromRecommendation = departsFrom(ruling, recommendation);
  await logAccess(tx, deps, actor, { operation: 'rule-review', householdIds: [review.householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'review.ruled',
    objectKind: 'review',
    objectId: reviewId,
    before: found.ruling === undefined ? {} : { outcome: found.ruling.outcome },
    after: {
      version,
      outcome: ruling.outcome,
      termMonths: ruling.termMonths,
      reasonCode: ruling.reasonCode,
      departsFromRecommendation,
    },
  });
  return { reviewId, version, outcome: ruling.outcome, departsFromRecommendation };
}

/** A ruling to be judged by the facts and the policy of today. */
export interface JudgeReviewRuling {
  readonly found: ReviewCase;
  readonly ruling: ReviewRuling;
  readonly today: PlainDateString;
}

/**
 * Refuses a ruling that cannot stand; gives what it was judged by.
 *
 * @throws {ConflictError} `review.incomplete` when the basis has gone since, as by a newer assessment.
 * @throws {RuleRefusedError} as {@link ruleReview} does.
 */
export async function judgeReviewRuling(
  tx: Tx,
  municipalityId: string,
  { found, ruling, today }: JudgeReviewRuling,
): Promise<NonNullable<ReviewCase['basis']>> {
  const { basis, missing, policy, review } = found;
  if (basis === null) {
    throw new ConflictError('review.incomplete', { facts: { missing: missing.join(', ') } });
  }
  const lease = await findLease(tx, municipalityId, review.leaseId);
  if (lease === undefined) throw new Error(`no lease ${review.leaseId}`);
  const notices = (await readLeaseNotices(tx, municipalityId, [lease.id])).get(lease.id) ?? [];
  const status = evaluateLease(toLeaseFacts(lease, notices), today, await readLeaseOptions(tx, today));
  const dwelling = await findDwelling(tx, { municipalityId, on: today }, lease.dwellingId);
  const next = lease.lastDay === null ? today : dayAfter(lease.lastDay);
  const fault = findReviewRulingFault(ruling, {
    facts: basis.facts,
    recommendation: basis.recommendation,
    policy: policy.reviews,
    leaseState: status.state,
    renewsOn: next > today ? next : today,
    leasedInUntil: dwelling?.leasedInUntil ?? null,
  });
  if (fault !== null) throw refusalOf(fault);
  return basis;
}

const TERM_LAW: readonly LawRef[] = ['LOV-1999-03-26-17 § 9-3 (1)'];
const INDEFINITE_LAW: readonly LawRef[] = ['LOV-1999-03-26-17 § 9-2 (3)'];

function refusalOf(fault: ReviewRulingFault): RuleRefusedError {
  switch (fault.code) {
    case 'incomplete':
      return new RuleRefusedError('review.ruling-incomplete', { field: fault.field });
    case 'term-too-short':
      return new RuleRefusedError('review.term-too-short', { field: 'termMonths', lawRefs: TERM_LAW });
    case 'term-beyond-leased-in':
      return new RuleRefusedError('review.term-beyond-leased-in', {
        field: 'termMonths',
        facts: { leasedInUntil: fault.leasedInUntil },
      });
    case 'lease-indefinite':
      return new RuleRefusedError('review.lease-indefinite', { field: 'outcome', lawRefs: INDEFINITE_LAW });
    case 'target-not-assessed':
      return new RuleRefusedError('review.target-not-assessed', { field: 'target' });
    case 'reason-not-considered':
      return new RuleRefusedError('review.fact-not-considered', { field: 'reasonCode' });
  }
}
