import type { PolicyContent } from '../policy/policy-content.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { monthsBetween } from '../time/whole-months.ts';

/** What decides a household's place in the queue. */
export interface QueueEntry {
  readonly householdId: string;
  /** 1 is the most urgent. */
  readonly urgencyClass: number;
  readonly needPoints: number;
  readonly waitingSince: PlainDateString;
}

/** Need points and points for waiting, as the policy in force counts them. */
export function priorityPoints(policy: PolicyContent, entry: QueueEntry, on: PlainDateString): number {
  const months = Math.max(0, monthsBetween(entry.waitingSince, on));
  const waiting = Math.min(policy.queue.mostPointsForWaiting, months * policy.queue.pointsPerMonthWaiting);
  return entry.needPoints + waiting;
}

/**
 * The order of the queue: class, then points, then who has waited longest. Households that the rules leave equal
 * stand in one group, to be settled by a recorded lot; within a group they are sorted by id, which means nothing.
 */
export function orderQueue<T extends QueueEntry>(
  policy: PolicyContent,
  entries: readonly T[],
  on: PlainDateString,
): readonly (readonly T[])[] {
  const keyed = entries.map((entry) => ({ entry, points: priorityPoints(policy, entry, on) }));
  const order = (a: (typeof keyed)[number], b: (typeof keyed)[number]): number =>
    a.entry.urgencyClass - b.entry.urgencyClass ||
    b.points - a.points ||
    compareText(a.entry.waitingSince, b.entry.waitingSince);
  const sorted = keyed.toSorted(
    (a, b) => order(a, b) || compareText(a.entry.householdId, b.entry.householdId),
  );
  const groups: (typeof keyed)[] = [];
  for (const item of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && order(last[0], item) === 0) last.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => group.map((item) => item.entry));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
