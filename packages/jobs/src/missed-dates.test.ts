import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missedDates } from './missed-dates.ts';

const aDate = integer({ min: 0, max: 40_000 }).map((days) =>
  Temporal.PlainDate.from('1990-01-01').add({ days }),
);

describe('missedDates', () => {
  it.each([
    [
      'three nights missed, over a leap day',
      '2028-02-27',
      '2028-03-01',
      ['2028-02-28', '2028-02-29', '2028-03-01'],
    ],
    ['over a year turn', '2026-12-30', '2027-01-01', ['2026-12-31', '2027-01-01']],
    ['nothing missed', '2026-11-22', '2026-11-23', ['2026-11-23']],
    ['done already', '2026-11-23', '2026-11-23', []],
    ['done for a later date', '2026-11-25', '2026-11-23', []],
    ['never done', null, '2026-11-23', ['2026-11-23']],
  ])('%s', (_what, last, today, expected) => {
    expect(missedDates(last, today)).toEqual(expected);
  });

  it.each(['2027-02-29', '2027-13-01', 'yesterday'])('refuses %s', (date) => {
    expect(() => missedDates(date, '2027-03-01')).toThrow(RangeError);
    expect(() => missedDates(null, date)).toThrow(RangeError);
  });

  it('leaves no night out, doubles none and ends on today, across every clock change', () => {
    assert(
      property(aDate, integer({ min: 0, max: 800 }), (last, days) => {
        const today = last.add({ days });
        const dates = missedDates(last.toString(), today.toString());
        expect(dates).toHaveLength(days);
        expect(dates.at(-1) ?? today.toString()).toBe(today.toString());
        expect([...new Set(dates)].toSorted()).toEqual(dates);
      }),
      { numRuns: 200 },
    );
  });
});
