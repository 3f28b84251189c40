import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROTATION_FLAG_KINDS } from '../rotation/rotation-flag.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import {
  buildRotationReport,
  DEADLINE_CLASSES,
  deadlineClass,
  type FindingGroup,
  type RotationReportFacts,
} from './rotation-report.ts';

const RUN_ON = plainDate('2028-02-29');

const groups: fc.Arbitrary<readonly FindingGroup[]> = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom(...ROTATION_FLAG_KINDS),
      dueOn: fc.integer({ min: -4_000, max: 1_500 }).map((days) => addDays(RUN_ON, days)),
      count: fc.integer({ min: 1, max: 40 }),
      share: fc.nat(40),
    }),
    { selector: ({ kind, dueOn }) => `${kind} ${dueOn}`, maxLength: 60 },
  )
  .map((found) => found.map(({ share, ...group }) => ({ ...group, newCount: Math.min(share, group.count) })));

function aReport(found: readonly FindingGroup[], settled: RotationReportFacts['settledCounts'] = []) {
  return buildRotationReport({
    municipality: { name: 'Lier', kommunenummer: '3312' },
    run: {
      id: 'run',
      runOn: RUN_ON,
      inputHash: '0'.repeat(64),
      leaseCount: 0,
      flagCount: 0,
      newFlagCount: 0,
      stateCounts: {
        upcoming: 0,
        active: 0,
        'review-window': 0,
        holdover: 0,
        'move-requested': 0,
        indefinite: 0,
        vacated: 0,
      },
      startedAt: null,
      finishedAt: '2028-02-29T02:00:00Z',
      durationMs: null,
    },
    previousRunOn: null,
    groups: found,
    settledCounts: settled,
    upcoming: [],
    passed: [],
    settled: [],
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

it('counts every finding once in each table, whatever their order', () => {
  fc.assert(
    fc.property(groups, (found) => {
      const report = aReport(found);
      const all = sum(found.map(({ count }) => count));
      expect(report.totalCount).toBe(all);
      expect(report.redCount + report.yellowCount).toBe(all);
      expect(sum(report.byDeadline.map(({ total }) => total))).toBe(all);
      expect(sum(report.byDeadline.flatMap(({ counts }) => Object.values(counts)))).toBe(all);
      expect(sum(report.byMonth.map(({ red, yellow }) => red + yellow))).toBe(all);
      expect(sum(report.byMonth.flatMap(({ kinds }) => kinds.map(({ count }) => count)))).toBe(all);
      expect(report.upcoming.totalCount + report.passed.totalCount).toBe(all);
      expect(sum(report.changes.map(({ added }) => added))).toBe(sum(found.map(({ newCount }) => newCount)));
      expect(report.byMonth.map(({ month }) => month)).toEqual(
        [...new Set(found.map(({ dueOn }) => dueOn.slice(0, 7)))].toSorted(),
      );
      expect(aReport(found.toReversed())).toEqual(report);
    }),
  );
});

it('puts a day into the class of its days left, and today is not past', () => {
  const edges = [-400, -1, 0, 7, 8, 14, 15, 30, 31, 60, 61, 90, 91, 4_000];
  expect(edges.map((days) => deadlineClass(days))).toEqual([
    'passed',
    'passed',
    'within-7',
    'within-7',
    'within-14',
    'within-14',
    'within-30',
    'within-30',
    'within-60',
    'within-60',
    'within-90',
    'within-90',
    'later',
    'later',
  ]);
  expect(new Set(edges.map((days) => deadlineClass(days)))).toEqual(new Set(DEADLINE_CLASSES));
});

it('tells what is no longer so, also of a kind that none holds of', () => {
  const report = aReport([], [{ kind: 'holdover', count: 3 }]);
  expect(report.changes).toEqual([{ kind: 'holdover', added: 0, settled: 3 }]);
  expect(report.settled.totalCount).toBe(3);
  expect(report.totalCount).toBe(0);
});
