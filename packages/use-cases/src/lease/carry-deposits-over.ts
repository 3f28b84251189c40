import { insertLeaseDeposit, listLeaseDeposits, releaseLeaseDeposit, type Tx } from '@boligtrapp/database';
import { dayAfter, type PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';

/**
 * Lets what secures a lease secure the one that takes its place, from the first day of that one: nobody is asked for a
 * deposit twice, and none is forgotten with a lease that is closed. What was given back before stays where it is. The
 * caller has locked both leases.
 */
export async function carryDepositsOver(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  {
    fromLeaseId,
    toLeaseId,
    on,
  }: { readonly fromLeaseId: string; readonly toLeaseId: string; readonly on: PlainDateString },
): Promise<void> {
  const deposits = await listLeaseDeposits(tx, fromLeaseId);
  for (const deposit of deposits.filter(({ releasedOn }) => releasedOn === null)) {
    const id = deps.ids.next();
    // One that was given on the first day or later holds for a day there: an end comes after a beginning.
    const releasedOn = deposit.givenOn < on ? on : dayAfter(deposit.givenOn);
    await releaseLeaseDeposit(tx, deposit.id, { releasedOn, releasedBy: actor.id });
    await insertLeaseDeposit(tx, actor.municipalityId, {
      ...deposit,
      id,
      leaseId: toLeaseId,
      recordedBy: actor.id,
      carriedFromId: deposit.id,
    });
    await appendAuditEvent(tx, actor, {
      action: 'lease-deposit.carried-over',
      objectKind: 'lease',
      objectId: toLeaseId,
      before: { leaseId: fromLeaseId, depositId: deposit.id },
      after: { leaseId: toLeaseId, depositId: id, from: releasedOn },
    });
  }
}
