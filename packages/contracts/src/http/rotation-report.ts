import {
  DEADLINE_CLASSES,
  type DeadlineClass,
  FLAG_SUBJECT_KINDS,
  LEASE_STATES,
  type LeaseState,
  ROTATION_URGENCIES,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { Instant, nullable, oneOf, PlainDate, Uuid } from './primitives.ts';
import { FlagKind } from './rotation.ts';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });
const Urgency = oneOf([...ROTATION_URGENCIES], {
  description: 'red: touches a deadline of the law. yellow: work that is due.',
});

function countsBy<Name extends string>(names: readonly Name[], description: string) {
  return Type.Unsafe<Readonly<Record<Name, number>>>({
    type: 'object',
    additionalProperties: false,
    required: [...names],
    properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 0 }])),
    description,
  });
}

const Run = Type.Object(
  {
    id: Uuid,
    runOn: PlainDate,
    inputHash: Type.String({ description: 'SHA-256, in hex, over the facts that were looked at.' }),
    leaseCount: count('Leases that were looked at; those of protected cases count for nobody.'),
    flagCount: count('Findings that hold on the date.'),
    newFlagCount: count('Findings that this date was the first to see.'),
    stateCounts: countsBy<LeaseState>(
      LEASE_STATES,
      'Leases by their legal state on the date, without those of protected cases.',
    ),
    startedAt: nullable(Instant),
    finishedAt: Instant,
    durationMs: nullable(count('Milliseconds from the start to the end.')),
  },
  { ...closed, title: 'ReportedRun' },
);

const Finding = Type.Object(
  {
    id: Uuid,
    kind: FlagKind,
    urgency: Urgency,
    dueOn: { ...PlainDate, description: 'The day that matters.' },
    daysLeft: Type.Integer({
      description: 'From the date of the run to that day; negative when it has passed.',
    }),
    step: nullable(
      Type.Integer({ minimum: 0, description: 'Days or months to the end in question, by the kind.' }),
    ),
    subjectKind: oneOf([...FLAG_SUBJECT_KINDS]),
    leaseId: nullable({ ...Uuid, description: 'The lease that it concerns; null for places and pairs.' }),
    dwellingReference: nullable(Type.String()),
    householdReference: nullable(
      Type.String({ description: 'Null without a lease, or when withheld from your role.' }),
    ),
    placeName: nullable(Type.String()),
    firstSeenRunOn: PlainDate,
    isNew: Type.Boolean({ description: 'It did not hold on the night before.' }),
  },
  { ...closed, title: 'ReportedFinding' },
);

const listOf = (description: string) =>
  Type.Object(
    {
      items: Type.Array(Finding),
      totalCount: count('Findings of the list, also those that are not in items.'),
    },
    { ...closed, description },
  );

/** What a night found, for those who work with it. */
export const RotationReport = Type.Object(
  {
    municipality: Type.Object({ name: Type.String(), kommunenummer: Type.String() }, closed),
    run: Run,
    previousRunOn: nullable({
      ...PlainDate,
      description: 'Date of the night that the changes are counted from; null where there is none.',
    }),
    totalCount: count('Findings that you may see; fewer than the run has where you are recused.'),
    redCount: count('Of them, those that touch a deadline of the law.'),
    yellowCount: count('Of them, work that is due.'),
    byDeadline: Type.Array(
      Type.Object(
        {
          kind: FlagKind,
          urgency: Urgency,
          total: count('Findings of the kind.'),
          counts: countsBy<DeadlineClass>(
            DEADLINE_CLASSES,
            'By days left: before the date, 0 to 7, 8 to 14, 15 to 30, 31 to 60, 61 to 90, more.',
          ),
        },
        { ...closed, title: 'ReportedDeadlines' },
      ),
    ),
    byMonth: Type.Array(
      Type.Object(
        {
          month: Type.String({ description: 'Month of the day that matters, YYYY-MM.' }),
          red: count('Findings that touch a deadline of the law.'),
          yellow: count('Work that is due.'),
          total: count('Both.'),
          kinds: Type.Array(
            Type.Object({ kind: FlagKind, urgency: Urgency, count: count('Findings of the kind.') }, closed),
          ),
        },
        { ...closed, title: 'ReportedMonth' },
      ),
    ),
    changes: Type.Array(
      Type.Object(
        {
          kind: FlagKind,
          added: count('Did not hold on the night before.'),
          settled: count('Held on the night before and no longer do.'),
        },
        { ...closed, title: 'ReportedChange' },
      ),
    ),
    upcoming: listOf('Due on the date or later, the nearest first.'),
    passed: listOf('Due before the date, the nearest first.'),
    settled: listOf('Held on the night before and no longer do.'),
  },
  { ...closed, title: 'RotationReport' },
);
/** {@link RotationReport} */
export type RotationReport = Static<typeof RotationReport>;

const MOST_LISTED = 1_000;
const USUALLY_LISTED = 200;

/** How much of each list is answered. */
export const RotationReportQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_LISTED,
        default: USUALLY_LISTED,
        description: `Findings of each list at most; ${USUALLY_LISTED} where nothing is said.`,
      }),
    ),
  },
  closed,
);

/** A file of a report. */
export const FileBytes = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' });
