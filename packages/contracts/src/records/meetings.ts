import type { MeetingAction, MeetingCapacity, MeetingState, RecusalGround } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { RoundStateName } from '../http/rounds.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** A person by the id that the identity provider gives. */
export const MemberId = line(200, { description: 'Id of a person at the identity provider.' });

const MeetingStateName = oneOf([
  'planned',
  'open',
  'adjourned',
  'closed',
  'cancelled',
] as const satisfies readonly MeetingState[]);

const MeetingActionName = oneOf([
  'open',
  'adjourn',
  'close',
  'cancel',
] as const satisfies readonly MeetingAction[]);

const CapacityName = oneOf(
  ['chair', 'member', 'deputy', 'secretary', 'guest'] as const satisfies readonly MeetingCapacity[],
  { description: 'deputy: vara, sits for a member; a secretary and a guest have no vote.' },
);

const GroundName = oneOf(
  [
    'party',
    'family',
    'guardian',
    'organisation',
    'special-circumstances',
    'superior-recused',
  ] as const satisfies readonly RecusalGround[],
  { description: 'Ground of the disqualification (forvaltningsloven § 6).' },
);

/** What is decided about a household: in a round, or in a review. */
export const DecisionOutcomeName = oneOf(
  [
    'allocated',
    'overridden',
    'postponed',
    'refused',
    'renewed',
    'moved',
    'private-rental',
    'startlan',
    'ended',
  ],
  { description: 'The first four come of a round, the others of a review.' },
);

const AgendaSubject = Type.Union(
  [Type.Object({ roundId: Uuid }, closed), Type.Object({ leaseId: Uuid }, closed)],
  { description: 'A round to decide, or a lease whose review is due.' },
);

/** A meeting to be planned. */
export const MeetingPlan = Type.Object(
  { meetingOn: PlainDate, agenda: Type.Array(AgendaSubject, { maxItems: 200 }) },
  { ...closed, title: 'MeetingPlan' },
);
/** {@link MeetingPlan} */
export type MeetingPlan = Static<typeof MeetingPlan>;

/** The meeting that was planned. */
export const PlannedMeeting = Type.Object(
  {
    id: Uuid,
    version: Version,
    quorum: Type.Integer({ minimum: 1, description: 'From the policy in force.' }),
  },
  { ...closed, title: 'PlannedMeeting' },
);

/** A step in the course of a meeting. */
export const MeetingTransition = Type.Object(
  { action: MeetingActionName },
  { ...closed, title: 'MeetingTransition' },
);

const meeting = {
  id: Uuid,
  version: Version,
  meetingOn: PlainDate,
  state: MeetingStateName,
  quorum: Type.Integer({ minimum: 1 }),
  sitting: Type.Integer({ minimum: 1, description: 'Grows where an adjourned meeting goes on.' }),
  policySetId: Uuid,
};

/** The meeting after a step. */
export const ChangedMeeting = Type.Object(
  { id: Uuid, version: Version, state: MeetingStateName, sitting: meeting.sitting },
  { ...closed, title: 'ChangedMeeting' },
);

/** A meeting of the allocation committee (tildelingsutvalg). */
export const Meeting = Type.Object(meeting, { ...closed, title: 'Meeting' });

const attendee = { member: MemberId, capacity: CapacityName, deputyFor: nullable(MemberId) };

