import {
  type Db,
  findLease,
  type HandoverItemRow,
  type HandoverRow,
  insertHandover,
  inTenant,
  listHandovers as readHandovers,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the use cases about handovers need. */
export interface HandoverDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A checklist that was gone through with the tenant. */
export interface RecordHandover {
  readonly leaseId: string;
  readonly direction: 'in' | 'out';
  /** Today or earlier. */
  readonly heldOn: PlainDateString;
  /** One line at least, each item once. */
  readonly items: readonly HandoverItemRow[];
}

/**
 * Stores who went through which checklist and when, and what was found, in codes.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {RuleRefusedError} `record.date-in-the-future`, `handover.item-twice`.
 */
export async function recordHandover(
  deps: HandoverDeps,
  actor: Actor,
  command: RecordHandover,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'leases.write');
  const { leaseId, direction, heldOn, items } = command;
  if (heldOn > deps.clock.today())
    throw new RuleRefusedError('record.date-in-the-future', { field: 'heldOn' });
  if (new Set(items.map(({ item }) => item)).size < items.length) {
    throw new RuleRefusedError('handover.item-twice', { field: 'items' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => {
    await assertLeaseVisible(tx, actor, leaseId);
    const id = deps.ids.next();
    const handover = { id, leaseId, direction, heldOn, items, recordedBy: actor.id };
    await insertHandover(tx, actor.municipalityId, handover);
    await appendAuditEvent(tx, actor, {
      action: 'handover.recorded',
      objectKind: 'lease',
      objectId: leaseId,
      after: { handoverId: id, direction, heldOn },
    });
    return { id };
  });
}

/** The checklists of a lease, from the first; the reading is logged. @throws {NotFoundError} `lease.not-found` */
export async function listHandovers(
  deps: HandoverDeps,
  actor: Actor,
  leaseId: string,
): Promise<readonly HandoverRow[]> {
  authorise(actor, 'leases.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const householdId = await assertLeaseVisible(tx, actor, leaseId);
    await logAccess(tx, deps, actor, { operation: 'list-handovers', householdIds: [householdId] });
    return await readHandovers(tx, actor.municipalityId, leaseId);
  });
}

/** @returns the household of the lease. */
async function assertLeaseVisible(tx: Tx, actor: Actor, leaseId: string): Promise<string> {
  const lease = await findLease(tx, actor.municipalityId, leaseId);
  if (lease === undefined || (await hiddenHouseholds(tx, actor)).has(lease.householdId)) {
    throw new NotFoundError('lease.not-found');
  }
  return lease.householdId;
}
