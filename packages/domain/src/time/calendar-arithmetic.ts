import { isCalendarDay, type PlainDateString } from './plain-date.ts';

function toTemporal(date: PlainDateString): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

/** So many answers are kept of each kind; then all are forgotten. A century has 36,525 days. */
const MOST_ANSWERS = 40_000;

/**
 * The same function with its answers kept: a night asks for the same few thousand days a million times, and to compute
 * one takes ten times as long as to find it.
 */
export function remembering(
  compute: (date: PlainDateString, amount: number) => PlainDateString,
): (date: PlainDateString, amount: number) => PlainDateString {
  const answers = new Map<number, Map<PlainDateString, PlainDateString>>();
  let count = 0;
  return (date, amount) => {
    const known = answers.get(amount)?.get(date);
    if (known !== undefined) return known;
    const computed = compute(date, amount);
    if (count >= MOST_ANSWERS) {
      answers.clear();
      count = 0;
    }
    count += 1;
    const ofAmount = answers.get(amount);
    if (ofAmount === undefined) answers.set(amount, new Map([[date, computed]]));
    else ofAmount.set(date, computed);
    return computed;
  };
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
  return daysAdded(date, days);
}

const daysAdded = remembering((date, days) => fromTemporal(toTemporal(date).add({ days })));

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
  return monthsAdded(date, months);
}

const monthsAdded = remembering((date, months) =>
  fromTemporal(toTemporal(date).add({ months }, { overflow: 'constrain' })),
);

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
