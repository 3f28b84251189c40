import type { KeepApartPair, PlainDateString } from '@boligtrapp/domain';

/** Two households that are kept apart, without the reason. */
export interface KeepApartRow {
  readonly id: string;
  readonly version: number;
  /** The household with the lower id. */
  readonly householdAId: string;
  readonly householdAReference: string;
  readonly householdBId: string;
  readonly householdBReference: string;
  readonly scope: KeepApartPair['scope'];
  /** Who answers for it. */
  readonly owner: string;
  /** Day by which the owner must look at it again. */
  readonly reviewOn: PlainDateString;
  /** First day (inclusive). */
  readonly validFrom: PlainDateString;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly validTo: PlainDateString | null;
}

/** What became of a pair when it was looked at. */
export interface KeepApartReviewRow {
  readonly id: string;
  readonly outcome: 'kept' | 'ended';
  readonly note: string;
  /** The next review of a pair that was kept. */
  readonly reviewOn: PlainDateString | null;
  readonly endsOn: PlainDateString | null;
  readonly reviewedBy: string;
  readonly reviewedAt: string;
}
