import { type Db, inTenant, type PlaceShapeRow, listPlaceShapes as readShapes } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';

/** What {@link listPlaceShapes} needs. */
export interface ListPlaceShapesDeps {
  readonly db: Db;
}

/** The shapes that the municipality has of its neighbourhoods, by name; those without one are left out. */
export async function listPlaceShapes(
  deps: ListPlaceShapesDeps,
  actor: Actor,
): Promise<readonly PlaceShapeRow[]> {
  authorise(actor, 'places.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => await readShapes(tx, actor.municipalityId));
}
