import { type Db, findPlaceStatusNote, inTenant, type PlaceStatusNote } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';
import { type PlaceLoadView, readPlaceLoads } from './place-load-view.ts';

/** What {@link getPlace} needs. */
export interface GetPlaceDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** A place with the reason of its status. */
export interface PlaceDetails extends PlaceLoadView {
  /** Null where nothing is said and the place is open. */
  readonly statusNote: PlaceStatusNote | null;
}

/** The place as it is today. @throws {NotFoundError} `place.not-found`, `policy-set.none-in-force` */
export async function getPlace(deps: GetPlaceDeps, actor: Actor, placeId: string): Promise<PlaceDetails> {
  authorise(actor, 'places.read');
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const place = (await readPlaceLoads(tx, actor.municipalityId, today)).find(({ id }) => id === placeId);
    if (place === undefined) throw new NotFoundError('place.not-found');
    const note = await findPlaceStatusNote(tx, actor.municipalityId, placeId, today);
    return { ...place, statusNote: note ?? null };
  });
}
