import {
  type Db,
  type DwellingPeriodRow,
  findDwelling,
  inTenant,
  listDwellingPeriods as readPeriods,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link listDwellingPeriods} needs. */
export interface ListDwellingPeriodsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** What a unit was, is and will be for, the latest first. @throws {NotFoundError} `dwelling.not-found` */
export async function listDwellingPeriods(
  deps: ListDwellingPeriodsDeps,
  actor: Actor,
  dwellingId: string,
): Promise<readonly DwellingPeriodRow[]> {
  authorise(actor, 'dwellings.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const dwelling = await findDwelling(tx, { municipalityId, on: deps.clock.today() }, dwellingId);
    if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
    return await readPeriods(tx, municipalityId, dwellingId);
  });
}
