import { isTermHeld } from '../forecast/lease-in.ts';
import type { Step } from '../ladder/ladder.ts';
import type { LeaseStatus } from '../lease/lease-status.ts';
import { MINIMUM_TERM_YEARS } from '../lease/statutory-periods.ts';
import type { ReviewPolicy } from '../policy/rotation-policy.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { Recommendation } from './recommend-outcome.ts';
import type { OutcomeWithTerms, ReviewFacts, ReviewOutcome, ReviewReason } from './review-facts.ts';

/** What somebody rules about a review. */
export interface ReviewRuling {
  readonly outcome: ReviewOutcome;
  /** Months of the new term where the lease is renewed; null otherwise. */
  readonly termMonths: number | null;
  /** The step to which the tenant is to move; null otherwise. */
  readonly target: Step | null;
  readonly reasonCode: ReviewReason | null;
  /** Twenty characters or more wherever a reason is needed. */
  readonly reason: string | null;
}

/** Why a ruling cannot stand. */
export type ReviewRulingFault =
  | { readonly code: 'incomplete'; readonly field: 'termMonths' | 'target' | 'reasonCode' | 'reason' }
  | { readonly code: 'term-too-short' }
  | { readonly code: 'term-beyond-leased-in'; readonly leasedInUntil: PlainDateString }
  | { readonly code: 'lease-indefinite' }
  | { readonly code: 'target-not-assessed' }
  | { readonly code: 'reason-not-considered' };

/** What a ruling is judged by. */
export interface ReviewRulingContext {
  readonly facts: ReviewFacts;
  readonly recommendation: OutcomeWithTerms;
  readonly policy: ReviewPolicy;
  /** The legal state of the lease today. */
  readonly leaseState: LeaseStatus['state'];
  /** The first day of a new term. */
  readonly renewsOn: PlainDateString;
  /** The day on which the municipality has to give the dwelling back; null where it has not. */
  readonly leasedInUntil: PlainDateString | null;
}

/** Characters that a reason has at least. */
export const SHORTEST_REVIEW_REASON = 20;
/** Months that a new term has at most. */
export const LONGEST_RENEWAL_MONTHS = 240;
const SHORTEST_RENEWAL_MONTHS = 12 * MINIMUM_TERM_YEARS;

/** Whether the ruling is another one than was recommended. */
export function departsFrom(
  { outcome, termMonths, target }: Pick<ReviewRuling, 'outcome' | 'termMonths' | 'target'>,
  recommended: OutcomeWithTerms | Recommendation,
): boolean {
  return (
    outcome !== recommended.outcome ||
    termMonths !== recommended.termMonths ||
    target?.track !== recommended.target?.track ||
    target?.level !== recommended.target?.level
  );
}

/**
 * The first fault of a ruling, or null. A reason is needed but for a renewal as recommended. A term is three years at
 * least, and ends before the municipality has to give the dwelling back. A lease that runs for an indefinite time is not renewed: a new term would take from the tenant what the law has
 * given. A tenant moves to a step that the assessment names. What the policy does not consider is no reason.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
export function findReviewRulingFault(
  ruling: ReviewRuling,
  context: ReviewRulingContext,
): ReviewRulingFault | null {
  const { facts, recommendation, policy, leaseState } = context;
  const incomplete = findIncomplete(ruling, recommendation);
  if (incomplete !== null) return { code: 'incomplete', field: incomplete };
  const term = ruling.termMonths === null ? null : findTermFault(ruling.termMonths, context);
  if (term !== null) return term;
  if (ruling.outcome === 'renewed' && leaseState === 'indefinite') return { code: 'lease-indefinite' };
  if (ruling.target !== null && !isAssessed(ruling.target, facts)) return { code: 'target-not-assessed' };
  const { reasonCode } = ruling;
  if ((reasonCode === 'rent' || reasonCode === 'conduct') && !policy.considers.includes(reasonCode)) {
    return { code: 'reason-not-considered' };
  }
  return null;
}

function findTermFault(
  termMonths: number,
  { renewsOn, leasedInUntil }: ReviewRulingContext,
): ReviewRulingFault | null {
  if (termMonths < SHORTEST_RENEWAL_MONTHS) return { code: 'term-too-short' };
  if (leasedInUntil === null || isTermHeld(leasedInUntil, renewsOn, termMonths)) return null;
  return { code: 'term-beyond-leased-in', leasedInUntil };
}

function findIncomplete(
  ruling: ReviewRuling,
  recommendation: OutcomeWithTerms,
): 'termMonths' | 'target' | 'reasonCode' | 'reason' | null {
  if ((ruling.outcome === 'renewed') !== (ruling.termMonths !== null)) return 'termMonths';
  if ((ruling.outcome === 'moved') !== (ruling.target !== null)) return 'target';
  const isGiven = ruling.reasonCode !== null || ruling.reason !== null;
  const isNeeded = ruling.outcome !== 'renewed' || departsFrom(ruling, recommendation);
  if (!isNeeded && !isGiven) return null;
  if (ruling.reasonCode === null) return 'reasonCode';
  return (ruling.reason ?? '').trim().length < SHORTEST_REVIEW_REASON ? 'reason' : null;
}

function isAssessed({ track, level }: Step, { need }: ReviewFacts): boolean {
  return track === need.track && (level === need.level || need.acceptableLevels.includes(level));
}
