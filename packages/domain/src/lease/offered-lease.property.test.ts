import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import { allocationKindOf, lastDayOfTerm } from './offered-lease.ts';
import { isShorterThanThreeYears } from './statutory-periods.ts';

const start = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(plainDate('2020-01-01'), days));

describe('the last day of a term', () => {
  it.each([
    ['2026-12-01', 36, '2029-11-30'],
    ['2026-12-15', 12, '2027-12-14'],
    ['2028-02-29', 36, '2031-02-28'],
  ])('from %s for %i months is %s', (from, months, lastDay) => {
    expect(lastDayOfTerm(plainDate(from), months)).toBe(lastDay);
  });

  it('of three years or more never makes a short term, and of less always does', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 120 }), (from, months) => {
        // LOV-1999-03-26-17 § 9-3 (1)
        expect(isShorterThanThreeYears(from, lastDayOfTerm(from, months))).toBe(months < 36);
      }),
    );
  });
});

it('an allocation is new only for who had no municipal dwelling', () => {
  expect([null, 'd', 'e'].map((home) => allocationKindOf('d', home))).toEqual(['new', 'extension', 'swap']);
});
