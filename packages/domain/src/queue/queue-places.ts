import { orderQueue, type QueueEntry } from '../allocation/queue-order.ts';
import type { Programme, Track } from '../ladder/ladder.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** Who waits, and for what. */
export interface WaitingHousehold extends QueueEntry {
  readonly track: Track;
  readonly programme: Programme;
}

/** A place in one queue: those who wait for the same track and programme. 1 is first; equals share a place. */
export interface QueuePlace {
  readonly householdId: string;
  readonly track: Track;
  readonly programme: Programme;
  readonly place: number;
}

/** A change of place; null is outside the queue. */
export interface QueueMove {
  readonly householdId: string;
  readonly track: Track;
  readonly programme: Programme;
  readonly from: number | null;
  readonly to: number | null;
}

/** The place of every household in its queue on a day, by the policy. */
export function queuePlaces(
  policy: PolicyContent,
  waiting: readonly WaitingHousehold[],
  on: PlainDateString,
): readonly QueuePlace[] {
  const queues = Map.groupBy(waiting, ({ track, programme }) => `${track}/${programme}`);
  return [...queues.values()].flatMap((queue) => {
    let place = 1;
    return orderQueue(policy, queue, on).flatMap((group) => {
      const places = group.map(({ householdId, track, programme }) => ({
        householdId,
        track,
        programme,
        place,
      }));
      place += group.length;
      return places;
    });
  });
}

/**
 * Who moved between two orders, sorted by household: whoever entered, left or changed place. Following the moves of
 * every event in turn leads from the empty queue to the present one.
 */
export function queueMoves(
  before: readonly QueuePlace[],
  after: readonly QueuePlace[],
): readonly QueueMove[] {
  const earlier = new Map(before.map((place) => [keyOf(place), place]));
  const later = new Map(after.map((place) => [keyOf(place), place]));
  const moves: QueueMove[] = [];
  for (const [key, { householdId, track, programme, place }] of new Map([...earlier, ...later])) {
    const from = earlier.get(key)?.place ?? null;
    const to = later.has(key) ? place : null;
    if (from !== to) moves.push({ householdId, track, programme, from, to });
  }
  return moves.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ householdId, track, programme }: Omit<QueuePlace, 'place'>): string {
  return `${householdId} ${track} ${programme}`;
}
