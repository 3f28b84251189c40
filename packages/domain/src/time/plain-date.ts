import type { Brand } from '../brand.ts';

/**
 * A civil date (Norwegian: *dato*) without time or zone, written `YYYY-MM-DD`.
 *
 * - exists in the Gregorian calendar: `2027-02-29` does not;
 * - as input, its year lies in {@link FIRST_YEAR}–{@link LAST_YEAR}, so that adding a period does not leave four
 *   digits and the order of the strings is the order of the dates. `9999-12-31`, which some registers write for
 *   "no end", is refused: no end is `null` here.
 */
export type PlainDateString = Brand<string, 'PlainDate'>;

/** First year of a date that is read. */
export const FIRST_YEAR = 1000;
/** Last year of a date that is read. */
export const LAST_YEAR = 9899;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

// Reckoned here, not asked of Temporal: this check runs on every date that is read or computed.
function daysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `text` is a day of the calendar in four-digit years: what arithmetic may give. */
export function isCalendarDay(text: string): text is PlainDateString {
  const match = SHAPE.exec(text);
  if (match === null) {
    return false;
  }
  const day = Number(match[3]);
  return day >= 1 && day <= daysOfMonth(Number(match[1]), Number(match[2]));
}

/** Whether `value` is a civil date as {@link PlainDateString} describes for input. */
export function isPlainDate(value: unknown): value is PlainDateString {
  if (typeof value !== 'string' || !isCalendarDay(value)) {
    return false;
  }
  const year = Number(value.slice(0, 4));
  return FIRST_YEAR <= year && year <= LAST_YEAR;
}

/** The date in `value`, or undefined. Accepts nothing but the exact shape: no time, no sign, no blanks. */
export function parsePlainDate(value: unknown): PlainDateString | undefined {
  return isPlainDate(value) ? value : undefined;
}

/**
 * The date in a text that is known to be one (a constant, a column of type `date`).
 *
 * @throws {RangeError} when it is not a civil date.
 */
export function plainDate(text: string): PlainDateString {
  if (!isPlainDate(text)) {
    throw new RangeError('not a civil date of the form YYYY-MM-DD');
  }
  return text;
}

/** Order of two dates: negative when `a` is earlier, 0 on the same day, positive when later. */
export function comparePlainDates(a: PlainDateString, b: PlainDateString): -1 | 0 | 1 {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** The later of two dates. */
export function laterOf(a: PlainDateString, b: PlainDateString): PlainDateString {
  return a < b ? b : a;
}

/** The earlier of two dates. */
export function earlierOf(a: PlainDateString, b: PlainDateString): PlainDateString {
  return b < a ? b : a;
}