/** A meeting with all that belongs to it. */
export const MeetingDetails = Type.Object(
  {
    ...meeting,
    agenda: list(
      Type.Object(
        {
          position: Type.Integer({ minimum: 1 }),
          roundId: nullable(Uuid),
          roundReference: nullable(Type.String()),
          roundState: nullable(RoundStateName),
          leaseId: nullable(Uuid),
        },
        closed,
      ),
    ),
    attendance: list(
      Type.Object(
        {
          sitting: Type.Integer({ minimum: 1 }),
          ...attendee,
          name: nullable(Type.String({ description: 'Null where the identity provider gives none.' })),
          isUser: Type.Boolean({ description: 'Whether the person has signed in here, and so can sign.' }),
          isDecidedOn: Type.Boolean({
            description: 'Whether something was decided since it was registered: it is corrected no more.',
          }),
        },
        closed,
      ),
    ),
    attendanceCorrections: list(
      Type.Object(
        {
          sitting: Type.Integer({ minimum: 1 }),
          ...attendee,
          isPresent: Type.Boolean({ description: 'False: registered by mistake, and not there.' }),
          capacityBefore: CapacityName,
          reason: Type.String(),
          correctedBy: nullable(MemberId),
          correctedAt: nullable(Instant),
        },
        closed,
      ),
      { description: 'What was corrected, from the first.' },
    ),
    votersPresent: Type.Integer({
      minimum: 0,
      description: 'Chair, members and deputies of the present sitting.',
    }),
    isQuorate: Type.Boolean(),
    recusals: list(
      Type.Object(
        {
          householdId: nullable({ ...Uuid, description: 'Null where the case is not for you.' }),
          member: MemberId,
          ground: GroundName,
        },
        closed,
      ),
    ),
    dissents: list(
      Type.Object(
        {
          id: Uuid,
          roundId: nullable(Uuid),
          reviewId: nullable(Uuid),
          householdId: nullable({ ...Uuid, description: 'Null where it is withheld from your role.' }),
          member: MemberId,
          reason: Type.String(),
        },
        closed,
      ),
    ),
    reviewDecisions: list(
      Type.Object(
        {
          reviewId: Uuid,
          decisionId: Uuid,
          householdId: nullable({ ...Uuid, description: 'Null where it is withheld from your role.' }),
          outcome: DecisionOutcomeName,
        },
        closed,
      ),
      { description: 'What was decided about reviews; a round has minutes of its own.' },
    ),
    allowedActions: list(Type.String(), { description: 'What the state allows.' }),
  },
  { ...closed, title: 'MeetingDetails' },
);
/** {@link MeetingDetails} */
export type MeetingDetails = Static<typeof MeetingDetails>;

/** A page of meetings, the newest first. */
export const MeetingPage = pageOf('MeetingPage', Meeting);
/** Key of the cursor: the id. */
export const MeetingCursor = Type.Tuple([Uuid]);
/** Filters of the list. */
export const MeetingQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one meeting. */
export const MeetingParams = Type.Object({ meetingId: Uuid }, closed);

/** A subject for the end of the agenda. */
export const AgendaItemRegistration = Type.Object(
  { subject: AgendaSubject },
  { ...closed, title: 'AgendaItemRegistration' },
);

/** The id of what was stored, or changed. */
export const MeetingReference = Type.Object({ id: Uuid }, { ...closed, title: 'MeetingReference' });

/** Who is present in the present sitting. */
export const AttendanceRegistration = Type.Object(attendee, { ...closed, title: 'AttendanceRegistration' });

/** What is true of somebody who was registered as present. */
export const AttendanceCorrection = Type.Object(
  {
    sitting: Type.Integer({ minimum: 1, maximum: 1_000 }),
    member: MemberId,
    capacity: nullable({ ...CapacityName, description: 'Null for somebody who was not there.' }),
    deputyFor: nullable(MemberId),
    reason: Type.String({ minLength: 10, maxLength: 1_000, description: 'Why; stays with the meeting.' }),
  },
  { ...closed, title: 'AttendanceCorrection' },
);

/** The sitting in which the person is present. */
export const RegisteredAttendance = Type.Object(
  { id: Uuid, sitting: Type.Integer({ minimum: 1 }) },
  { ...closed, title: 'RegisteredAttendance' },
);

/** A person who is disqualified (inhabil) in the case of a household. */
export const RecusalDeclaration = Type.Object(
  { householdId: Uuid, member: MemberId, ground: GroundName, meetingId: nullable(Uuid) },
  { ...closed, title: 'RecusalDeclaration' },
);

/** Who is whose direct superior; null where there is none. */
export const Superior = Type.Object(
  { member: MemberId, superior: nullable(MemberId) },
  { ...closed, title: 'Superior' },
);

/** The dissent of the one who asks. */
export const DissentDeclaration = Type.Object(
  {
    roundId: Type.Optional({ ...Uuid, description: 'The round of the case; this or reviewId.' }),
    reviewId: Type.Optional({ ...Uuid, description: 'The review; this or roundId.' }),
    householdId: Type.Optional({
      ...Uuid,
      description: 'The case of the round; may be left out for a review, which has one.',
    }),
    reason: Type.String({
      minLength: 20,
      maxLength: 4_000,
      description: 'Why. No health data: the minutes are read by others.',
    }),
  },
  { ...closed, title: 'DissentDeclaration' },
);
