import type { LawRef } from '../law/register.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** What the nightly run looks for, those that cannot wait first. Each is explained in {@link RotationFlag.dueOn}. */
export const ROTATION_FLAG_KINDS = [
  'holdover',
  'last-safe-day-nears',
  'early-request-only',
  'became-indefinite',
  'short-term-without-basis',
  'repeated-short-term',
  'silent-consent-soon',
  'review-due',
  'notice-before-end',
  'termination-info-missing',
  'exceptions-info-missing',
  'deposit-over-limit',
  'deposit-not-separate',
  'rent-index-possible',
  'gjengs-leie-possible',
  'follow-up-overdue',
  'place-status-overdue',
] as const;
/** One of {@link ROTATION_FLAG_KINDS}. */
export type RotationFlagKind = (typeof ROTATION_FLAG_KINDS)[number];

/** What a finding is about. */
export const FLAG_SUBJECT_KINDS = [
  'lease',
  'follow-up',
  'occupancy-request',
  'place-status',
  'place-cap',
  'keep-apart',
] as const;
/** One of {@link FLAG_SUBJECT_KINDS}. */
export type FlagSubjectKind = (typeof FLAG_SUBJECT_KINDS)[number];

/** A finding. The same subject, kind and due date is the same finding, however often it is made. */
export interface RotationFlag {
  readonly kind: RotationFlagKind;
  /**
   * The day that matters, which with subject and kind tells one finding from another:
   *
   * - `holdover`, `early-request-only`: the last safe day;
   * - `last-safe-day-nears`: the day that is `step` days before the last safe day;
   * - `became-indefinite`: the day of conversion;
   * - `short-term-without-basis`, `repeated-short-term`, `termination-info-missing`, `exceptions-info-missing`: the
   *   first day of the lease;
   * - `silent-consent-soon`: the last day for an answer;
   * - `review-due`: the last day of the term;
   * - `notice-before-end`: the day that is `step` months before the last day of the term;
   * - `deposit-over-limit`: the day of the deposit or guarantee that went over it; `deposit-not-separate`: the day of
   *   the deposit;
   * - `rent-index-possible`: the first day from which an index adjustment may take effect;
   * - `gjengs-leie-possible`: the first day on which gjengs leie may be demanded;
   * - `follow-up-overdue`: the day by which it was due; `place-status-overdue`: the day by which the review was due.
   */
  readonly dueOn: PlainDateString;
  /** Days (`last-safe-day-nears`) or months (`notice-before-end`) to the end in question; null for other kinds. */
  readonly step: number | null;
  readonly subjectKind: FlagSubjectKind;
  readonly subjectId: string;
  /** The lease that it concerns: the subject itself, or the lease that the subject belongs to; null for places and pairs. */
  readonly leaseId: string | null;
}

/** Red findings touch a clock of the law; a yellow one is work that is due. */
export const ROTATION_URGENCIES = ['red', 'yellow'] as const;
/** One of {@link ROTATION_URGENCIES}. */
export type RotationUrgency = (typeof ROTATION_URGENCIES)[number];

const URGENCY = {
  holdover: 'red',
  'last-safe-day-nears': 'red',
  'early-request-only': 'red',
  'became-indefinite': 'red',
  'short-term-without-basis': 'red',
  'repeated-short-term': 'red',
  'silent-consent-soon': 'red',
  'review-due': 'yellow',
  'notice-before-end': 'yellow',
  'termination-info-missing': 'yellow',
  'exceptions-info-missing': 'yellow',
  'deposit-over-limit': 'yellow',
  'deposit-not-separate': 'yellow',
  'rent-index-possible': 'yellow',
  'gjengs-leie-possible': 'yellow',
  'follow-up-overdue': 'yellow',
  'place-status-overdue': 'yellow',
} as const satisfies Readonly<Record<RotationFlagKind, RotationUrgency>>;

/** How urgent a kind of finding is. */
export function rotationUrgency(kind: RotationFlagKind): RotationUrgency {
  return URGENCY[kind];
}

/** The kinds of an urgency, in the order of {@link ROTATION_FLAG_KINDS}. */
export function kindsOfUrgency(urgency: RotationUrgency): readonly RotationFlagKind[] {
  return ROTATION_FLAG_KINDS.filter((kind) => URGENCY[kind] === urgency);
}

/** The provisions that each kind rests on; none where the municipality's own figures decide alone. */
export const ROTATION_FLAG_LAW = {
  holdover: ['LOV-1999-03-26-17 § 9-2 (3)'],
  'last-safe-day-nears': ['LOV-1999-03-26-17 § 9-2 (3)'],
  'early-request-only': ['LOV-1999-03-26-17 § 9-2 (3)'],
  'became-indefinite': ['LOV-1999-03-26-17 § 9-2 (3)'],
  'short-term-without-basis': [
    'LOV-1999-03-26-17 § 9-3 (1)',
    'LOV-1999-03-26-17 § 9-3 (2)',
    'LOV-1999-03-26-17 § 9-3 (3)',
    'LOV-1999-03-26-17 § 11-1 (2)',
    'LOV-1999-03-26-17 § 11-1 (6)',
  ],
  'repeated-short-term': ['LOV-1999-03-26-17 § 11-1 (6)'],
  'silent-consent-soon': ['LOV-1999-03-26-17 § 7-6'],
  'review-due': [],
  'notice-before-end': [],
  'termination-info-missing': ['LOV-1999-03-26-17 § 9-2 (1)'],
  'exceptions-info-missing': ['LOV-1999-03-26-17 § 11-1 (2)'],
  'deposit-over-limit': ['LOV-1999-03-26-17 § 3-5', 'LOV-1999-03-26-17 § 3-6'],
  'deposit-not-separate': ['LOV-1999-03-26-17 § 3-5'],
  'rent-index-possible': ['LOV-1999-03-26-17 § 4-2'],
  'gjengs-leie-possible': ['LOV-1999-03-26-17 § 4-3'],
  'follow-up-overdue': [],
  'place-status-overdue': [],
} as const satisfies Readonly<Record<RotationFlagKind, readonly LawRef[]>>;
