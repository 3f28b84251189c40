import { type Db, findLease, inTenant, type LeaseNoticeRow, readLeaseNotices } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { householdsOf, type LeaseView, readLeaseOptions, toLeaseView } from './lease-view.ts';

/** What the queries about leases need. */
export interface ReadLeasesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A lease with its written notices, from the one sent first. */
export interface LeaseDetails extends LeaseView {
  readonly notices: readonly LeaseNoticeRow[];
}

/**
 * The lease with its state on `on`, today where nothing is said; the reading is logged.
 *
 * @throws {NotFoundError} `lease.not-found`
 */
export async function getLease(
  deps: ReadLeasesDeps,
  actor: Actor,
  leaseId: string,
  on: PlainDateString = deps.clock.today(),
): Promise<LeaseDetails> {
  authorise(actor, 'leases.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findLease(tx, municipalityId, leaseId);
    if (row === undefined) throw new NotFoundError('lease.not-found');
    await assertVisible(tx, actor, row.householdId, 'lease.not-found');
    const notices = (await readLeaseNotices(tx, municipalityId, [leaseId])).get(leaseId) ?? [];
    const options = await readLeaseOptions(tx, on);
    const view = toLeaseView({ on, options }, row, notices);
    await logAccess(tx, deps, actor, { operation: 'get-lease', householdIds: householdsOf([view]) });
    return { ...view, notices };
  });
}
