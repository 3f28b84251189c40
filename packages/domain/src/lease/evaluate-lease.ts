import { dayAfter, daysBetween } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { factsKnownOn, type KnownLeaseFacts } from './known-facts.ts';
import type { LeaseFacts } from './lease-facts.ts';
import type { IndefiniteReason, LeaseStateDetails, LeaseStatus } from './lease-status.ts';
import { findShortTermBreach } from './short-term.ts';
import { earlyRequestStart, lastSafeDayOf, reviewWindowStart } from './statutory-periods.ts';

/** Choices of the municipality in computing the state of a lease. */
export interface LeaseOptions {
  /** Whether a request sent in the 30 days before the last day counts. That it does is not settled: off unless chosen. */
  readonly acceptEarlyRequests: boolean;
  /** Months before the last day from which a lease is in its review window; an integer, 0 or more. */
  readonly reviewWindowMonths: number;
}

/** The choices that never make a lease look safer than it is. */
export const DEFAULT_LEASE_OPTIONS: LeaseOptions = { acceptEarlyRequests: false, reviewWindowMonths: 9 };

interface FixedTerm {
  readonly kind: 'fixed';
  readonly lastDay: PlainDateString;
  readonly lastSafeDay: PlainDateString;
}

/** What the law makes of the agreed term: it stands, or the lease is indefinite from its start. */
type Term = FixedTerm | { readonly kind: 'indefinite'; readonly because: IndefiniteReason };

/** @law LOV-1999-03-26-17 § 9-1 */
function termOf(lease: KnownLeaseFacts): Term {
  if (lease.lastDay === null) {
    return { kind: 'indefinite', because: 'no-end-date' };
  }
  const breach = findShortTermBreach(lease);
  return breach === null
    ? { kind: 'fixed', lastDay: lease.lastDay, lastSafeDay: lastSafeDayOf(lease.lastDay) }
    : { kind: 'indefinite', because: breach };
}

function indefinite(indefiniteBecause: IndefiniteReason): LeaseStateDetails {
  return { state: 'indefinite', indefiniteBecause, daysLeft: null };
}

function plainState(
  state: Exclude<LeaseStateDetails['state'], 'indefinite' | 'holdover'>,
): LeaseStateDetails {
  return { state, indefiniteBecause: null, daysLeft: null };
}

/**
 * Whether a known request stops the three months: sent after the last day and not after the last safe day. A clause
 * in the lease or a letter sent before the end is not relied on, unless early requests are accepted.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 1-5
 */
function hasCountingRequest(lease: KnownLeaseFacts, term: FixedTerm, options: LeaseOptions): boolean {
  const first = options.acceptEarlyRequests ? earlyRequestStart(term.lastDay) : dayAfter(term.lastDay);
  return lease.moveRequests.some(({ sentAt }) => first <= sentAt && sentAt <= term.lastSafeDay);
}

/**
 * State of a term that stands and has begun. A counting request settles the matter for good, so it is looked for
 * before the three months are counted.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
function stateOfTerm(
  lease: KnownLeaseFacts,
  term: FixedTerm,
  on: PlainDateString,
  options: LeaseOptions,
): LeaseStateDetails {
  if (on <= term.lastDay) {
    const isInWindow = reviewWindowStart(term.lastDay, options.reviewWindowMonths) <= on;
    return plainState(isInWindow ? 'review-window' : 'active');
  }
  if (hasCountingRequest(lease, term, options)) {
    return plainState('move-requested');
  }
  return on <= term.lastSafeDay
    ? { state: 'holdover', indefiniteBecause: null, daysLeft: daysBetween(on, term.lastSafeDay) }
    : indefinite('holdover-over-three-months');
}

function stateOf(
  lease: KnownLeaseFacts,
  term: Term,
  on: PlainDateString,
  options: LeaseOptions,
): LeaseStateDetails {
  if (lease.vacatedOn !== null) {
    return plainState('vacated');
  }
  if (on < lease.start) {
    return plainState('upcoming');
  }
  return term.kind === 'indefinite' ? indefinite(term.because) : stateOfTerm(lease, term, on, options);
}

/**
 * The legal state of `lease` on `on`, each rule read the way that protects against a wrong belief that all is well.
 *
 * In order: *vacated* from the day the dwelling was empty, whatever else is true; *upcoming* before the first day;
 * *indefinite* when no end was agreed or the short term does not stand; through the last day *active*, then
 * *review-window*; after it *move-requested* if a request counts, *holdover* through the last safe day, and
 * *indefinite* from the day after.
 *
 * What is dated after `on` is not known on `on`. A lease that is not yet signed is judged by its stated terms and
 * what the tenant has been given so far: an *upcoming* short term without its written reason (or information) has
 * no deadline yet, and gets it on the day that is given, if that is not after the signing. If the tenancy begins
 * before that day, it is *indefinite* until then.
 *
 * @law LOV-1999-03-26-17 § 9-1
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 9-3 (3)
 */
export function evaluateLease(
  lease: LeaseFacts,
  on: PlainDateString,
  options: LeaseOptions = DEFAULT_LEASE_OPTIONS,
): LeaseStatus {
  const known = factsKnownOn(lease, on);
  const term = termOf(known);
  const lastSafeDay = term.kind === 'fixed' ? term.lastSafeDay : null;
  const { lastDay } = lease;
  return {
    id: lease.id,
    ...stateOf(known, term, on, options),
    lastSafeDay,
    conversionDate: lastSafeDay === null ? null : dayAfter(lastSafeDay),
    earlyRequest: lastDay !== null && known.moveRequests.some(({ sentAt }) => sentAt <= lastDay),
  };
}
