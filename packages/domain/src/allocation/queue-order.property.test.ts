import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPolicy } from '../../test/allocation/arbitrary-facts.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import { orderQueue, type QueueEntry } from './queue-order.ts';

const ON = plainDate('2026-12-01');

/** Entries of a few classes, points and days, so that ties are many. */
const arbitraryEntries: fc.Arbitrary<readonly QueueEntry[]> = fc
  .array(
    fc.record({
      urgencyClass: fc.integer({ min: 1, max: 3 }),
      needPoints: fc.integer({ min: 0, max: 4 }),
      waitingSince: fc.constantFrom(0, -1, -30, -31, -61, -400, 10).map((days) => addDays(ON, days)),
    }),
    { maxLength: 25 },
  )
  .map((list) => list.map((rest, index) => ({ ...rest, householdId: `h${index}` })));

/** Whole months until 2026-12-01, counted by hand: one is over once its day is reached. */
function monthsSince(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return Math.max(0, (2026 - year) * 12 + 12 - month - (day > 1 ? 1 : 0));
}

describe('the order of the queue', () => {
  it('is one order of all entries: total, with ties in one group each, whatever order they come in', () => {
    const shuffledTwice = arbitraryEntries.chain((entries) =>
      fc.tuple(
        fc.constant(entries),
        fc.shuffledSubarray([...entries], { minLength: entries.length }),
        arbitraryPolicy(),
      ),
    );
    fc.assert(
      fc.property(shuffledTwice, ([entries, shuffled, policy]) => {
        const groups = orderQueue(policy, entries, ON);
        expect(orderQueue(policy, shuffled, ON)).toEqual(groups);
        expect(
          groups
            .flat()
            .map(({ householdId }) => householdId)
            .toSorted(),
        ).toEqual(entries.map(({ householdId }) => householdId).toSorted());

        const { pointsPerMonthWaiting, mostPointsForWaiting } = policy.queue;
        const points = (one: QueueEntry): number =>
          one.needPoints +
          Math.min(mostPointsForWaiting, pointsPerMonthWaiting * monthsSince(one.waitingSince));
        const comesBefore = (a: QueueEntry, b: QueueEntry): boolean => {
          if (a.urgencyClass !== b.urgencyClass) return a.urgencyClass < b.urgencyClass;
          if (points(a) !== points(b)) return points(a) > points(b);
          return a.waitingSince < b.waitingSince;
        };
        for (const [position, group] of groups.entries()) {
          expect(group.length).toBeGreaterThan(0);
          for (const one of group) {
            for (const other of group) expect(comesBefore(one, other)).toBe(false);
            for (const later of groups.slice(position + 1).flat()) expect(comesBefore(one, later)).toBe(true);
          }
          const ids = group.map(({ householdId }) => householdId);
          expect(ids).toEqual(ids.toSorted());
        }
      }),
      { numRuns: 500 },
    );
  });
});
