import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDate } from '../../test/time/arbitrary-dates.ts';
import {
  nextDay,
  walkedDaysBetween,
  walkFrom,
  walkMonths,
  written,
} from '../../test/time/walked-calendar.ts';
import {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  ageOn,
  dayAfter,
  dayBefore,
  daysBetween,
} from './calendar-arithmetic.ts';
import { plainDate } from './plain-date.ts';

describe('date arithmetic against a calendar that is walked day by day', () => {
  test('the next day', () => {
    fc.assert(
      fc.property(arbitraryDate(), (date) => {
        expect(dayAfter(date)).toBe(written(nextDay(walkFrom(date))));
        expect(dayBefore(dayAfter(date))).toBe(date);
      }),
      { numRuns: 2000 },
    );
  });

  test('months later: the same number, or the last day of the month', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: 0, max: 40 }), (date, months) => {
        expect(addMonthsClamped(date, months)).toBe(written(walkMonths(walkFrom(date), months)));
      }),
      { numRuns: 1000 },
    );
  });

  test('months earlier: no later day reaches further than the date', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: 0, max: 40 }), (date, months) => {
        const earlier = addMonthsClamped(date, -months);
        expect(addMonthsClamped(earlier, months) <= date).toBe(true);
        expect(addMonthsClamped(dayAfter(earlier), months) >= date).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('days between are the steps of the walk', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: 0, max: 1500 }), (from, days) => {
        const to = addDays(from, days);
        expect(walkedDaysBetween(walkFrom(from), walkFrom(to))).toBe(days);
        expect(daysBetween(from, to)).toBe(days);
        expect(daysBetween(to, from)).toBe(days === 0 ? 0 : -days);
      }),
      { numRuns: 500 },
    );
  });

  test('a later date never gives an earlier result', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: -40, max: 40 }), (date, months) => {
        expect(addMonthsClamped(date, months) <= addMonthsClamped(dayAfter(date), months)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('age', () => {
  test('is counted by the birthdays passed', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: 0, max: 30 }), (birth, years) => {
        const birthday = addYearsClamped(birth, years);
        expect(ageOn(birth, birthday)).toBe(years);
        expect(ageOn(birth, dayBefore(birthday))).toBe(years - 1);
      }),
      { numRuns: 1000 },
    );
  });

  test('someone born on a leap day completes a common year on 28 February', () => {
    const birth = plainDate('2008-02-29');
    expect(ageOn(birth, plainDate('2026-02-27'))).toBe(17);
    expect(ageOn(birth, plainDate('2026-02-28'))).toBe(18);
    expect(ageOn(birth, plainDate('2028-02-28'))).toBe(19);
    expect(ageOn(birth, plainDate('2028-02-29'))).toBe(20);
  });
});

describe('the ends of the calendar', () => {
  test('a date that is read can be moved by decades without leaving four digits', () => {
    expect(addYearsClamped(plainDate('9899-12-31'), 99)).toBe('9998-12-31');
    expect(addYearsClamped(plainDate('1000-01-01'), -99)).toBe('0901-01-01');
  });

  test('leaving four digits is an error, not a date that sorts wrongly', () => {
    expect(() => addYearsClamped(plainDate('9899-12-31'), 101)).toThrow(RangeError);
  });
});
