import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay } from './start-of-day.ts';

describe('a day of the log', () => {
  it('begins at midnight in Norway, in winter and in summer', () => {
    expect(startOfDay('2026-11-28')).toBe('2026-11-27T23:00:00.000Z');
    expect(startOfDay('2026-07-01')).toBe('2026-06-30T22:00:00.000Z');
  });

  it('has 25 hours when the clocks go back, and 23 when they go forward', () => {
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-12-31')).toBe(24);
  });
});

function hours(date: string): number {
  return (Date.parse(endOfDay(date)) - Date.parse(startOfDay(date))) / 3_600_000;
}
