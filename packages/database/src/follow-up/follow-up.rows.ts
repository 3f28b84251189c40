import type {
  EnvironmentLevel,
  FollowUpKind,
  FollowUpState,
  PlainDateString,
  VisitOutcome,
} from '@boligtrapp/domain';

/** A follow-up (oppfølging) as stored. */
export interface FollowUpRow {
  readonly id: string;
  readonly leaseId: string;
  readonly kind: FollowUpKind;
  readonly dueOn: PlainDateString;
  readonly state: FollowUpState;
  readonly doneOn: PlainDateString | null;
  readonly doneBy: string | null;
  /** Day from which nobody waits for it any more, of one that is missed or cancelled. */
  readonly cancelledOn: PlainDateString | null;
  readonly assignedTo: string | null;
  readonly version: number;
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly householdId: string;
  readonly householdReference: string;
}

/** What a visit found, in codes. */
export interface VisitOutcomeRow {
  readonly outcome: VisitOutcome;
  /** Of the living environment; null where nobody was met. */
  readonly environmentLevel: EnvironmentLevel | null;
  readonly needsChanged: boolean;
}

/** One entry of the history of who was to do it. */
export interface FollowUpAssignmentRow {
  /** Null where it was given back. */
  readonly assignedTo: string | null;
  readonly assignedBy: string;
  readonly assignedAt: string;
}

/** A note to a visit. */
export interface FollowUpNoteRow {
  readonly note: string;
  readonly writtenBy: string;
  readonly writtenAt: string;
}
