import type { AppealBody, AppealState, PlainDateString } from '@boligtrapp/domain';

/** An appeal to be added. Exactly one of the two subjects is given. */
export interface NewAppeal {
  readonly id: string;
  readonly entitlementId: string | null;
  readonly decisionId: string | null;
  readonly householdId: string;
  readonly body: AppealBody;
  /** The day of the decision, in Norway. */
  readonly decidedOn: PlainDateString;
  readonly noticeArrivedOn: PlainDateString;
  readonly deadlineOn: PlainDateString;
  /** The day it was posted; null where nobody knows. */
  readonly sentOn: PlainDateString | null;
  readonly arrivedOn: PlainDateString;
  readonly registeredBy: string;
}

/** An appeal (klage) as stored. */
export interface AppealRow extends NewAppeal {
  readonly state: AppealState;
  readonly reviewedBy: string | null;
  readonly reviewedOn: PlainDateString | null;
  /** Of the first instance. */
  readonly statement: string | null;
  readonly outcomeOn: PlainDateString | null;
  readonly outcomeReason: string | null;
  /** Who prepared it for the municipal appeals board; null for another body. */
  readonly preparedBy: string | null;
  readonly recordedBy: string | null;
  readonly version: number;
}

/** What is appealed, and when and for whom it was decided. */
export interface AppealedDecision {
  readonly householdId: string;
  readonly body: AppealBody;
  readonly decidedOn: PlainDateString;
}
