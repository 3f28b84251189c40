import { type Db, findOccupancyRequest, inTenant } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { type OccupancyRequestView, toOccupancyView } from './occupancy-view.ts';

/** The application with what it amounts to today; the reading is logged. @throws {NotFoundError} `occupancy-request.not-found` */
export async function getOccupancyRequest(
  deps: { readonly db: Db; readonly clock: Clock; readonly ids: IdSource },
  actor: Actor,
  occupancyRequestId: string,
): Promise<OccupancyRequestView> {
  authorise(actor, 'households.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findOccupancyRequest(tx, actor.municipalityId, occupancyRequestId);
    if (row === undefined) throw new NotFoundError('occupancy-request.not-found');
    const { householdId } = row;
    await assertVisible(tx, actor, householdId, 'occupancy-request.not-found');
    await logAccess(tx, deps, actor, { operation: 'get-occupancy-request', householdIds: [householdId] });
    return toOccupancyView(row, deps.clock.today());
  });
}
