import type { QueueRow } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type QueueDeadline, queuePositions } from './queue-positions.ts';

const TODAY = plainDate('2026-11-23');

function aRow(householdId: string, changes: Partial<QueueRow> = {}): QueueRow {
  return {
    householdId,
    householdReference: `ref-${householdId}`,
    applicationId: `application-${householdId}`,
    assessmentId: `assessment-${householdId}`,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    urgencyClass: 2,
    needPoints: 10,
    waitingSince: TODAY,
    hasProtectedMember: false,
    bedrooms: { min: 1, max: 2 },
    neighbourhoodIds: [],
    assessmentValidUntil: plainDate('2027-11-23'),
    offerAnswerBy: null,
    assignedTo: null,
    ...changes,
  };
}

function places(rows: readonly QueueRow[]): readonly (readonly [string, number])[] {
  return queuePositions(DEFAULT_POLICY, rows, TODAY).map(({ householdId, position }) => [
    householdId,
    position,
  ]);
}

test('class comes before points, points before the day, and those who are equal share a position', () => {
  expect(
    places([
      aRow('late', { needPoints: 11 }),
      aRow('early', { needPoints: 10, waitingSince: plainDate('2026-10-23') }),
      aRow('urgent', { urgencyClass: 1, needPoints: 0 }),
      aRow('b'),
      aRow('a'),
      aRow('last', { needPoints: 9 }),
    ]),
  ).toEqual([
    ['urgent', 1],
    ['early', 2],
    ['late', 3],
    ['a', 4],
    ['b', 4],
    ['last', 6],
  ]);
});

test('a tie names the others by reference, and nobody else does', () => {
  const items = queuePositions(DEFAULT_POLICY, [aRow('a'), aRow('b'), aRow('c', { needPoints: 1 })], TODAY);
  expect(items.map(({ tiedWith }) => tiedWith)).toEqual([['ref-b'], ['ref-a'], []]);
});

test('points for waiting stop at the most the policy gives', () => {
  const policy = { ...DEFAULT_POLICY, queue: { pointsPerMonthWaiting: 2, mostPointsForWaiting: 5 } };
  const waitingPoints = (since: string): number | undefined => {
    const [item] = queuePositions(policy, [aRow('a', { waitingSince: plainDate(since) })], TODAY);
    return item?.pointsParts.find(({ part }) => part === 'waiting')?.points;
  };
  expect(['2026-10-24', '2026-10-23', '2026-09-23', '2026-08-23', '2001-01-01'].map(waitingPoints)).toEqual([
    0, 2, 4, 5, 5,
  ]);
});

const rows = fc.uniqueArray(
  fc.record({
    householdId: fc.stringMatching(/^[a-z]{1,4}$/),
    urgencyClass: fc.integer({ min: 1, max: 2 }),
    needPoints: fc.integer({ min: 0, max: 2 }),
    waitingSince: fc.constantFrom(plainDate('2026-11-23'), plainDate('2026-09-01')),
  }),
  { selector: ({ householdId }) => householdId },
);

test('every row has one place, parts add up, ties are mutual, and the order of the rows does not matter', () => {
  fc.assert(
    fc.property(rows, (changes) => {
      const queue = changes.map(({ householdId, ...change }) => aRow(householdId, change));
      const items = queuePositions(DEFAULT_POLICY, queue, TODAY);
      expect(items).toHaveLength(queue.length);
      for (const [index, item] of items.entries()) {
        const others = items.filter((other) => other.position === item.position && other !== item);
        expect(item.tiedWith).toEqual(others.map(({ householdReference }) => householdReference));
        expect(item.pointsParts.reduce((sum, { points }) => sum + points, 0)).toBe(item.points);
        const before = items[index - 1];
        if (before?.position !== item.position) expect(item.position).toBe(index + 1);
      }
      expect(queuePositions(DEFAULT_POLICY, queue.toReversed(), TODAY)).toEqual(items);
    }),
  );
});

function deadlineOf(changes: Partial<QueueRow>): QueueDeadline | undefined {
  return queuePositions(DEFAULT_POLICY, [aRow('a', changes)], TODAY)[0]?.nextDeadline;
}

test('the next deadline is the last day to answer an open offer, or the end of the assessment if that is sooner', () => {
  expect(deadlineOf({})).toEqual({ kind: 'assessment-expires', on: '2027-11-23' });
  expect(deadlineOf({ offerAnswerBy: plainDate('2026-11-30') })).toEqual({
    kind: 'offer-answer',
    on: '2026-11-30',
  });
  expect(
    deadlineOf({
      offerAnswerBy: plainDate('2026-11-30'),
      assessmentValidUntil: plainDate('2026-11-30'),
    }),
  ).toEqual({ kind: 'assessment-expires', on: '2026-11-30' });
});
