import { describe, expect, it } from 'vitest';
import { plainDate } from './plain-date.ts';
import { monthsBetween } from './whole-months.ts';

describe('whole months', () => {
  it.each([
    ['2026-01-15', '2026-01-15', 0],
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2026-01-15', '2027-01-14', 11],
    ['2026-01-15', '2027-01-15', 12],
    ['2021-12-01', '2026-12-01', 60],
    // A month without the day is over on the first day of the next one.
    ['2026-01-31', '2026-02-28', 0],
    ['2026-01-31', '2026-03-01', 1],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2026-12-31', '2027-01-01', 0],
    ['2026-02-15', '2026-01-15', -1],
    ['2026-02-14', '2026-01-15', 0],
    ['2027-01-15', '2026-01-15', -12],
  ])('from %s to %s: %i', (from, to, months) => {
    // Not -0: it would be written as 0 and yet be no equal of it.
    expect(Object.is(monthsBetween(plainDate(from), plainDate(to)), months)).toBe(true);
  });
});
