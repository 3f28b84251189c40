import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import { plainDate } from '../time/plain-date.ts';
import {
  type QueueMove,
  type QueuePlace,
  queueMoves,
  queuePlaces,
  type WaitingHousehold,
} from './queue-places.ts';

const ON = plainDate('2026-11-23');

const waiting: fc.Arbitrary<readonly WaitingHousehold[]> = fc.uniqueArray(
  fc.record({
    householdId: fc.stringMatching(/^[a-j]$/),
    urgencyClass: fc.integer({ min: 1, max: 2 }),
    needPoints: fc.integer({ min: 0, max: 2 }),
    waitingSince: fc.constantFrom(plainDate('2026-11-23'), plainDate('2026-09-01')),
    track: fc.constantFrom('welfare' as const, 'care' as const),
    programme: fc.constantFrom('ladder' as const, 'youth' as const),
  }),
  { selector: ({ householdId }) => householdId },
);

function sorted(places: readonly QueuePlace[]): readonly QueuePlace[] {
  return places.toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1));
}

function follow(places: readonly QueuePlace[], moves: readonly QueueMove[]): readonly QueuePlace[] {
  const stay = places.filter(
    (place) =>
      !moves.some(
        (move) =>
          move.householdId === place.householdId &&
          move.track === place.track &&
          move.programme === place.programme,
      ),
  );
  const moved = moves.flatMap(({ to, householdId, track, programme }) =>
    to === null ? [] : [{ householdId, track, programme, place: to }],
  );
  return [...stay, ...moved];
}

test('following the moves leads from one order to the next, and nobody moves without need', () => {
  fc.assert(
    fc.property(waiting, waiting, (one, other) => {
      const before = queuePlaces(DEFAULT_POLICY, one, ON);
      const after = queuePlaces(DEFAULT_POLICY, other, ON);
      const moves = queueMoves(before, after);
      expect(sorted(follow(before, moves))).toEqual(sorted(after));
      expect(moves.every(({ from, to }) => from !== to)).toBe(true);
      expect(queueMoves(after, after)).toEqual([]);
      expect(queueMoves(before, after.toReversed())).toEqual(moves);
    }),
  );
});

test('places are counted in each queue; equals share one, and the next comes after all of them', () => {
  const aWaiting = (householdId: string, changes: Partial<WaitingHousehold> = {}): WaitingHousehold => ({
    householdId,
    urgencyClass: 2,
    needPoints: 5,
    waitingSince: ON,
    track: 'welfare',
    programme: 'ladder',
    ...changes,
  });
  const queue = [
    aWaiting('last', { needPoints: 1 }),
    aWaiting('tied-a'),
    aWaiting('tied-b'),
    aWaiting('other-ladder', { track: 'care', needPoints: 0 }),
    aWaiting('young', { programme: 'youth', needPoints: 0 }),
  ];
  const places = queuePlaces(DEFAULT_POLICY, queue, ON);
  expect(Object.fromEntries(places.map(({ householdId, place }) => [householdId, place]))).toEqual({
    'tied-a': 1,
    'tied-b': 1,
    last: 3,
    'other-ladder': 1,
    young: 1,
  });
  const without = queuePlaces(DEFAULT_POLICY, queue.slice(0, 2), ON);
  const queueOf = { track: 'welfare', programme: 'ladder' };
  expect(queueMoves(places, without)).toEqual([
    { householdId: 'last', ...queueOf, from: 3, to: 2 },
    { householdId: 'other-ladder', track: 'care', programme: 'ladder', from: 1, to: null },
    { householdId: 'tied-b', ...queueOf, from: 1, to: null },
    { householdId: 'young', track: 'welfare', programme: 'youth', from: 1, to: null },
  ]);
});
