import {
  type Db,
  findLease,
  inTenant,
  type LeaseDepositRow,
  type LeaseRentRow,
  listLeaseDeposits,
  listLeaseRents,
} from '@boligtrapp/database';
import {
  type DepositExcess,
  depositExcessOn,
  earliestGjengsLeieDemandOn,
  earliestNextRentOn,
  indexNoticeDueOn,
  type PlainDateString,
  rentSettingInForce,
  rentSettingsKnownOn,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import type { ReadLeasesDeps } from './get-lease.ts';

/** What a lease costs and is secured by, and when the law lets the rent be changed, as known today. */
export interface LeaseMoney {
  /** What holds today; of a lease that has not begun, what it begins with. */
  readonly orePerMonth: number | null;
  readonly rents: readonly LeaseRentRow[];
  readonly deposits: readonly LeaseDepositRow[];
  readonly depositExcess: DepositExcess | null;
  /** Day on which a notice is sent at the latest for an index adjustment on `indexPossibleFrom`. */
  readonly indexNoticeDueOn: PlainDateString | null;
  /** First day on which an adjustment by the index may take effect. */
  readonly indexPossibleFrom: PlainDateString | null;
  /** First day on which gjengs leie may be demanded. */
  readonly gjengsLeieDemandFrom: PlainDateString | null;
}

/**
 * Rents and deposits of a lease with the dates of the law; the reading is logged.
 *
 * @throws {NotFoundError} `lease.not-found`
 */
export async function getLeaseMoney(
  deps: ReadLeasesDeps & { readonly db: Db },
  actor: Actor,
  leaseId: string,
): Promise<LeaseMoney> {
  authorise(actor, 'leases.read');
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const lease = await findLease(tx, actor.municipalityId, leaseId);
    if (lease === undefined) throw new NotFoundError('lease.not-found');
    await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
    await logAccess(tx, deps, actor, { operation: 'get-lease-money', householdIds: [lease.householdId] });
    const rents = await listLeaseRents(tx, leaseId);
    const deposits = await listLeaseDeposits(tx, leaseId);
    const known = rentSettingsKnownOn(rents, today);
    const last = known.at(-1) ?? rents[0];
    return {
      orePerMonth: rentSettingInForce(rents, today)?.orePerMonth ?? null,
      rents,
      deposits,
      depositExcess: depositExcessOn(deposits, rents, today),
      indexNoticeDueOn: last === undefined ? null : indexNoticeDueOn(last),
      indexPossibleFrom: last === undefined ? null : earliestNextRentOn(last),
      gjengsLeieDemandFrom: earliestGjengsLeieDemandOn(known.length === 0 ? rents.slice(0, 1) : known),
    };
  });
}
