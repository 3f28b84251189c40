import { expect, it } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { claimDueOn } from './party-change.ts';

// LOV-1999-03-26-17 § 8-2
it.each([
  ['2026-10-13', '2026-11-13'],
  ['2027-01-31', '2027-03-01'],
  ['2026-11-26', '2026-12-28'],
])('a claim after a death on %s is due on %s', (occurredOn, due) => {
  expect(claimDueOn('death', plainDate(occurredOn))).toBe(due);
});

// LOV-1999-03-26-17 § 8-3
it('a claim of one who stays when the household divides has no date', () => {
  expect(claimDueOn('household-divided', plainDate('2026-10-13'))).toBeNull();
});
