import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { LeaseStatus } from '../lease/lease-status.ts';
import { reviewWindowStart } from '../lease/statutory-periods.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { RotationFacts, RotationOptions } from './rotation-facts.ts';
import type { RotationFlagKind } from './rotation-flag.ts';

/** A finding on the lease itself. */
export interface LeaseFinding {
  readonly kind: RotationFlagKind;
  readonly dueOn: PlainDateString;
  /** Days or months to the end in question; left out for kinds without steps. */
  readonly step?: number;
}

/**
 * Days before the last safe day at which a lease that runs on without a request to move is found anew. The law gives
 * the last safe day; the steps before it are the choice of this product.
 */
export const SAFE_DAY_STEPS = [60, 30, 14, 7, 1] as const;

/**
 * What the end of a term leads to on `on`: nothing for a lease that is as it should be, and nothing for one that was
 * agreed without an end. A step before the end or before the last safe day holds from its day until the state ends,
 * so that a night that was missed hides none.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
export function findTermFlags(
  lease: Pick<LeaseFacts, 'start' | 'lastDay'> & Pick<RotationFacts, 'reviewedOn'>,
  status: LeaseStatus,
  on: PlainDateString,
  options: Pick<RotationOptions, 'noticeMonths'>,
): readonly LeaseFinding[] {
  switch (status.state) {
    case 'active':
      return findNotices(lease, on, options);
    case 'review-window':
      return [...findReviewDue(lease, on), ...findNotices(lease, on, options)];
    case 'holdover':
      return findHoldover(status, on);
    case 'indefinite':
      return findIndefinite(lease, status);
    case 'upcoming':
    case 'move-requested':
    case 'vacated':
      return [];
  }
}

/** That somebody has to review the lease, until a review has decided; what it decided may still have to be done. */
function findReviewDue(
  { lastDay, reviewedOn }: Pick<LeaseFacts, 'lastDay'> & Pick<RotationFacts, 'reviewedOn'>,
  on: PlainDateString,
): readonly LeaseFinding[] {
  if (lastDay === null || (reviewedOn !== null && reviewedOn <= on)) return [];
  return [{ kind: 'review-due', dueOn: lastDay }];
}

/** The days of notice that have come. One from before the first day of the lease was never due. */
function findNotices(
  { start, lastDay }: Pick<LeaseFacts, 'start' | 'lastDay'>,
  on: PlainDateString,
  { noticeMonths }: Pick<RotationOptions, 'noticeMonths'>,
): readonly LeaseFinding[] {
  if (lastDay === null) return [];
  const first = Math.max(0, ...noticeMonths);
  if (on < reviewWindowStart(lastDay, first)) return [];
  return [...new Set(noticeMonths)].flatMap((step) => {
    const dueOn = reviewWindowStart(lastDay, step);
    return start <= dueOn && dueOn <= on ? [{ kind: 'notice-before-end', dueOn, step } as const] : [];
  });
}

/** @law LOV-1999-03-26-17 § 9-2 (3) */
function findHoldover(
  { lastSafeDay, earlyRequest }: LeaseStatus,
  on: PlainDateString,
): readonly LeaseFinding[] {
  if (lastSafeDay === null) return [];
  const steps = SAFE_DAY_STEPS.map(
    (step): LeaseFinding => ({ kind: 'last-safe-day-nears', dueOn: addDays(lastSafeDay, -step), step }),
  ).filter(({ dueOn }) => dueOn <= on);
  const holdover: LeaseFinding = { kind: 'holdover', dueOn: lastSafeDay };
  // A request sent too early looks like safety and is none.
  return earlyRequest
    ? [holdover, ...steps, { kind: 'early-request-only', dueOn: lastSafeDay }]
    : [holdover, ...steps];
}

function findIndefinite(
  { start }: Pick<LeaseFacts, 'start'>,
  { indefiniteBecause, conversionDate }: LeaseStatus,
): readonly LeaseFinding[] {
  switch (indefiniteBecause) {
    case 'holdover-over-three-months':
      return conversionDate === null ? [] : [{ kind: 'became-indefinite', dueOn: conversionDate }];
    case 'short-term-without-basis':
    case 'repeated-short-term':
      return [{ kind: indefiniteBecause, dueOn: start }];
    case 'no-end-date':
    case null:
      return [];
  }
}
