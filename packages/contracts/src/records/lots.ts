import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** A drawn lot (loddtrekning) that settled ties of a round. */
export const Lot = Type.Object(
  {
    id: Uuid,
    roundId: Uuid,
    seed: Type.String({ description: 'Published with the draw; 32 to 128 hexadecimal digits.' }),
    method: Type.String({
      description: 'sha256-seed-household: ascending SHA-256 of the seed, a colon and the household id.',
    }),
    options: list(list(Type.String()), {
      description: 'Groups of households that the rules left equal, by id.',
    }),
    result: list(list(Type.String()), { description: 'The same groups in the order of the lot.' }),
    drawnBy: Type.String(),
    drawnAt: Instant,
  },
  { ...closed, title: 'Lot' },
);
/** {@link Lot} */
export type Lot = Static<typeof Lot>;

/** A page of lots, the newest first. */
export const LotPage = pageOf('LotPage', Lot);
/** Key of the cursor: the id. */
export const LotCursor = Type.Tuple([Uuid]);
/** Which lots. */
export const LotQuery = Type.Object({ roundId: Type.Optional(Uuid), ...PagingQuery }, closed);
