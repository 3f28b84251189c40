import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

type Position = readonly [number, number];
type Ring = readonly Position[];

/** A shape as GeoJSON has it (RFC 7946): longitude before latitude, in degrees. */
export type PlaceShape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

/** The shape of a neighbourhood. */
export interface PlaceShapeRow {
  readonly placeId: string;
  readonly shape: PlaceShape;
  /** Owner and licence, to be shown under the map; null where nobody has to be named. */
  readonly source: string | null;
}

/** Shapes of the neighbourhoods that have one, by name. */
export async function listPlaceShapes(tx: Tx, municipalityId: string): Promise<readonly PlaceShapeRow[]> {
  return await tx
    .selectFrom('neighbourhoods')
    .where('municipality_id', '=', municipalityId)
    .where('shape', 'is not', null)
    .select(['id as placeId', sql<PlaceShape>`shape`.as('shape'), 'shape_source as source'])
    .orderBy('name')
    .orderBy('id')
    .execute();
}
