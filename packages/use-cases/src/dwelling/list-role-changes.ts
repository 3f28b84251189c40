import {
  type Db,
  findDwelling,
  inTenant,
  type RoleChangeRow,
  listRoleChanges as readChanges,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link listRoleChanges} needs. */
export interface ListRoleChangesDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** When the unit turned from base to dwelling and back, the newest first. @throws {NotFoundError} `dwelling.not-found` */
export async function listRoleChanges(
  deps: ListRoleChangesDeps,
  actor: Actor,
  dwellingId: string,
): Promise<readonly RoleChangeRow[]> {
  authorise(actor, 'dwellings.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const dwelling = await findDwelling(tx, { municipalityId, on: deps.clock.today() }, dwellingId);
    if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
    return await readChanges(tx, municipalityId, dwellingId);
  });
}
