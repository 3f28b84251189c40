import { FLAG_SUBJECT_KINDS, ROTATION_FLAG_KINDS, ROTATION_URGENCIES } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from './paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });

/** Which night to run. */
export const RotationRunRequest = Type.Object(
  { runOn: PlainDate },
  { ...closed, title: 'RotationRunRequest' },
);

/** The rotation run of one date. Figures are null until it is done. */
export const RotationRun = Type.Object(
  {
    id: Uuid,
    runOn: PlainDate,
    state: oneOf(['queued', 'running', 'done', 'failed']),
    requestedBy: Type.String(),
    inputHash: nullable(
      Type.String({
        description:
          'SHA-256, in hex, over the facts of all leases: a chain of parts of 500, each with the hash before it.',
      }),
    ),
    leaseCount: nullable(count('Leases that were looked at; those of protected cases count for nobody.')),
    flagCount: nullable(count('Flags that hold on the date.')),
    newFlagCount: nullable(count('Flags that this date was the first to see.')),
    stateCounts: Type.Unsafe<Readonly<Record<string, number>> | null>({
      type: ['object', 'null'],
      additionalProperties: { type: 'integer' },
      description: 'Leases by their legal state on the date, without those of protected cases.',
    }),
    kindCounts: Type.Unsafe<Readonly<Record<string, number>> | null>({
      type: ['object', 'null'],
      additionalProperties: { type: 'integer' },
      description: 'Flags that hold on the date, by kind.',
    }),
    progress: nullable(
      Type.Object(
        {
          done: count('Leases that have been looked at.'),
          total: count('Leases there were when it was begun.'),
        },
        { ...closed, description: 'How far a run has come that has not ended.' },
      ),
    ),
    attemptCount: count('How often a process has begun the run or gone on with it.'),
    failureCode: nullable(Type.String()),
    failedStep: nullable(
      Type.String({ description: 'The part that failed the last time: sweep, or the step after it.' }),
    ),
    createdAt: Instant,
    requestedAt: Type.Unsafe<string>({
      ...Instant,
      description:
        'When it was last asked for. A run that is made again keeps state and figures until it is made: they are the new ones once `startedAt` is not before this and `finishedAt` not before `startedAt`.',
    }),
    startedAt: nullable(Instant),
    finishedAt: nullable(Instant),
    durationMs: nullable(
      count('Milliseconds from the start to the end; the time that the run was cut off is in it.'),
    ),
  },
  { ...closed, title: 'RotationRun' },
);
/** {@link RotationRun} */
export type RotationRun = Static<typeof RotationRun>;

/** A page of runs. */
export const RotationRunPage = pageOf('RotationRunPage', RotationRun);
/** Keys of the cursor: the date. */
export const RotationRunCursor = Type.Tuple([PlainDate]);
/** Query of the runs. */
export const RotationRunQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one run. */
export const RotationRunParams = Type.Object({ runId: Uuid }, closed);

/** Kinds of findings. */
export const FlagKind = oneOf([...ROTATION_FLAG_KINDS], {
  description:
    'holdover: the tenant stays after the last day and no counting request to move was sent. last-safe-day-nears: the same, 60, 30, 14, 7 or 1 days before the last safe day. early-request-only: the only request was sent too early to count. became-indefinite: the three months have passed. short-term-without-basis, repeated-short-term: the short term does not stand. silent-consent-soon: an application to take somebody in is soon approved by silence. review-due: the review window is open and no review has decided how the tenancy goes on. notice-before-end: a notice month of the policy has come. termination-info-missing, exceptions-info-missing: written information under § 9-2 first paragraph or § 11-1 second paragraph is missing. deposit-over-limit: more than six months of rent. deposit-not-separate: no account of its own. rent-index-possible, gjengs-leie-possible: the rent may be changed. follow-up-overdue: a visit or plan is not done. place-status-overdue: a place or pair was not looked at again in time.',
});

/** What the nightly run found on a lease, or on what belongs to one, or on a place or pair. */
export const RotationFlag = Type.Object(
  {
    id: Uuid,
    kind: FlagKind,
    urgency: oneOf([...ROTATION_URGENCIES], {
      description: 'red: touches a deadline of the law. yellow: work that is due.',
    }),
    lawRefs: Type.Array(Type.String(), {
      description: 'Provisions that the kind rests on; none where figures of the municipality decide alone.',
    }),
    dueOn: { ...PlainDate, description: 'The day that matters.' },
    step: nullable(
      Type.Integer({
        minimum: 0,
        description:
          'Days to the last safe day (last-safe-day-nears) or months to the last day (notice-before-end).',
      }),
    ),
    subjectKind: oneOf([...FLAG_SUBJECT_KINDS]),
    subjectId: Uuid,
    leaseId: nullable({ ...Uuid, description: 'The lease that it concerns; null for places and pairs.' }),
    firstSeenRunOn: PlainDate,
    clearedRunOn: nullable(PlainDate),
    dwellingReference: nullable(Type.String()),
    householdId: nullable({ ...Uuid, description: 'Null without a lease, or when withheld from your role.' }),
    householdReference: nullable(Type.String()),
    placeName: nullable(Type.String({ description: 'Of the status or cap; null for other subjects.' })),
  },
  { ...closed, title: 'RotationFlag' },
);
/** {@link RotationFlag} */
export type RotationFlag = Static<typeof RotationFlag>;

/** A page of flags, with the counts of all that match. */
export const RotationFlagPage = Type.Object(
  {
    ...pageOf('RotationFlagPage', RotationFlag).properties,
    counts: Type.Array(
      Type.Object(
        {
          kind: FlagKind,
          urgency: oneOf([...ROTATION_URGENCIES]),
          count: count('Flags of this kind on all pages.'),
          firstDueOn: PlainDate,
          lastDueOn: PlainDate,
        },
        { ...closed, title: 'RotationFlagCount' },
      ),
    ),
  },
  { ...closed, title: 'RotationFlagPage' },
);
/** {@link RotationFlagPage} */
export type RotationFlagPage = Static<typeof RotationFlagPage>;

/** Keys of the cursor: due date and id. */
export const RotationFlagCursor = Type.Tuple([PlainDate, Type.String()]);
/** Filters of the flags. */
export const RotationFlagQuery = Type.Object(
  {
    kind: Type.Optional(FlagKind),
    urgency: Type.Optional(oneOf([...ROTATION_URGENCIES])),
    subjectKind: Type.Optional(oneOf([...FLAG_SUBJECT_KINDS])),
    subjectId: Type.Optional(Uuid),
    leaseId: Type.Optional(Uuid),
    isOpen: Type.Optional(
      Type.Boolean({ default: true, description: 'True: what holds now. False: what was cleared.' }),
    ),
    dueFrom: Type.Optional(PlainDate),
    dueUntil: Type.Optional(PlainDate),
    ...PagingQuery,
  },
  closed,
);
