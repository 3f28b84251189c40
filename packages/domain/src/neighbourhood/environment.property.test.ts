import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnvironmentLevel } from '../follow-up/visit-outcome.ts';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import {
  type EnvironmentFinding,
  type EnvironmentIncident,
  type IncidentSeverity,
  judgeEnvironment,
  proposalDirection,
} from './environment.ts';

const POLICY = DEFAULT_ROTATION_WORK.environment;
const ON = plainDate('2026-11-28');
/** Of an incident by its severity, and of a report by its level less one. */
const POINTS = [0, 1, 3, 6];
const daysAgo = (days: number) => addDays(ON, -days);
const incident: fc.Arbitrary<EnvironmentIncident> = fc.record({
  occurredOn: fc.integer({ min: -20, max: 400 }).map(daysAgo),
  severity: fc.constantFrom<IncidentSeverity>(1, 2, 3),
});
const report: fc.Arbitrary<EnvironmentFinding> = fc.record({
  reportedOn: fc.integer({ min: -20, max: 400 }).map(daysAgo),
  level: fc.constantFrom<EnvironmentLevel>(1, 2, 3, 4),
});

/** Points of one grave incident, on the last day of August. */
function pointsOfOne(occurredOn: string): number {
  const incidents = [{ occurredOn: plainDate(occurredOn), severity: 3 }] as const;
  return judgeEnvironment({ incidents, reports: [] }, POLICY, plainDate('2026-08-31')).points;
}

describe('the environment of a place', () => {
  // LOV-1999-03-26-17 § 1-8
  it('depends on what counts alone, not on its order', () => {
    fc.assert(
      fc.property(fc.array(incident), fc.array(report), (incidents, reports) => {
        const judged = judgeEnvironment({ incidents, reports }, POLICY, ON);
        const turned = { incidents: incidents.toReversed(), reports: reports.toReversed() };
        expect(judgeEnvironment(turned, POLICY, ON)).toEqual(judged);
        expect(judged.points).toBe(judged.parts.reduce((sum, part) => sum + part.points, 0));
        const since = (date: string): boolean => date >= '2026-05-28' && date <= ON;
        const fromIncidents = incidents
          .filter(({ occurredOn }) => since(occurredOn))
          .reduce((sum, { severity }) => sum + (POINTS[severity] ?? Number.NaN), 0);
        const counting = reports.filter(({ reportedOn }) => since(reportedOn));
        const last = counting
          .map(({ reportedOn }) => reportedOn)
          .toSorted()
          .at(-1);
        const level = Math.max(
          1,
          ...counting.filter(({ reportedOn }) => reportedOn === last).map((found) => found.level),
        );
        expect(judged.points).toBe(fromIncidents + (POINTS[level - 1] ?? Number.NaN));
      }),
    );
  });

  it('is judged no milder for one incident more', () => {
    const order = ['none', 'caution', 'spare'];
    fc.assert(
      fc.property(fc.array(incident), fc.array(report), incident, (incidents, reports, more) => {
        const before = judgeEnvironment({ incidents, reports }, POLICY, ON);
        const after = judgeEnvironment({ incidents: [...incidents, more], reports }, POLICY, ON);
        expect(order.indexOf(after.proposal)).toBeGreaterThanOrEqual(order.indexOf(before.proposal));
      }),
    );
  });

  it.each([
    [5, 'none'],
    [6, 'caution'],
    [14, 'caution'],
    [15, 'spare'],
  ])('with %i slight incidents proposes %s', (count, proposal) => {
    const slight = { occurredOn: ON, severity: 1 } as const;
    const incidents = Array.from({ length: count }, () => slight);
    expect(judgeEnvironment({ incidents, reports: [] }, POLICY, ON).proposal).toBe(proposal);
  });

  it('counts from the same day six months before, inclusive', () => {
    const days = ['2026-02-27', '2026-02-28', '2026-08-31', '2026-09-01'];
    expect(days.map(pointsOfOne)).toEqual([0, 6, 6, 0]);
  });
});

it('a proposal differs from a status in one direction', () => {
  expect(proposalDirection('none', 'open')).toBeNull();
  expect(proposalDirection('caution', 'open')).toBe('tighten');
  expect(proposalDirection('spare', 'caution')).toBe('tighten');
  expect(proposalDirection('none', 'spared')).toBe('relax');
  expect(proposalDirection('spare', 'spared')).toBeNull();
});
