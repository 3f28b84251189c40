import type { QueueRow } from '@boligtrapp/database';
import { orderQueue, type PlainDateString, type PolicyContent, priorityPoints } from '@boligtrapp/domain';

/** What a household's points are made of. */
export interface QueuePointsPart {
  readonly part: 'need' | 'waiting';
  readonly points: number;
}

/** A household in the queue, as the rules place it on a day. */
export interface QueueItem extends Omit<QueueRow, 'hasProtectedMember'> {
  /** 1 is first. Households that the rules leave equal have the same position, and the next ones come after all of them. */
  readonly position: number;
  /** References of the others with this position; a lot decides between them when it matters. */
  readonly tiedWith: readonly string[];
  /** Sum of the parts. */
  readonly points: number;
  readonly pointsParts: readonly QueuePointsPart[];
}

/**
 * The rows in the order of the queue. Within a position the order is by id and means nothing. A household with a
 * protected member, about whom named people decide outside the rounds, takes no place from the others: they stand as if it
 * were not there, and it has the position that it would have among all.
 */
export function queuePositions(
  policy: PolicyContent,
  rows: readonly QueueRow[],
  on: PlainDateString,
): readonly QueueItem[] {
  const usual = rows.filter((row) => !row.hasProtectedMember);
  const items = positionsAmong(policy, usual, on);
  if (usual.length === rows.length) return items;
  const guarded = new Set(rows.filter((row) => row.hasProtectedMember).map(({ householdId }) => householdId));
  const added = positionsAmong(policy, rows, on).filter(({ householdId }) => guarded.has(householdId));
  return [...items, ...added].toSorted(byPosition);
}

function byPosition(a: QueueItem, b: QueueItem): number {
  if (a.position !== b.position) return a.position - b.position;
  return a.householdId < b.householdId ? -1 : 1;
}

function positionsAmong(
  policy: PolicyContent,
  rows: readonly QueueRow[],
  on: PlainDateString,
): readonly QueueItem[] {
  let position = 1;
  return orderQueue(policy, rows, on).flatMap((group) => {
    const items = group.map(({ hasProtectedMember: _hasProtectedMember, ...row }) => ({
      ...row,
      ...pointsOf(policy, row, on),
      position,
      tiedWith: group
        .filter((other) => other.householdId !== row.householdId)
        .map((other) => other.householdReference),
    }));
    position += group.length;
    return items;
  });
}

function pointsOf(
  policy: PolicyContent,
  row: Omit<QueueRow, 'hasProtectedMember'>,
  on: PlainDateString,
): Pick<QueueItem, 'points' | 'pointsParts'> {
  const points = priorityPoints(policy, row, on);
  return {
    points,
    pointsParts: [
      { part: 'need', points: row.needPoints },
      { part: 'waiting', points: points - row.needPoints },
    ],
  };
}
