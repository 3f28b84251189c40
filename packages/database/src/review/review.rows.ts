import type {
  Level,
  PlainDateString,
  RentArrears,
  ReviewOutcome,
  ReviewReason,
  ReviewState,
  ReviewWish,
  Track,
} from '@boligtrapp/domain';

/** A review (rullering) to be added. */
export interface NewReview {
  readonly id: string;
  readonly leaseId: string;
  readonly openedOn: PlainDateString;
  readonly openedBy: string;
  /** Last day of the term that is reviewed (inclusive); null for a lease without an end. */
  readonly termLastDay: PlainDateString | null;
  readonly assignedTo: string | null;
  /** The decision of an earlier review of the lease that it is to correct; null for an ordinary one. */
  readonly correctsDecisionId: string | null;
}

/** A review as stored, with the tenancy that it is about. */
export interface ReviewRow extends NewReview {
  readonly householdId: string;
  readonly householdReference: string;
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly leaseClosedOn: PlainDateString | null;
  readonly state: ReviewState;
  /** How often it has been prepared. */
  readonly preparation: number;
  readonly preparedBy: string | null;
  readonly preparedOn: PlainDateString | null;
  readonly closedOn: PlainDateString | null;
  readonly version: number;
}

/** What a review takes in, by kind. */
export type ReviewInput =
  | {
      readonly kind: 'assessment';
      readonly assessmentId: string;
      /** True where an assessment from before was confirmed as it is. */
      readonly isConfirmed: boolean;
      readonly stillQualifies: boolean;
    }
  | { readonly kind: 'wish'; readonly wish: ReviewWish; readonly remark: string | null }
  | { readonly kind: 'rent'; readonly arrears: RentArrears };

/** Kind of an input. */
export type ReviewInputKind = ReviewInput['kind'];

/** An input with who took it in, and the day on which it was so. */
export type ReviewInputRow = ReviewInput & {
  readonly id: string;
  readonly asOf: PlainDateString;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

/** What somebody has ruled about a review. */
export interface ReviewRulingRow {
  readonly version: number;
  /** The preparation in which it was made; it counts for no other. */
  readonly preparation: number;
  readonly outcome: ReviewOutcome;
  readonly termMonths: number | null;
  readonly targetTrack: Track | null;
  readonly targetLevel: Level | null;
  readonly reasonCode: ReviewReason | null;
  readonly reason: string | null;
  readonly ruledBy: string;
  readonly ruledAt: string;
}

/** On what authority a review is decided: exactly one of the two. */
export type ReviewAuthority =
  | { readonly meetingId: string; readonly delegationReference: null }
  | { readonly meetingId: null; readonly delegationReference: string };

/** A signature under the content of a review. */
export interface ReviewSignatureRow {
  readonly meetingId: string | null;
  readonly delegationReference: string | null;
  readonly contentHash: string;
  readonly signedBy: string;
  readonly signedAt: string;
}
