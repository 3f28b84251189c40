import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import {
  Instant,
  LevelNumber,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
} from '../http/primitives.ts';
import { list } from './lists.ts';
import { MemberId } from './meetings.ts';

const closed = { additionalProperties: false } as const;

/** A household in the queue. No names. */
export const QueueItem = Type.Object(
  {
    position: Type.Integer({
      minimum: 1,
      description:
        '1 is first. Households that the rules leave equal have the same position; the next ones come after all of them.',
    }),
    tiedWith: list(Type.String(), {
      description: 'References of the others with this position; a lot decides when it matters.',
    }),
    householdId: Uuid,
    householdReference: Type.String(),
    applicationId: nullable({
      ...Uuid,
      description: 'Null for a mover, who has a home and is ready to leave it for another one.',
    }),
    assessmentId: Uuid,
    track: TrackName,
    level: LevelNumber,
    programme: ProgrammeName,
    urgencyClass: Type.Integer({ minimum: 1, description: '1 is the most urgent.' }),
    points: Type.Integer({ description: 'The sum of its parts.' }),
    pointsParts: list(Type.Object({ part: oneOf(['need', 'waiting']), points: Type.Integer() }, closed)),
    waitingSince: PlainDate,
    bedrooms: Type.Object({ min: Type.Integer(), max: Type.Integer() }, closed),
    neighbourhoodIds: list(Uuid, {
      description:
        'Where it must live, or wishes to where nothing is required; empty where it has said nothing.',
    }),
    nextDeadline: Type.Object(
      { kind: oneOf(['offer-answer', 'assessment-expires']), on: PlainDate },
      {
        ...closed,
        description:
          'What ends first: the days to answer an open offer (its last day), or the assessment (first day without it).',
      },
    ),
    assignedTo: nullable(
      Type.String({
        description: 'Who answers for the application (saksbehandler); null for nobody, and without one.',
      }),
    ),
  },
  { ...closed, title: 'QueueItem' },
);
/** {@link QueueItem} */
export type QueueItem = Static<typeof QueueItem>;

/** A page of the queue, with the rules that made the order. */
export const QueuePage = Type.Object(
  {
    ...pageOf('QueuePage', QueueItem).properties,
    policySetId: Type.String({ format: 'uuid', description: 'The policy set that made the order.' }),
  },
  { ...closed, title: 'QueuePage' },
);
/** {@link QueuePage} */
export type QueuePage = Static<typeof QueuePage>;
/** Keys of the cursor: position and household. */
export const QueueCursor = Type.Tuple([Type.Integer(), Uuid]);
/** Which part of the queue; positions are counted within track, programme and level. */
export const QueueQuery = Type.Object(
  {
    track: Type.Optional(TrackName),
    programme: Type.Optional(ProgrammeName),
    level: Type.Optional(LevelNumber),
    assignedTo: Type.Optional({
      ...MemberId,
      description: 'Those that a user answers for; changes no position.',
    }),
    householdId: Type.Optional({
      ...Uuid,
      description: 'This household alone, where it stands among the others.',
    }),
    isMover: Type.Optional(
      Type.Boolean({
        description:
          'True: tenants alone who wait to move to another dwelling. False: those alone who have applied. Changes no position.',
      }),
    ),
    isUnassigned: Type.Optional(
      Type.Boolean({ description: 'True: applications that nobody has; goes before `assignedTo`.' }),
    ),
    ...PagingQuery,
  },
  closed,
);

const Place = nullable(Type.Integer({ minimum: 1 }));

/** A change of a household's place in the queue, and why. */
export const QueueMove = Type.Object(
  {
    eventId: Uuid,
    kind: oneOf(
      [
        'entered',
        'assessed',
        'refused',
        'withdrawn',
        'expired',
        'housed',
        'merged',
        'policy-changed',
        'waiting-time',
        'observed',
      ],
      {
        description:
          'What changed the order. waiting-time: days went by. observed: found changed without an event of its own.',
      },
    ),
    isOwn: Type.Boolean({
      description: 'Whether it is the household’s own event, and not another’s or everybody’s.',
    }),
    occurredOn: PlainDate,
    recordedAt: Instant,
    policySetId: { ...Uuid, description: 'The policy set whose order the move led to.' },
    track: TrackName,
    programme: ProgrammeName,
    fromPlace: Place,
    toPlace: Place,
  },
  {
    ...closed,
    title: 'QueueMove',
    description:
      'Places are counted among those who wait for the same track and programme; null is outside that queue.',
  },
);
/** {@link QueueMove} */
export type QueueMove = Static<typeof QueueMove>;

/** A page of the history of one household, the newest first. */
export const QueueMovePage = pageOf('QueueMovePage', QueueMove);
/** Keys of the cursor: number of the event, and queue. */
export const QueueMoveCursor = Type.Tuple([Type.Integer(), Type.String()]);
/** Which page of it. */
export const QueueMoveQuery = Type.Object(PagingQuery, closed);
