import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { LevelNumber, oneOf, PlainDate, ProgrammeName, TrackName, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';

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
    applicationId: Uuid,
    assessmentId: Uuid,
    track: TrackName,
    level: LevelNumber,
    programme: ProgrammeName,
    urgencyClass: Type.Integer({ minimum: 1, description: '1 is the most urgent.' }),
    points: Type.Integer({ description: 'The sum of its parts.' }),
    pointsParts: list(Type.Object({ part: oneOf(['need', 'waiting']), points: Type.Integer() }, closed)),
    waitingSince: PlainDate,
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
/** Which part of the queue; positions are counted within it. */
export const QueueQuery = Type.Object(
  {
    track: Type.Optional(TrackName),
    programme: Type.Optional(ProgrammeName),
    level: Type.Optional(LevelNumber),
    ...PagingQuery,
  },
  closed,
);
