import { type Db, findPolicyInForce, inTenant, readPlaces, readResidents } from '@boligtrapp/database';
import {
  type AddedLoad,
  addLoad,
  indexPlaces,
  type Level,
  placeLoads,
  STEPS,
  type Track,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link listAddedLoads} needs. */
export interface ListAddedLoadsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** What one more household of a step would do to a place and those it lies in. */
export interface AddedLoadOfStep {
  readonly track: Track;
  readonly level: Level;
  /** From the place itself outwards. */
  readonly loads: readonly AddedLoad[];
}

/**
 * What one more household would do to a place, for each step of both ladders, by the policy in force and those who live
 * there today. Nothing is stored.
 *
 * @throws {NotFoundError} `place.not-found`, `policy-set.none-in-force`
 */
export async function listAddedLoads(
  deps: ListAddedLoadsDeps,
  actor: Actor,
  placeId: string,
): Promise<readonly AddedLoadOfStep[]> {
  authorise(actor, 'places.read');
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const policy = await findPolicyInForce(tx, today);
    if (policy === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on: today } });
    const index = indexPlaces(await readPlaces(tx, today));
    if (!index.byId.has(placeId)) throw new NotFoundError('place.not-found');
    const loads = placeLoads(policy.content, index, await readResidents(tx, today));
    return STEPS.map(({ track, level }) => ({
      track,
      level,
      loads: addLoad(policy.content, index, loads, { buildingId: placeId, track, level }),
    }));
  });
}
