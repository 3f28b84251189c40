import type { QueueRow } from '@boligtrapp/database';
import { orderQueue, type PlainDateString, type PolicyContent, priorityPoints } from '@boligtrapp/domain';

/** What a household's points are made of. */
export interface QueuePointsPart {
  readonly part: 'need' | 'waiting';
  readonly points: number;
}

/** A household in the queue, as the rules place it on a day. */
export interface QueueItem extends QueueRow {
  /** 1 is first. Households that the rules leave equal have the same position, and the next ones come after all of them. */
  readonly position: number;
  /** References of the others with this position; a lot decides between them when it matters. */
  readonly tiedWith: readonly string[];
  /** Sum of the parts. */
  readonly points: number;
  readonly pointsParts: readonly QueuePointsPart[];
}

/** The rows in the order of the queue. Within a position the order is by id and means nothing. */
export function queuePositions(
  policy: PolicyContent,
  rows: readonly QueueRow[],
  on: PlainDateString,
): readonly QueueItem[] {
  let position = 1;
  return orderQueue(policy, rows, on).flatMap((group) => {
    const items = group.map((row) => ({
      ...row,
      ...pointsOf(policy, row, on),
      position,
      tiedWith: group.filter((other) => other !== row).map((other) => other.householdReference),
    }));
    position += group.length;
    return items;
  });
}

function pointsOf(
  policy: PolicyContent,
  row: QueueRow,
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
