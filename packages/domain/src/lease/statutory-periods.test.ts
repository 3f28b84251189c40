import { describe, expect, test } from 'vitest';
import { nextDay, walkFrom, walkMonths, written } from '../../test/time/walked-calendar.ts';
import { addDays, daysBetween } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import {
  conversionDateOf,
  earlyRequestStart,
  isShorterThanThreeYears,
  lastSafeDayOf,
  minimumTermEnd,
  noticeEndOf,
  reviewWindowStart,
} from './statutory-periods.ts';

describe('@law LOV-1999-03-26-17 § 9-2 (3): the three months', () => {
  test.each([
    ['2026-11-30', '2027-02-28', '2027-03-01'],
    ['2026-08-31', '2026-11-30', '2026-12-01'],
    ['2027-02-28', '2027-05-28', '2027-05-29'],
    ['2027-11-30', '2028-02-29', '2028-03-01'],
    ['2028-02-29', '2028-05-29', '2028-05-30'],
    ['2099-11-30', '2100-02-28', '2100-03-01'],
  ])('a term to %s: the last safe day is %s, the conversion %s', (lastDay, safeDay, conversion) => {
    expect([lastSafeDayOf(plainDate(lastDay)), conversionDateOf(plainDate(lastDay))]).toEqual([
      safeDay,
      conversion,
    ]);
  });
});

describe('@law LOV-1999-03-26-17 § 9-6: notice', () => {
  test.each([
    ['2026-11-01', '2027-02-28'],
    ['2026-11-30', '2027-02-28'],
    ['2026-12-01', '2027-03-31'],
    ['2027-11-30', '2028-02-29'],
    ['2027-01-31', '2027-04-30'],
  ])('given on %s ends the lease with %s', (givenOn, end) => {
    expect(noticeEndOf(plainDate(givenOn))).toBe(end);
  });
});

describe('@law LOV-1999-03-26-17 § 9-3 (1): three years', () => {
  // Every start in February and March, where the two ways to count can differ, with and without leap days.
  const eves = Array.from({ length: 9 }, (_, index) => 2022 + index).flatMap((year) =>
    Array.from({ length: 60 }, (_, day) => addDays(plainDate(`${year}-01-31`), day)),
  );

  test('end on the later of three years from the start, less a day, and three years from the day before', () => {
    const differing = eves.filter((eve) => {
      const start = addDays(eve, 1);
      const byEve = written(walkMonths(walkFrom(eve), 36));
      const afterByStart = written(walkMonths(walkFrom(start), 36));
      const minimum = minimumTermEnd(start);
      const dayAfterMinimum = written(nextDay(walkFrom(minimum)));
      expect([minimum >= byEve, dayAfterMinimum >= afterByStart], start).toEqual([true, true]);
      expect(minimum === byEve || dayAfterMinimum === afterByStart, start).toBe(true);
      return written(nextDay(walkFrom(byEve))) !== afterByStart;
    });
    expect(differing.length).toBeGreaterThan(3);
  });

  test('never hold fewer days than three common years', () => {
    expect(eves.every((eve) => daysBetween(eve, minimumTermEnd(addDays(eve, 1))) >= 3 * 365)).toBe(true);
  });

  test('a term that ends on that day is long enough, a day earlier it is not', () => {
    const start = plainDate('2024-02-29');
    expect(isShorterThanThreeYears(start, plainDate('2027-02-28'))).toBe(false);
    expect(isShorterThanThreeYears(start, plainDate('2027-02-27'))).toBe(true);
  });
});

test('periods before the last day', () => {
  expect(reviewWindowStart(plainDate('2027-02-28'), 9)).toBe('2026-05-28');
  expect(reviewWindowStart(plainDate('2027-11-30'), 9)).toBe('2027-02-28');
  expect(earlyRequestStart(plainDate('2027-02-28'))).toBe('2027-01-29');
});
