import { plainDate } from '@boligtrapp/domain';
import { expect, it } from 'vitest';
import { missedDates } from './enqueue-missed-runs.ts';

it.each([
  [null, '2026-11-23', ['2026-11-23']],
  ['2026-11-23', '2026-11-23', []],
  ['2026-11-24', '2026-11-23', []],
  ['2026-11-22', '2026-11-23', ['2026-11-23']],
  ['2028-02-27', '2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
] as const)('owes after %s, until %s: %j', (lastDone, lastNight, expected) => {
  expect(missedDates(lastDone === null ? null : plainDate(lastDone), plainDate(lastNight))).toEqual(expected);
});

it('catches up the last 400 nights and no more', () => {
  const dates = missedDates(plainDate('2020-01-01'), plainDate('2026-11-23'));
  expect(dates).toHaveLength(400);
  expect(dates.at(-1)).toBe('2026-11-23');
});
