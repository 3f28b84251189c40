import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arbitraryDate } from '../../test/time/arbitrary-dates.ts';
import { addDays, addMonthsClamped, daysBetween } from './calendar-arithmetic.ts';
import { plainDate } from './plain-date.ts';
import { isDayOff, monthlyDeadline, nextWorkingDay } from './working-days.ts';

describe('days off', () => {
  it.each([
    ['Easter of 2026', '2026-04-05'],
    ['Easter of 2027', '2027-03-28'],
    ['Easter of 2024', '2024-03-31'],
    ['the latest Easter of this century', '2038-04-25'],
    ['Easter of 2000', '2000-04-23'],
    ['the earliest Easter that occurs', '2285-03-22'],
  ])('%s has its holidays around it', (_, easter) => {
    const around = (days: number): boolean => isDayOff(addDays(plainDate(easter), days));
    expect([-4, -3, -2, -1, 0, 1, 2].map(around)).toEqual([false, true, true, true, true, true, false]);
    // Ascension is a Thursday, Whit Sunday comes ten days after it.
    expect([38, 39, 49, 50].map(around)).toEqual([
      isDayOff(addDays(plainDate(easter), 38)),
      true,
      true,
      true,
    ]);
  });

  it('are Saturdays, Sundays, 1 January, 1 and 17 May, 25 and 26 December, and no other ordinary day', () => {
    const off = [
      '2027-01-01',
      '2028-05-01',
      '2027-05-17',
      '2026-12-25',
      '2026-12-26',
      '2026-11-28',
      '2026-11-29',
    ];
    expect(off.map(plainDate).filter((day) => !isDayOff(day))).toEqual([]);
    const on = ['2026-11-27', '2026-11-30', '2026-12-24', '2026-12-31', '2027-05-18'];
    expect(on.map(plainDate).filter(isDayOff)).toEqual([]);
  });
});

/** LOV-1915-08-13-5 § 148, LOV-1915-08-13-5 § 149 */
test.each([
  ['the same number a month later', '2026-10-23', '2026-11-23'],
  ['the last day of a short month', '2027-01-31', '2027-03-01'],
  ['on past a weekend', '2026-10-28', '2026-11-30'],
  ['on past Easter', '2026-03-02', '2026-04-07'],
  ['on past Christmas and a weekend', '2026-11-25', '2026-12-28'],
])('a month ends on %s', (_, from, end) => {
  expect(monthlyDeadline(plainDate(from), 1)).toBe(end);
});

test('a deadline is a working day, never before the raw day and never more than five days after it', () => {
  fc.assert(
    fc.property(arbitraryDate(), (from) => {
      const raw = addMonthsClamped(from, 1);
      const end = monthlyDeadline(from, 1);
      expect(isDayOff(end)).toBe(false);
      expect(daysBetween(raw, end)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(raw, end)).toBeLessThanOrEqual(5);
      expect(nextWorkingDay(end)).toBe(end);
    }),
  );
});
