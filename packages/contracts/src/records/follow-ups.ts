import type { EnvironmentLevel, FollowUpKind, FollowUpState, VisitOutcome } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';
import { MemberId } from './meetings.ts';

const closed = { additionalProperties: false } as const;

const FollowUpKindName = oneOf(
  ['one-month-visit', 'yearly-visit', 'career-plan'] as const satisfies readonly FollowUpKind[],
  {
    description:
      'A visit after one month, a visit of each year, or the housing-career plan (boligkarriereplan).',
  },
);
const FollowUpStateName = oneOf(
  ['due', 'done', 'missed', 'cancelled'] as const satisfies readonly FollowUpState[],
  {
    description:
      'missed: not made before the next visit was due; cancelled: the lease no longer binds the dwelling.',
  },
);
const Outcome = oneOf(['met', 'not-met', 'refused'] as const satisfies readonly VisitOutcome[], {
  description: 'Whether the tenant was met on the visit.',
});

/** A living environment as somebody finds it. */
export const EnvironmentLevelNumber = Type.Unsafe<EnvironmentLevel>(
  Type.Integer({ minimum: 1, maximum: 4, description: '1 good, 2 fair, 3 strained, 4 bad.' }),
);

const count = (description: string): Type.TInteger => Type.Integer({ minimum: 0, description });

const followUp = {
  id: Uuid,
  version: Version,
  leaseId: Uuid,
  kind: FollowUpKindName,
  dueOn: PlainDate,
  state: FollowUpStateName,
  isOverdue: Type.Boolean({ description: 'Due, and so many days past it as the policy of today says.' }),
  doneOn: nullable(PlainDate),
  doneBy: nullable(Type.String()),
  cancelledOn: nullable({ ...PlainDate, description: 'Day from which nobody waits for it any more.' }),
  assignedTo: nullable({
    ...Type.String(),
    description: 'Who is to do it (booppfølger); null while nobody is.',
  }),
  dwellingId: Uuid,
  dwellingReference: Type.String(),
  householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
  householdReference: nullable(Type.String()),
};

/** A follow-up (oppfølging) as it is listed. */
export const FollowUp = Type.Object(followUp, { ...closed, title: 'FollowUp' });
/** {@link FollowUp} */
export type FollowUp = Static<typeof FollowUp>;

/** A page of follow-ups by due day, with what is due among all that the other filters let through. */
export const FollowUpPage = Type.Object(
  {
    ...pageOf('FollowUpPage', FollowUp).properties,
    counts: Type.Object(
      {
        due: count('Not done, overdue or not.'),
        overdue: count('Those of them that are overdue.'),
        unassigned: count('Those that are due and nobody is to do.'),
      },
      { ...closed, description: 'Whatever the filters say of state and overdue.' },
    ),
  },
  { ...closed, title: 'FollowUpPage' },
);
/** Keys of the cursor: due day and id. */
export const FollowUpCursor = Type.Tuple([PlainDate, Uuid]);
/** Filters of the list. */
export const FollowUpListQuery = Type.Object(
  {
    assignedTo: Type.Optional(MemberId),
    unassigned: Type.Optional(
      Type.Boolean({ description: 'True: those that nobody is to do; goes before `assignedTo`.' }),
    ),
    state: Type.Optional(FollowUpStateName),
    kind: Type.Optional(FollowUpKindName),
    leaseId: Type.Optional(Uuid),
    dueBefore: Type.Optional({ ...PlainDate, description: 'Due before this day (exclusive).' }),
    overdue: Type.Optional(Type.Boolean()),
    ...PagingQuery,
  },
  closed,
);
/** Path of one follow-up. */
export const FollowUpParams = Type.Object({ followUpId: Uuid }, closed);

/** A follow-up with what the visit found and who was to do it; its note is read by itself. */
export const FollowUpDetails = Type.Object(
  {
    ...followUp,
    visit: Type.Union(
      [
        Type.Null(),
        Type.Object(
          {
            outcome: Outcome,
            environmentLevel: nullable(EnvironmentLevelNumber),
            needsChanged: Type.Boolean(),
          },
          closed,
        ),
      ],
      { description: 'Null while there was no visit.' },
    ),
    assignments: list(
      Type.Object(
        { assignedTo: nullable(Type.String()), assignedBy: Type.String(), assignedAt: Instant },
        closed,
      ),
      { description: 'From the first on; null where it was given back.' },
    ),
  },
  { ...closed, title: 'FollowUpDetails' },
);
/** {@link FollowUpDetails} */
export type FollowUpDetails = Static<typeof FollowUpDetails>;

/** A note to a visit. */
export const FollowUpNote = Type.Object(
  { note: Type.String(), writtenBy: Type.String(), writtenAt: Instant },
  { ...closed, title: 'FollowUpNote' },
);

/** Who is to do a follow-up. */
export const FollowUpAssignment = Type.Object(
  { assignedTo: nullable({ ...MemberId, description: 'Null gives it back to those that nobody is to do.' }) },
  { ...closed, title: 'FollowUpAssignment' },
);
/** The follow-up as it is assigned. */
export const AssignedFollowUp = Type.Object(
  { id: Uuid, assignedTo: nullable(Type.String()), version: Version },
  { ...closed, title: 'AssignedFollowUp' },
);

/** A visit that was made, or tried. */
export const VisitReport = Type.Object(
  {
    outcome: Outcome,
    environmentLevel: nullable({
      ...EnvironmentLevelNumber,
      description: 'The living environment: 1 good, 2 fair, 3 strained, 4 bad. Null where nobody was met.',
    }),
    needsChanged: Type.Boolean({ description: 'Whether a case officer is to look at the need again.' }),
    heldOn: PlainDate,
    note: nullable({
      ...Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
      description: 'For follow-up workers and case officers only; null for none.',
    }),
  },
  { ...closed, title: 'VisitReport' },
);
/** The follow-up after a visit. */
export const CompletedFollowUp = Type.Object(
  { id: Uuid, state: FollowUpStateName, version: Version },
  { ...closed, title: 'CompletedFollowUp' },
);
