import { expect, it } from 'vitest';
import { lastNightDueAt } from './last-night.ts';

it.each([
  ['2026-11-23T01:59:59Z', '2026-11-22'],
  ['2026-11-23T02:00:00Z', '2026-11-23'],
  // In summer Norway is two hours ahead.
  ['2026-07-01T00:59:59Z', '2026-06-30'],
  ['2026-07-01T01:00:00Z', '2026-07-01'],
  // The night of the change to summer time: 02:00 becomes 03:00.
  ['2027-03-28T00:59:59Z', '2027-03-27'],
  ['2027-03-28T01:00:00Z', '2027-03-28'],
  ['2026-12-31T23:30:00Z', '2026-12-31'],
])('at %s the latest night due is %s', (now, night) => {
  expect(lastNightDueAt(now)).toBe(night);
});
