import { addDays, addYearsClamped } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { nextWorkingDay } from '../time/working-days.ts';

const APPEAL_DAYS = 21;

/**
 * Last day (inclusive) to appeal: three weeks from the day on which the notice of the decision arrived, which is not
 * counted itself, and the next working day where that is none.
 *
 * @law LOV-1967-02-10 § 29
 * @law LOV-1915-08-13-5 § 148
 * @law LOV-1915-08-13-5 § 149
 */
export function appealDeadline(noticeArrivedOn: PlainDateString): PlainDateString {
  return nextWorkingDay(addDays(noticeArrivedOn, APPEAL_DAYS));
}

/** The dates by which an appeal is early or late. */
export interface AppealDates {
  readonly decidedOn: PlainDateString;
  readonly deadlineOn: PlainDateString;
  /** The day it was posted; null where nobody knows. */
  readonly sentOn: PlainDateString | null;
  readonly arrivedOn: PlainDateString;
}

/** What the dates say; whoever hears the appeal decides what follows. */
export interface AppealTimeliness {
  readonly isLate: boolean;
  /** Last day (inclusive) on which even a late appeal can be heard. */
  readonly lastAdmissibleOn: PlainDateString;
  /** Whether it came after that. */
  readonly isAfterOneYear: boolean;
}

/**
 * Whether an appeal came late: it is in time when it was posted in time. A late one may be heard all the same, but never
 * when a year has passed since the decision.
 *
 * @law LOV-1967-02-10 § 30
 * @law LOV-1967-02-10 § 31
 */
export function appealTimeliness({
  decidedOn,
  deadlineOn,
  sentOn,
  arrivedOn,
}: AppealDates): AppealTimeliness {
  const cameOn = sentOn ?? arrivedOn;
  const lastAdmissibleOn = addYearsClamped(decidedOn, 1);
  return { isLate: cameOn > deadlineOn, lastAdmissibleOn, isAfterOneYear: cameOn > lastAdmissibleOn };
}
