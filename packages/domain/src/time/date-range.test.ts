import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDate, arbitraryDateNear } from '../../test/time/arbitrary-dates.ts';
import { addDays, dayBefore } from './calendar-arithmetic.ts';
import {
  type DateRange,
  dateRange,
  dateRangeThrough,
  lastDayOf,
  rangeContains,
  rangesOverlap,
} from './date-range.ts';
import { type PlainDateString, plainDate } from './plain-date.ts';

const first = plainDate('2027-02-28');
const next = plainDate('2027-03-01');

/** A period of up to eight days or without end, near `near`. */
function arbitraryRange(near: PlainDateString): fc.Arbitrary<DateRange> {
  return fc
    .tuple(arbitraryDateNear(near, 12), fc.option(fc.integer({ min: 1, max: 8 })))
    .map(([from, days]) => ({ from, to: days === null ? null : addDays(from, days) }));
}

describe('half-open periods', () => {
  test('the first day is in, the end is not', () => {
    const range: DateRange = { from: first, to: next };
    expect([rangeContains(range, first), rangeContains(range, next)]).toEqual([true, false]);
    expect(rangeContains(range, dayBefore(first))).toBe(false);
  });

  test('a period without end goes on', () => {
    expect(rangeContains({ from: first, to: null }, plainDate('2999-01-01'))).toBe(true);
    expect(lastDayOf({ from: first, to: null })).toBeNull();
  });

  test('a period that holds no day is not made', () => {
    expect(dateRange(first, first)).toBeUndefined();
    expect(dateRange(next, first)).toBeUndefined();
    expect(dateRangeThrough(next, first)).toBeUndefined();
    expect(dateRangeThrough(first, first)).toEqual({ from: first, to: next });
    expect(dateRangeThrough(first, null)).toEqual({ from: first, to: null });
  });

  test('the last day of a period made through a day is that day', () => {
    const range = dateRangeThrough(first, next);
    expect(range === undefined ? undefined : lastDayOf(range)).toBe(next);
  });

  test('periods that touch do not overlap', () => {
    const a: DateRange = { from: first, to: next };
    const b: DateRange = { from: next, to: null };
    expect([rangesOverlap(a, b), rangesOverlap(b, a)]).toEqual([false, false]);
  });

  test('two periods overlap when some day is in both', () => {
    fc.assert(
      fc.property(
        arbitraryDate().chain((near) =>
          fc.tuple(fc.constant(near), arbitraryRange(near), arbitraryRange(near)),
        ),
        ([near, a, b]) => {
          const days = Array.from({ length: 60 }, (_, index) => addDays(near, index - 20));
          const isShared = days.some((day) => rangeContains(a, day) && rangeContains(b, day));
          expect(rangesOverlap(a, b)).toBe(isShared);
        },
      ),
      { numRuns: 300 },
    );
  });
});
