import { type Db, type DwellingRow, findDwelling, inTenant } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link getDwelling} needs. */
export interface GetDwellingDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** The dwelling as it is today. @throws {NotFoundError} `dwelling.not-found` */
export async function getDwelling(
  deps: GetDwellingDeps,
  actor: Actor,
  dwellingId: string,
): Promise<DwellingRow> {
  authorise(actor, 'dwellings.read');
  const scope = { municipalityId: actor.municipalityId, on: deps.clock.today() };
  const dwelling = await inTenant(deps.db, tenantOf(actor), (tx) => findDwelling(tx, scope, dwellingId));
  if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
  return dwelling;
}
