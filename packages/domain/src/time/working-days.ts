import { addDays, addMonthsClamped } from './calendar-arithmetic.ts';
import type { PlainDateString } from './plain-date.ts';

/** Month and day of the holidays that have a fixed date. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-17', '12-25', '12-26']);
/** Days from Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Monday. Sundays stand alone. */
const EASTER_HOLIDAYS: ReadonlySet<number> = new Set([-3, -2, 1, 39, 50]);

/** Easter Sunday of a year of the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * shift + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

function daysFromEaster(date: Temporal.PlainDate): number {
  return easterSunday(date.year).until(date, { largestUnit: 'day' }).days;
}

/** Whether nobody works on `date`: a Saturday, a Sunday or one of the Norwegian holidays (helligdager, 1 and 17 May). */
export function isDayOff(date: PlainDateString): boolean {
  const day = Temporal.PlainDate.from(date);
  return day.dayOfWeek >= 6 || FIXED_HOLIDAYS.has(date.slice(5)) || EASTER_HOLIDAYS.has(daysFromEaster(day));
}

/**
 * `date` itself when it is a working day, else the first one after it: where a time limit ends that ends on a Saturday
 * or a holiday.
 *
 * @law LOV-1915-08-13-5 § 149
 */
export function nextWorkingDay(date: PlainDateString): PlainDateString {
  let day = date;
  while (isDayOff(day)) day = addDays(day, 1);
  return day;
}

/**
 * Last day (inclusive) of a time limit of `months` that runs from `from`: the day with the same number, the last of a
 * month that has no such day, and the next working day where that is none.
 *
 * @law LOV-1915-08-13-5 § 148
 * @law LOV-1915-08-13-5 § 149
 */
export function monthlyDeadline(from: PlainDateString, months: number): PlainDateString {
  return nextWorkingDay(addMonthsClamped(from, months));
}
