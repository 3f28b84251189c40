import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDate } from '../../test/time/arbitrary-dates.ts';
import { addDays, addMonthsClamped } from './calendar-arithmetic.ts';
import { monthsBetween } from './whole-months.ts';

describe('whole months', () => {
  it('are over when the day of the month is reached, counted by the figures of the dates', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: 0, max: 4_000 }), (from, days) => {
        const to = addDays(from, days);
        const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
        const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
        const calendarMonths = (toYear - fromYear) * 12 + toMonth - fromMonth;
        expect(monthsBetween(from, to)).toBe(toDay >= fromDay ? calendarMonths : calendarMonths - 1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never go back as days pass, and never count a day that is not over', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: -400, max: 1_500 }), (from, days) => {
        const today = monthsBetween(from, addDays(from, days));
        const tomorrow = monthsBetween(from, addDays(from, days + 1));
        expect([0, 1]).toContain(tomorrow - today);
        if (days >= 0) expect(addMonthsClamped(from, today) <= addDays(from, days)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
