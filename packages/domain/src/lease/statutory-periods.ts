import {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  dayAfter,
  dayBefore,
  lastOfMonth,
  remembering,
} from '../time/calendar-arithmetic.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';

/** Months a tenant may stay after the term before the lease becomes indefinite. */
export const CONVERSION_MONTHS = 3;
/** Years a fixed term lasts at least, unless a short term has a lawful basis. */
export const MINIMUM_TERM_YEARS = 3;
/** Months from the notice of termination to the month at whose end the lease is over. */
const TERMINATION_MONTHS = 3;
/** Days before the last day from which an early move request counts, where the user has chosen to accept it. */
const EARLY_REQUEST_DAYS = 30;

/**
 * Last day on which a request to move still keeps a fixed term from becoming indefinite: three months after
 * `lastDay`, itself included. 2026-11-30 → 2027-02-28; 2026-08-31 → 2026-11-30.
 *
 * Neither a weekend nor a holiday moves it, and the end of a month is not kept as such: 2027-02-28 → 2027-05-28.
 * Each of these alternatives would report some landlord as safe on a day that may be too late.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1915-08-13-5 § 148
 * @law LOV-1915-08-13-5 § 149
 */
export function lastSafeDayOf(lastDay: PlainDateString): PlainDateString {
  return addMonthsClamped(lastDay, CONVERSION_MONTHS);
}

/**
 * First day on which a lease whose tenant stayed on without being asked to move is indefinite.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
export function conversionDateOf(lastDay: PlainDateString): PlainDateString {
  return dayAfter(lastSafeDayOf(lastDay));
}

/**
 * First last day that makes a term from `start` at least three years long. Of the two ways to count (three years
 * from `start`, less a day; three years from the day before `start`) the one that ends later: they differ around
 * a leap day only, and the later one never calls a short term long enough.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function minimumTermEnd(start: PlainDateString): PlainDateString {
  return termEnd(start, MINIMUM_TERM_YEARS);
}

const termEnd = remembering((start, years) =>
  laterOf(dayBefore(addYearsClamped(start, years)), addYearsClamped(dayBefore(start), years)),
);

/**
 * Whether a term from `start` through `lastDay` is under the ordinary minimum.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function isShorterThanThreeYears(start: PlainDateString, lastDay: PlainDateString): boolean {
  return lastDay < minimumTermEnd(start);
}

/**
 * Day on which a lease ends that either party terminates on `givenOn`: the last of the calendar month in which three
 * months have passed. 2026-11-30 → 2027-02-28; 2026-12-01 → 2027-03-31.
 *
 * @law LOV-1999-03-26-17 § 9-6
 * @law LOV-1915-08-13-5 § 148
 */
export function noticeEndOf(givenOn: PlainDateString): PlainDateString {
  return lastOfMonth(addMonthsClamped(givenOn, TERMINATION_MONTHS));
}

/** First day of the review window: `months` before `lastDay`, the last day of that month if it is shorter. */
export function reviewWindowStart(lastDay: PlainDateString, months: number): PlainDateString {
  return addMonthsClamped(lastDay, -months);
}

/** First day on which an early request counts where early requests are accepted: 30 days before `lastDay`. */
export function earlyRequestStart(lastDay: PlainDateString): PlainDateString {
  return addDays(lastDay, -EARLY_REQUEST_DAYS);
}
