import type { QueueRow } from '@boligtrapp/database';
import { orderQueue, type PlainDateString, type PolicyContent, priorityPoints } from '@boligtrapp/domain';

/** What a household's points are made of. */
export interface QueuePointsPart {
  readonly part: 'need' | 'waiting';
  readonly points: number;
}

/** What ends next for a household in the queue: on its last day to answer, or on its first one without an assessment. */
export interface QueueDeadline {
  readonly kind: 'offer-answer' | 'assessment-expires';
  readonly on: PlainDateString;
}

/** A household in the queue, as the rules place it on a day. */
export interface QueueItem
  extends Omit<QueueRow, 'hasProtectedMember' | 'assessmentValidUntil' | 'offerAnswerBy'> {
  /** What ends first: the days to answer an open offer, or the assessment. */
  readonly nextDeadline: QueueDeadline;
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
    const items = group.map((waiting) => {
      const { hasProtectedMember: _guard, assessmentValidUntil, offerAnswerBy, ...row } = waiting;
      return {
        ...row,
        ...pointsOf(policy, waiting, on),
        position,
        tiedWith: group
          .filter((other) => other.householdId !== row.householdId)
          .map((other) => other.householdReference),
        nextDeadline: nextDeadlineOf(assessmentValidUntil, offerAnswerBy),
      };
    });
    position += group.length;
    return items;
  });
}

function nextDeadlineOf(
  assessmentValidUntil: PlainDateString,
  offerAnswerBy: PlainDateString | null,
): QueueDeadline {
  return offerAnswerBy !== null && offerAnswerBy < assessmentValidUntil
    ? { kind: 'offer-answer', on: offerAnswerBy }
    : { kind: 'assessment-expires', on: assessmentValidUntil };
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
