import { type Db, findHousehold, inTenant, listMembers } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { type HouseholdView, toHouseholdViews } from './member-view.ts';

/** What the queries about households need. */
export interface ReadHouseholdsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The household with its members of today; the reading is logged. @throws {NotFoundError} `household.not-found` */
export async function getHousehold(
  deps: ReadHouseholdsDeps,
  actor: Actor,
  householdId: string,
): Promise<HouseholdView> {
  authorise(actor, 'households.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const household = await findHousehold(tx, municipalityId, householdId);
    const hidden = await hiddenHouseholds(tx, actor);
    if (household === undefined || hidden.has(householdId)) throw new NotFoundError('household.not-found');
    const members = await listMembers(tx, municipalityId, [householdId], deps.clock.today());
    await logAccess(tx, deps, actor, { operation: 'get-household', householdIds: [householdId] });
    const [view] = toHouseholdViews([household], members, hidden);
    if (view === undefined) throw new NotFoundError('household.not-found');
    return view;
  });
}
