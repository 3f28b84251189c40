import { type Static, Type } from 'typebox';
import { LevelNumber, nullable, TrackName, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';
import { AddedLoad } from './role-changes.ts';

const closed = { additionalProperties: false } as const;
const Position = Type.Unsafe<readonly [number, number]>({
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
  description: 'Longitude and latitude in degrees.',
});
const Rings = list(list(Position));

/** Shapes of neighbourhoods as GeoJSON, and whom the map must name. */
export const PlaceShapes = Type.Object(
  {
    items: list(
      Type.Object(
        {
          placeId: Uuid,
          shape: Type.Union([
            Type.Object({ type: Type.Literal('Polygon'), coordinates: Rings }, closed),
            Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: list(Rings) }, closed),
          ]),
          source: nullable(
            Type.String({ description: 'Owner and licence, to be shown under the map; null for none.' }),
          ),
        },
        closed,
      ),
      { description: 'Neighbourhoods that have a shape, by name.' },
    ),
  },
  { ...closed, title: 'PlaceShapes' },
);
/** {@link PlaceShapes} */
export type PlaceShapes = Static<typeof PlaceShapes>;

/** What one more household would do to a place, step by step of both ladders. */
export const AddedLoads = Type.Object(
  {
    items: list(
      Type.Object(
        {
          track: TrackName,
          level: LevelNumber,
          loads: list(AddedLoad, { description: 'From the place itself outwards.' }),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'AddedLoads' },
);
/** {@link AddedLoads} */
export type AddedLoads = Static<typeof AddedLoads>;
