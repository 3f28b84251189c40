import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import { plainDate } from '../time/plain-date.ts';
import { orderQueue, priorityPoints, type QueueEntry } from './queue-order.ts';

const ON = plainDate('2026-12-01');

function entry(householdId: string, changes: Partial<QueueEntry> = {}): QueueEntry {
  return { householdId, urgencyClass: 2, needPoints: 10, waitingSince: plainDate('2026-01-01'), ...changes };
}

function policyWith(queue: PolicyContent['queue']): PolicyContent {
  return { ...DEFAULT_POLICY, queue };
}

/** Ids by group. */
function idsOf(
  entries: readonly QueueEntry[],
  policy: PolicyContent = DEFAULT_POLICY,
): readonly (readonly string[])[] {
  return orderQueue(policy, entries, ON).map((group) => group.map(({ householdId }) => householdId));
}

describe('points', () => {
  const policy = policyWith({ pointsPerMonthWaiting: 2, mostPointsForWaiting: 7 });
  it.each([
    ['2026-12-01', 10],
    ['2026-11-02', 10],
    ['2026-11-01', 12],
    ['2026-10-01', 14],
    ['2026-09-01', 16],
    ['2026-08-01', 17],
    ['2001-08-01', 17],
    ['2027-08-01', 10],
  ])('since %s: %i, for whole months up to the most and never taken off', (since, points) => {
    expect(priorityPoints(policy, entry('a', { waitingSince: plainDate(since) }), ON)).toBe(points);
  });

  it('are those of need alone where the policy gives waiting no weight', () => {
    const noWeight = policyWith({ pointsPerMonthWaiting: 0, mostPointsForWaiting: 24 });
    expect(priorityPoints(noWeight, entry('a', { waitingSince: plainDate('1990-01-01') }), ON)).toBe(10);
  });
});

describe('the queue', () => {
  it('is by class before points, and by points before waiting', () => {
    const noWeight = policyWith({ pointsPerMonthWaiting: 0, mostPointsForWaiting: 0 });
    const urgent = entry('z', { urgencyClass: 1, needPoints: 0, waitingSince: ON });
    const needy = entry('y', { needPoints: 11, waitingSince: ON });
    const patient = entry('x', { waitingSince: plainDate('2019-01-01') });
    const later = entry('a', { urgencyClass: 3, needPoints: 999, waitingSince: plainDate('2000-01-01') });
    const plain = entry('b');
    expect(idsOf([later, plain, patient, needy, urgent], noWeight)).toEqual([
      ['z'],
      ['y'],
      ['x'],
      ['b'],
      ['a'],
    ]);
  });

  it('counts need and waiting together', () => {
    const waited = entry('waited', { needPoints: 5, waitingSince: plainDate('2025-12-01') });
    const needs = entry('needs', { needPoints: 16, waitingSince: plainDate('2026-12-01') });
    const both = entry('both', { needPoints: 17, waitingSince: plainDate('2026-12-01') });
    // 5 + 12 = 17 equals 17 + 0; who has waited longer then comes first.
    expect(idsOf([needs, both, waited])).toEqual([['waited'], ['both'], ['needs']]);
  });

  it('keeps those together that nothing tells apart, and no others', () => {
    const first = entry('c');
    const second = entry('a');
    const aDayLater = entry('b', { waitingSince: plainDate('2026-01-02') });
    // Without a weight for waiting the points are the same, yet the day decides.
    const noWeight = policyWith({ pointsPerMonthWaiting: 0, mostPointsForWaiting: 0 });
    expect(idsOf([aDayLater, first, second], noWeight)).toEqual([['a', 'c'], ['b']]);
    const capped = [
      entry('d', { waitingSince: plainDate('2001-01-01') }),
      entry('e', { waitingSince: plainDate('2001-01-02') }),
    ];
    expect(idsOf(capped)).toEqual([['d'], ['e']]);
  });

  it('keeps what else an entry carries, and may be empty', () => {
    const whole = { ...entry('a'), reference: 'H-1' };
    expect(orderQueue(DEFAULT_POLICY, [whole], ON)[0]?.[0]).toBe(whole);
    expect(orderQueue(DEFAULT_POLICY, [], ON)).toEqual([]);
  });
});
