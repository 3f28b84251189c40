import { isCalendarDay, type PlainDateString } from './plain-date.ts';

function toTemporal(date: PlainDateString): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

function fromTemporal(date: Temporal.PlainDate): PlainDateString {
  const text = date.toString();
  if (!isCalendarDay(text)) {
    throw new RangeError('the date leaves the years 0000 to 9999');
  }
  return text;
}

/**
 * `date` plus `days` (negative: minus).
 *
 * @throws {RangeError} when the result leaves the years 0000 to 9999; periods under a century never do.
 */
export function addDays(date: PlainDateString, days: number): PlainDateString {
  return fromTemporal(toTemporal(date).add({ days }));
}

/** The day after `date`. */
export function dayAfter(date: PlainDateString): PlainDateString {
  return addDays(date, 1);
}

/** The day before `date`. */
export function dayBefore(date: PlainDateString): PlainDateString {
  return addDays(date, -1);
}

/**
 * The day with the same number `months` later (negative: earlier); the last day of the month where that month
 * has no such day. 2026-11-30 plus 3 is 2027-02-28. Never moved for weekends or holidays.
 *
 * @throws {RangeError} when the result leaves the years 0000 to 9999; periods under a century never do.
 * @law LOV-1915-08-13-5 § 148
 */
export function addMonthsClamped(date: PlainDateString, months: number): PlainDateString {
  return fromTemporal(toTemporal(date).add({ months }, { overflow: 'constrain' }));
}

/**
 * The same day and month `years` later (negative: earlier); 29 February becomes 28 February in a common year.
 *
 * @throws {RangeError} when the result leaves the years 0000 to 9999; periods under a century never do.
 * @law LOV-1915-08-13-5 § 148
 */
export function addYearsClamped(date: PlainDateString, years: number): PlainDateString {
  return addMonthsClamped(date, 12 * years);
}

/** The last day of the month that `date` is in. */
export function lastOfMonth(date: PlainDateString): PlainDateString {
  const day = toTemporal(date);
  return fromTemporal(day.with({ day: day.daysInMonth }));
}

/** Days from `from` to `to`: 0 on the same day, 1 to the next day, negative when `to` is earlier. */
export function daysBetween(from: PlainDateString, to: PlainDateString): number {
  return toTemporal(from).until(toTemporal(to), { largestUnit: 'day' }).days;
}

/**
 * Whole years completed on `on` by someone born on `birthDate`. A person born on 29 February completes the year
 * on 28 February in a common year. Negative before the birth.
 */
export function ageOn(birthDate: PlainDateString, on: PlainDateString): number {
  const years = toTemporal(on).year - toTemporal(birthDate).year;
  return addYearsClamped(birthDate, years) <= on ? years : years - 1;
}
