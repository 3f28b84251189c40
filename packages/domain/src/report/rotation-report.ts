import type { LeaseState } from '../lease/lease-status.ts';
import {
  type FlagSubjectKind,
  ROTATION_FLAG_KINDS,
  type RotationFlagKind,
  type RotationUrgency,
  rotationUrgency,
} from '../rotation/rotation-flag.ts';
import { daysBetween } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** What the run of a night says of itself. */
export interface ReportedRun {
  readonly id: string;
  readonly runOn: PlainDateString;
  /** SHA-256, in hex, over the facts that were looked at. */
  readonly inputHash: string;
  readonly leaseCount: number;
  /** Findings that hold on the date. */
  readonly flagCount: number;
  readonly newFlagCount: number;
  readonly stateCounts: Readonly<Record<LeaseState, number>>;
  readonly startedAt: string | null;
  readonly finishedAt: string;
  /** Whole milliseconds. */
  readonly durationMs: number | null;
}

/** Findings that hold on the date, of one kind and due day. */
export interface FindingGroup {
  readonly kind: RotationFlagKind;
  readonly dueOn: PlainDateString;
  readonly count: number;
  /** Of them, those that did not hold on the night before. */
  readonly newCount: number;
}

/** A finding as it is to be listed. References are null where they are withheld, or where there is none. */
export interface ReportedFinding {
  readonly id: string;
  readonly kind: RotationFlagKind;
  readonly dueOn: PlainDateString;
  readonly step: number | null;
  readonly subjectKind: FlagSubjectKind;
  readonly leaseId: string | null;
  readonly dwellingReference: string | null;
  readonly householdReference: string | null;
  readonly placeName: string | null;
  readonly firstSeenRunOn: PlainDateString;
}

/** Whose report it is. */
export interface ReportedMunicipality {
  readonly name: string;
  /** Four digits. */
  readonly kommunenummer: string;
}

/** What {@link buildRotationReport} works with; all of one moment. */
export interface RotationReportFacts {
  readonly municipality: ReportedMunicipality;
  readonly run: ReportedRun;
  /** Date of the run before, whose findings the changes are counted from; null where none has been kept. */
  readonly previousRunOn: PlainDateString | null;
  readonly groups: readonly FindingGroup[];
  /** Findings that held on the night before and no longer do, by kind. */
  readonly settledCounts: readonly { readonly kind: RotationFlagKind; readonly count: number }[];
  /** Due on the date or later, the nearest first; as many as are to be listed. */
  readonly upcoming: readonly (ReportedFinding & { readonly isNew: boolean })[];
  /** Due before the date, the nearest first; as many as are to be listed. */
  readonly passed: readonly (ReportedFinding & { readonly isNew: boolean })[];
  /** Held on the night before and no longer do; as many as are to be listed. */
  readonly settled: readonly ReportedFinding[];
}

/** Days left until the day that matters; every number of days is in exactly one. */
export const DEADLINE_CLASSES = [
  'passed',
  'within-7',
  'within-14',
  'within-30',
  'within-60',
  'within-90',
  'later',
] as const;
/** One of {@link DEADLINE_CLASSES}. */
export type DeadlineClass = (typeof DEADLINE_CLASSES)[number];

const BOUNDS = [
  ['within-7', 7],
  ['within-14', 14],
  ['within-30', 30],
  ['within-60', 60],
  ['within-90', 90],
] as const;

/** The class of a number of days left; 0 is today, negative is past. */
export function deadlineClass(daysLeft: number): DeadlineClass {
  if (daysLeft < 0) return 'passed';
  return BOUNDS.find(([, days]) => daysLeft <= days)?.[0] ?? 'later';
}

/** Findings of one kind, by days left. */
export interface DeadlineRow {
  readonly kind: RotationFlagKind;
  readonly urgency: RotationUrgency;
  readonly total: number;
  readonly counts: Readonly<Record<DeadlineClass, number>>;
}

/** Findings whose day is in one month. */
export interface MonthRow {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly red: number;
  readonly yellow: number;
  readonly total: number;
  readonly kinds: readonly {
    readonly kind: RotationFlagKind;
    readonly urgency: RotationUrgency;
    readonly count: number;
  }[];
}

/** A list of a report, with how many there are in all. */
export interface ReportList<Finding> {
  readonly items: readonly Finding[];
  readonly totalCount: number;
}

/** A finding in a list of the report. */
export interface ListedFinding extends ReportedFinding {
  readonly urgency: RotationUrgency;
  /** Days from the date of the run to the day that matters; negative when it has passed. */
  readonly daysLeft: number;
  /** Whether it did not hold on the night before. */
  readonly isNew: boolean;
}

/** What changed since the night before, for one kind. */
export interface ChangeRow {
  readonly kind: RotationFlagKind;
  readonly added: number;
  readonly settled: number;
}

