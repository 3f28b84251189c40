import {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  dayAfter,
  dayBefore,
  daysBetween,
  isPlainDate,
  isShorterThanThreeYears,
  lastSafeDayOf,
  minimumTermEnd,
  type PlainDateString,
  plainDate,
} from '@boligtrapp/domain';
import type { Random } from './random.ts';

/** First and last day of a term, both inclusive. */
export interface Term {
  readonly startsOn: PlainDateString;
  readonly lastDay: PlainDateString;
}

/** The shortest lawful ordinary term from a day: three years. */
export function threeYearsFrom(startsOn: PlainDateString): Term {
  return { startsOn, lastDay: minimumTermEnd(startsOn) };
}

/** A term of three years that ends on a day. */
export function threeYearsTo(lastDay: PlainDateString): Term {
  const startsOn = dayAfter(addYearsClamped(lastDay, -3));
  return { startsOn: isShorterThanThreeYears(startsOn, lastDay) ? dayBefore(startsOn) : startsOn, lastDay };
}

/** A term of whole months, one day short of the same date. */
export function monthsFrom(startsOn: PlainDateString, months: number): Term {
  return { startsOn, lastDay: dayBefore(addMonthsClamped(startsOn, months)) };
}

/**
 * The last day of a term whose three months of grace end on `safeDay` or, where the calendar has no such term
 * (31 May), on the nearest day before it that some term has.
 */
export function lastDayForSafeDay(safeDay: PlainDateString): PlainDateString {
  for (let day = safeDay; ; day = dayBefore(day)) {
    const lastDay = addMonthsClamped(day, -3);
    if (lastSafeDayOf(lastDay) === day) return lastDay;
  }
}

/** Most leases start on the first or the fifteenth of a month. */
export function snapToMonth(random: Random, day: PlainDateString): PlainDateString {
  const dayOfMonth = random.pickWeighted([
    ['01', 55],
    ['15', 25],
    [day.slice(8), 20],
  ]);
  return plainDate(`${day.slice(0, 8)}${dayOfMonth}`);
}

/** The last day of the month of a day. */
export function endOfMonth(day: PlainDateString): PlainDateString {
  return dayBefore(addMonthsClamped(plainDate(`${day.slice(0, 8)}01`), 1));
}

/** The latest 29 February before `on`. */
export function latestLeapDay(on: PlainDateString): PlainDateString {
  for (let year = Number(on.slice(0, 4)); ; year -= 1) {
    const leapDay = `${year}-02-29`;
    if (isPlainDate(leapDay) && leapDay < on) return leapDay;
  }
}

/** A first day such that three years from it `on` is still in the term; after `earliest` and before `on`. */
export function startWithinTerm(
  random: Random,
  on: PlainDateString,
  earliest: PlainDateString,
): PlainDateString {
  const threeYearsAgo = addYearsClamped(on, -3);
  const after = earliest > threeYearsAgo ? earliest : threeYearsAgo;
  const drawn = addDays(after, random.int(1, daysBetween(after, on) - 1));
  const snapped = snapToMonth(random, drawn);
  return snapped > after && snapped < on ? snapped : drawn;
}
