import { describe, expect, it } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { type FollowUpStanding, settleFollowUp } from './settle-follow-up.ts';

const ON = plainDate('2026-11-24');
const VISIT: FollowUpStanding = {
  kind: 'yearly-visit',
  dueOn: plainDate('2026-10-01'),
  leaseClosedOn: null,
  stayEndedOn: null,
  nextVisitOn: null,
  agreedOn: null,
};
const PLAN: FollowUpStanding = { ...VISIT, kind: 'career-plan' };
const [september, october, ahead] = [
  plainDate('2026-09-15'),
  plainDate('2026-10-15'),
  plainDate('2026-12-01'),
];

describe('a follow-up that is due', () => {
  it.each<[string, FollowUpStanding, string | null]>([
    ['a visit is waited for, however late', VISIT, null],
    ['until the next is due', { ...VISIT, nextVisitOn: october }, 'miss 2026-10-15'],
    ['a plan is waited for, whatever visits are due', { ...PLAN, nextVisitOn: october }, null],
    ['until the tenant agrees to one', { ...PLAN, agreedOn: september }, 'complete 2026-09-15'],
    ['a visit is none that a plan makes done', { ...VISIT, agreedOn: september }, null],
    ['the stay is over', { ...VISIT, leaseClosedOn: october, stayEndedOn: october }, 'cancel 2026-10-15'],
    ['the lease is over, the stay goes on', { ...VISIT, leaseClosedOn: october }, null],
    ['the lease ends ahead', { ...VISIT, leaseClosedOn: ahead, stayEndedOn: null }, null],
    ['it was planned past the end', { ...VISIT, leaseClosedOn: september }, 'cancel 2026-09-15'],
    ['on the day of the end itself', { ...VISIT, leaseClosedOn: VISIT.dueOn }, 'cancel 2026-10-01'],
    ['past an end that is ahead', { ...VISIT, dueOn: plainDate('2027-01-01'), leaseClosedOn: ahead }, null],
    [
      'it was agreed to before the stay ended',
      { ...PLAN, agreedOn: september, leaseClosedOn: october, stayEndedOn: october },
      'complete 2026-09-15',
    ],
    [
      'missed before the stay ended',
      { ...VISIT, nextVisitOn: october, leaseClosedOn: october, stayEndedOn: october },
      'miss 2026-10-15',
    ],
  ])('%s', (_, standing, expected) => {
    const settled = settleFollowUp(standing, ON);
    expect(settled === null ? null : `${settled.action} ${settled.on}`).toBe(expected);
  });
});
