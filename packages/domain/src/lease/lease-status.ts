import type { NonEmpty } from '../brand.ts';
import type { LawRef } from '../law/register.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** Legal states of a lease on a date. They are computed, never set by hand. */
export const LEASE_STATES = [
  'upcoming',
  'active',
  'review-window',
  'holdover',
  'move-requested',
  'indefinite',
  'vacated',
] as const;
/** One of {@link LEASE_STATES}. */
export type LeaseState = (typeof LEASE_STATES)[number];

/** Why a lease runs for an indefinite time (*tidsubestemt*). */
export const INDEFINITE_REASONS = [
  'no-end-date',
  'short-term-without-basis',
  'repeated-short-term',
  'holdover-over-three-months',
] as const;
/** One of {@link INDEFINITE_REASONS}. */
export type IndefiniteReason = (typeof INDEFINITE_REASONS)[number];

/** The provisions each reason rests on. */
export const INDEFINITE_REASON_LAW = {
  'no-end-date': ['LOV-1999-03-26-17 § 9-1'],
  'short-term-without-basis': [
    'LOV-1999-03-26-17 § 9-3 (1)',
    'LOV-1999-03-26-17 § 9-3 (2)',
    'LOV-1999-03-26-17 § 9-3 (3)',
    'LOV-1999-03-26-17 § 11-1 (2)',
    'LOV-1999-03-26-17 § 11-1 (6)',
  ],
  'repeated-short-term': ['LOV-1999-03-26-17 § 11-1 (6)'],
  'holdover-over-three-months': ['LOV-1999-03-26-17 § 9-2 (3)'],
} as const satisfies Readonly<Record<IndefiniteReason, NonEmpty<LawRef>>>;

/** State with the two fields that only one state has. */
export type LeaseStateDetails =
  | {
      readonly state: 'indefinite';
      readonly indefiniteBecause: IndefiniteReason;
      readonly daysLeft: null;
    }
  | {
      readonly state: 'holdover';
      readonly indefiniteBecause: null;
      /** Days from the date to `lastSafeDay`; 0 on that day itself. */
      readonly daysLeft: number;
    }
  | {
      readonly state: Exclude<LeaseState, 'indefinite' | 'holdover'>;
      readonly indefiniteBecause: null;
      readonly daysLeft: null;
    };

/** The legal state of one lease on one date. */
export type LeaseStatus = {
  readonly id: string;
  /**
   * Last day on which a request to move keeps the term from becoming indefinite. Null when there is no such day:
   * no end was agreed, or the short term does not stand on what is known. It stays once the day has passed, and
   * whatever the state is.
   */
  readonly lastSafeDay: PlainDateString | null;
  /** The day after `lastSafeDay`; null with it. */
  readonly conversionDate: PlainDateString | null;
  /** Whether a request to move is known that was sent on or before the last day, counted or not. */
  readonly earlyRequest: boolean;
} & LeaseStateDetails;
