import type { PlainDateString } from '../time/plain-date.ts';
import type { FollowUpKind } from './follow-up-schedule.ts';
import type { FollowUpAction } from './follow-up-states.ts';

/** What tells whether somebody still waits for a follow-up that is due, as it is on the day of a night. */
export interface FollowUpStanding {
  readonly kind: FollowUpKind;
  readonly dueOn: PlainDateString;
  /** First day on which its lease no longer binds the dwelling (exclusive end), also where it is ahead; null for none. */
  readonly leaseClosedOn: PlainDateString | null;
  /** The same for the whole stay; null while a lease of the household binds the dwelling. */
  readonly stayEndedOn: PlainDateString | null;
  /** Due day of the next visit of the stay, where it is due by then. */
  readonly nextVisitOn: PlainDateString | null;
  /** Day on which the tenant first agreed to a plan during the stay, where it is by then. */
  readonly agreedOn: PlainDateString | null;
}

/** What becomes of it, and the day of that. */
export interface SettledFollowUp {
  readonly action: FollowUpAction;
  readonly on: PlainDateString;
}

/**
 * What becomes of a follow-up that is due, on the night `on`; null while somebody waits for it. A plan that the tenant
 * has agreed to is done; a visit is missed when the next of the stay is due; what is left of a stay that is over is
 * cancelled, and so is what was planned past the end of a lease. The day is that of the fact, not of the night, so that
 * a late night writes the same.
 */
export function settleFollowUp(standing: FollowUpStanding, on: PlainDateString): SettledFollowUp | null {
  const { kind, dueOn, leaseClosedOn, stayEndedOn, nextVisitOn, agreedOn } = standing;
  if (leaseClosedOn !== null && leaseClosedOn <= dueOn) {
    return leaseClosedOn <= on ? { action: 'cancel', on: leaseClosedOn } : null;
  }
  if (kind === 'career-plan') {
    if (agreedOn !== null) return { action: 'complete', on: agreedOn };
  } else if (nextVisitOn !== null) {
    return { action: 'miss', on: nextVisitOn };
  }
  return leaseClosedOn !== null && leaseClosedOn <= on && stayEndedOn !== null
    ? { action: 'cancel', on: stayEndedOn }
    : null;
}