/** What the night found, for those who work with it. */
export interface RotationReport {
  readonly municipality: ReportedMunicipality;
  readonly run: ReportedRun;
  readonly previousRunOn: PlainDateString | null;
  /** Findings that the reader may see; fewer than the run's where somebody is recused. */
  readonly totalCount: number;
  readonly redCount: number;
  readonly yellowCount: number;
  readonly byDeadline: readonly DeadlineRow[];
  readonly byMonth: readonly MonthRow[];
  readonly changes: readonly ChangeRow[];
  readonly upcoming: ReportList<ListedFinding>;
  readonly passed: ReportList<ListedFinding>;
  readonly settled: ReportList<ListedFinding>;
}

/**
 * The report of a night. Every finding of `groups` is in one row of the table by deadline, in one of the table by
 * month, and in one of the two lists or in what a list leaves out; the sums are the same.
 */
export function buildRotationReport(facts: RotationReportFacts): RotationReport {
  const { municipality, run, groups } = facts;
  const isPassed = (group: FindingGroup): boolean => group.dueOn < run.runOn;
  const list = (finding: ReportedFinding & { readonly isNew: boolean }): ListedFinding => ({
    ...finding,
    urgency: rotationUrgency(finding.kind),
    daysLeft: daysBetween(run.runOn, finding.dueOn),
  });
  const ofUrgency = (urgency: RotationUrgency): number =>
    sumOf(groups.filter(({ kind }) => rotationUrgency(kind) === urgency));
  return {
    municipality,
    run,
    previousRunOn: facts.previousRunOn,
    totalCount: sumOf(groups),
    redCount: ofUrgency('red'),
    yellowCount: ofUrgency('yellow'),
    byDeadline: deadlineRows(run.runOn, groups),
    byMonth: monthRows(groups),
    changes: changeRows(facts),
    upcoming: {
      items: facts.upcoming.map(list),
      totalCount: sumOf(groups.filter((group) => !isPassed(group))),
    },
    passed: { items: facts.passed.map(list), totalCount: sumOf(groups.filter(isPassed)) },
    settled: {
      items: facts.settled.map((finding) => list({ ...finding, isNew: false })),
      totalCount: sumOf(facts.settledCounts),
    },
  };
}

function sumOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

function deadlineRows(runOn: PlainDateString, groups: readonly FindingGroup[]): readonly DeadlineRow[] {
  return kindsOf(groups).map(([kind, ofKind]) => {
    const inClass = (wanted: DeadlineClass): number =>
      sumOf(ofKind.filter(({ dueOn }) => deadlineClass(daysBetween(runOn, dueOn)) === wanted));
    return {
      kind,
      urgency: rotationUrgency(kind),
      total: sumOf(ofKind),
      counts: {
        passed: inClass('passed'),
        'within-7': inClass('within-7'),
        'within-14': inClass('within-14'),
        'within-30': inClass('within-30'),
        'within-60': inClass('within-60'),
        'within-90': inClass('within-90'),
        later: inClass('later'),
      },
    };
  });
}

const MONTH_LENGTH = 'YYYY-MM'.length;

function monthRows(groups: readonly FindingGroup[]): readonly MonthRow[] {
  const months = Map.groupBy(groups, ({ dueOn }) => dueOn.slice(0, MONTH_LENGTH));
  return [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, ofMonth]) => {
      const red = sumOf(ofMonth.filter(({ kind }) => rotationUrgency(kind) === 'red'));
      const total = sumOf(ofMonth);
      const kinds = kindsOf(ofMonth).map(([kind, ofKind]) => ({
        kind,
        urgency: rotationUrgency(kind),
        count: sumOf(ofKind),
      }));
      return { month, red, yellow: total - red, total, kinds };
    });
}

function changeRows({ groups, settledCounts }: RotationReportFacts): readonly ChangeRow[] {
  return ROTATION_FLAG_KINDS.flatMap((kind) => {
    const added = groups
      .filter((group) => group.kind === kind)
      .reduce((sum, { newCount }) => sum + newCount, 0);
    const settled = sumOf(settledCounts.filter((counted) => counted.kind === kind));
    return added + settled === 0 ? [] : [{ kind, added, settled }];
  });
}

/** The groups by kind, in the order of {@link ROTATION_FLAG_KINDS}; kinds without any are left out. */
function kindsOf(
  groups: readonly FindingGroup[],
): readonly (readonly [RotationFlagKind, readonly FindingGroup[]])[] {
  const byKind = Map.groupBy(groups, ({ kind }) => kind);
  return ROTATION_FLAG_KINDS.flatMap((kind) => {
    const ofKind = byKind.get(kind);
    return ofKind === undefined ? [] : [[kind, ofKind] as const];
  });
}
