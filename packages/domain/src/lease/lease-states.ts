import type { StateTable } from '../states/state-table.ts';
import type { IndefiniteReason, LeaseState, LeaseStatus } from './lease-status.ts';

/**
 * What takes a lease from one legal state to another. Nobody sets a state: a day comes, a request is sent, or the
 * dwelling is empty.
 */
export type LeaseChange =
  /** The first day, with the review window still ahead. */
  | 'begin'
  /** The first day of a lease so short that its review is due at once. */
  | 'begin-in-review-window'
  /** The first day of a lease without an agreed end. */
  | 'begin-without-end'
  /** The first day of a short term that has no lawful basis. */
  | 'begin-without-basis'
  /** The first day of one short term too many. */
  | 'begin-repeated-short-term'
  | 'open-review-window'
  /** The last day is past, and no request that counts has been sent. */
  | 'run-on'
  /** The last day is past, and a request that counts has been sent. */
  | 'end-as-requested'
  /** A request that counts is sent while the tenant stays on. */
  | 'request-to-move'
  /** The three months are past; a request that came too early or comes too late changes nothing. */
  | 'pass-last-safe-day'
  /** The lease no longer binds the dwelling. */
  | 'vacate';

/**
 * Every transition of a lease that is signed, and its tenant informed, by its first day. One that is signed later is
 * judged by what the tenant has been given so far, see `evaluateLease`. The only ways to *indefinite* are those of
 * the law: no agreed end, a short term that does not stand, or three months without a request to move.
 *
 * @law LOV-1999-03-26-17 § 9-1
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 9-3 (3)
 * @law LOV-1999-03-26-17 § 11-1 (6)
 */
export const LEASE_TRANSITIONS = {
  upcoming: {
    begin: 'active',
    'begin-in-review-window': 'review-window',
    'begin-without-end': 'indefinite',
    'begin-without-basis': 'indefinite',
    'begin-repeated-short-term': 'indefinite',
    vacate: 'vacated',
  },
  active: { 'open-review-window': 'review-window', vacate: 'vacated' },
  'review-window': { 'run-on': 'holdover', 'end-as-requested': 'move-requested', vacate: 'vacated' },
  holdover: { 'request-to-move': 'move-requested', 'pass-last-safe-day': 'indefinite', vacate: 'vacated' },
  'move-requested': { vacate: 'vacated' },
  indefinite: { vacate: 'vacated' },
  vacated: {},
} as const satisfies StateTable<LeaseState, LeaseChange>;

/** The changes that make a lease indefinite, by what the law gives as the reason. */
const WAYS_TO_INDEFINITE = {
  'no-end-date': 'begin-without-end',
  'short-term-without-basis': 'begin-without-basis',
  'repeated-short-term': 'begin-repeated-short-term',
  'holdover-over-three-months': 'pass-last-safe-day',
} as const satisfies Readonly<Record<IndefiniteReason, LeaseChange>>;

/**
 * What changed the state from one day to the next; null where it stayed, undefined where {@link LEASE_TRANSITIONS}
 * has no such way.
 */
export function leaseChangeBetween(
  before: Pick<LeaseStatus, 'state' | 'indefiniteBecause'>,
  after: Pick<LeaseStatus, 'state' | 'indefiniteBecause'>,
): LeaseChange | null | undefined {
  if (before.state === after.state) {
    return before.indefiniteBecause === after.indefiniteBecause ? null : undefined;
  }
  const ways: Readonly<Partial<Record<LeaseChange, LeaseState>>> = LEASE_TRANSITIONS[before.state];
  if (after.indefiniteBecause !== null) {
    const way = WAYS_TO_INDEFINITE[after.indefiniteBecause];
    return ways[way] === after.state ? way : undefined;
  }
  return LEASE_CHANGES.find((change) => ways[change] === after.state);
}

const LEASE_CHANGES = [
  'begin',
  'begin-in-review-window',
  'open-review-window',
  'run-on',
  'end-as-requested',
  'request-to-move',
  'vacate',
] as const satisfies readonly LeaseChange[];
