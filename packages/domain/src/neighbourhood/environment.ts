import type { EnvironmentLevel } from '../follow-up/visit-outcome.ts';
import type { EnvironmentPolicy } from '../policy/rotation-policy.ts';
import { addMonthsClamped } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { PlaceStatus } from './place.ts';

/** What an incident was. */
export const INCIDENT_KINDS = ['noise', 'threat', 'damage', 'fire', 'other'] as const;
/** One of {@link INCIDENT_KINDS}. */
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** 1 slight, 2 serious, 3 grave. */
export type IncidentSeverity = 1 | 2 | 3;

/** An incident at a place, as far as it is judged: neither what it was nor who had to do with it. */
export interface EnvironmentIncident {
  readonly occurredOn: PlainDateString;
  readonly severity: IncidentSeverity;
}

/** How the environment of a place was found on a day. */
export interface EnvironmentFinding {
  readonly reportedOn: PlainDateString;
  readonly level: EnvironmentLevel;
}

/** What the environment of a place speaks for. */
export type EnvironmentProposal = 'none' | 'caution' | 'spare';

/** One part of the points of a place: all incidents of a severity, or the latest report. */
export type EnvironmentPart =
  | {
      readonly source: 'incidents';
      readonly severity: IncidentSeverity;
      readonly count: number;
      readonly points: number;
    }
  | {
      readonly source: 'report';
      readonly level: EnvironmentLevel;
      readonly reportedOn: PlainDateString;
      readonly points: number;
    };

/** The judgement of one place. It is a proposal: the status is set by a person. */
export interface EnvironmentJudgement {
  /** First day (inclusive) of what counts. */
  readonly countsFrom: PlainDateString;
  readonly points: number;
  readonly parts: readonly EnvironmentPart[];
  readonly proposal: EnvironmentProposal;
}

/**
 * Weighs what happened at one place, and how its environment was found, until `on` (inclusive). Incidents add up; of the
 * reports the latest counts, because it tells how it is by now: `fair`, `strained` and `bad` weigh like an incident of
 * severity 1, 2 and 3, `good` nothing. Depends on the place alone; nothing of it enters the load of a place.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export function judgeEnvironment(
  {
    incidents,
    reports,
  }: { readonly incidents: readonly EnvironmentIncident[]; readonly reports: readonly EnvironmentFinding[] },
  policy: EnvironmentPolicy,
  on: PlainDateString,
): EnvironmentJudgement {
  const countsFrom = addMonthsClamped(on, -policy.countsMonthsBack);
  const counts = (date: PlainDateString): boolean => countsFrom <= date && date <= on;
  const counting = incidents.filter(({ occurredOn }) => counts(occurredOn));
  const parts: EnvironmentPart[] = SEVERITIES.flatMap((severity) => {
    const { length: count } = counting.filter((incident) => incident.severity === severity);
    const points = count * pointsOf(policy, severity);
    return count === 0 ? [] : [{ source: 'incidents', severity, count, points } as const];
  });
  const latest = latestOf(reports.filter(({ reportedOn }) => counts(reportedOn)));
  if (latest !== undefined) {
    const { level, reportedOn } = latest;
    const severity = SEVERITIES[level - 2];
    const points = severity === undefined ? 0 : pointsOf(policy, severity);
    parts.push({ source: 'report', level, reportedOn, points });
  }
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  return { countsFrom, points, parts, proposal: proposalFor(policy, points) };
}

const SEVERITIES = [1, 2, 3] as const satisfies readonly IncidentSeverity[];

function pointsOf({ pointsPerSeverity }: EnvironmentPolicy, severity: IncidentSeverity): number {
  const [slight, serious, grave] = pointsPerSeverity;
  return { 1: slight, 2: serious, 3: grave }[severity];
}

/** The latest; of several on one day the worst, whatever their order. */
function latestOf(reports: readonly EnvironmentFinding[]): EnvironmentFinding | undefined {
  const [latest] = reports.toSorted((a, b) =>
    a.reportedOn === b.reportedOn ? b.level - a.level : a.reportedOn < b.reportedOn ? 1 : -1,
  );
  return latest;
}

function proposalFor(
  { cautionFromPoints, spareFromPoints }: EnvironmentPolicy,
  points: number,
): EnvironmentProposal {
  if (points >= spareFromPoints) return 'spare';
  return points >= cautionFromPoints ? 'caution' : 'none';
}

const PROPOSED_STATUS = {
  none: 'open',
  caution: 'caution',
  spare: 'spared',
} as const satisfies Readonly<Record<EnvironmentProposal, PlaceStatus>>;
const STRICTNESS = { open: 0, caution: 1, spared: 2 } as const satisfies Readonly<
  Record<PlaceStatus, number>
>;

/** Whether a proposal is stricter than the status of the place, or less strict; null where they agree. */
export function proposalDirection(
  proposal: EnvironmentProposal,
  status: PlaceStatus,
): 'tighten' | 'relax' | null {
  const difference = STRICTNESS[PROPOSED_STATUS[proposal]] - STRICTNESS[status];
  if (difference === 0) return null;
  return difference > 0 ? 'tighten' : 'relax';
}
