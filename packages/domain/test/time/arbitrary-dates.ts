import * as fc from 'fast-check';
import { addDays } from '../../src/time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../../src/time/plain-date.ts';

const FIRST = plainDate('1970-01-01');
const DAYS_THROUGH_2100 = 47_846;

/** Any day from 1970-01-01 through 2100-12-31; every fourth is among the first or last days of a month. */
export function arbitraryDate(): fc.Arbitrary<PlainDateString> {
  const anyDay = fc.integer({ min: 0, max: DAYS_THROUGH_2100 }).map((days) => addDays(FIRST, days));
  const aroundMonthEnd = fc
    .record({
      year: fc.integer({ min: 1970, max: 2100 }),
      month: fc.integer({ min: 1, max: 12 }),
      offset: fc.integer({ min: -3, max: 1 }),
    })
    .map(({ year, month, offset }) => {
      const firstOfMonth = plainDate(`${year}-${String(month).padStart(2, '0')}-01`);
      return firstOfMonth === FIRST ? FIRST : addDays(firstOfMonth, offset);
    });
  return fc.oneof({ weight: 3, arbitrary: anyDay }, { weight: 1, arbitrary: aroundMonthEnd });
}

/** A day up to `days` days before or after `date`. */
export function arbitraryDateNear(date: PlainDateString, days: number): fc.Arbitrary<PlainDateString> {
  return fc.integer({ min: -days, max: days }).map((offset) => addDays(date, offset));
}
