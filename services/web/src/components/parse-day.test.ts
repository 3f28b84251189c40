import { assert, date, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, writeDay } from './parse-day.ts';

const TODAY = '2026-11-28';

describe('parseDay', () => {
  it.each([
    ['3112', '2026-12-31'],
    ['311226', '2026-12-31'],
    ['31122026', '2026-12-31'],
    ['31.12.26', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1/3-2027', '2027-03-01'],
    ['2026-12-31', '2026-12-31'],
    [' 29.02.2028 ', '2028-02-29'],
  ])('reads %s', (typed, date) => {
    expect(parseDay(typed, TODAY)).toBe(date);
  });

  it.each([
    '31.02.2027',
    '29.02.2027',
    '32.12.2026',
    '12.13.2026',
    '',
    'i morgen',
    '1.1',
    '0000',
    '2026-13-01',
  ])('has no day for %s', (typed) => {
    expect(parseDay(typed, TODAY)).toBeUndefined();
  });

  it('reads what it writes', () => {
    assert(
      property(
        date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (instant) => {
          const day = instant.toISOString().slice(0, 10);
          expect(parseDay(writeDay(day), TODAY)).toBe(day);
        },
      ),
    );
  });
});
