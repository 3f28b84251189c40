import {
  type Db,
  type LeaseClosingReason,
  lockLease,
  closeLease as storeClosing,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What {@link closeLease} needs. */
export interface CloseLeaseDeps {
  readonly db: Db;
}

/** The end of a lease. */
export interface CloseLease {
  readonly leaseId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** First day on which it no longer binds the dwelling (exclusive end); after its first day. May lie ahead. */
  readonly closedOn: PlainDateString;
  readonly closedBecause: LeaseClosingReason;
}

/** The lease after it was closed. */
export interface ClosedLease {
  readonly id: string;
  readonly version: number;
  readonly closedOn: PlainDateString;
  readonly closedBecause: LeaseClosingReason;
}

/**
 * Closes a lease, so that the dwelling is free from `closedOn` on. It cannot be opened again.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `lease.already-closed` @throws {RuleRefusedError} `record.range-reversed`
 */
export async function closeLease(
  deps: CloseLeaseDeps,
  actor: Actor,
  command: CloseLease,
  request: IdempotencyRequest,
): Promise<ClosedLease> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, actor, command));
}

async function store(tx: Tx, actor: Actor, command: CloseLease): Promise<ClosedLease> {
  const { leaseId, closedOn, closedBecause } = command;
  const { municipalityId } = actor;
  const lease = await lockLease(tx, municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  if (lease.version !== command.version) throw new StaleVersionError();
  if (lease.closedOn !== null) throw new ConflictError('lease.already-closed');
  if (closedOn <= lease.startsOn) throw new RuleRefusedError('record.range-reversed', { field: 'closedOn' });
  const version = await storeClosing(tx, municipalityId, leaseId, { closedOn, closedBecause });
  await appendAuditEvent(tx, actor, {
    action: 'lease.closed',
    objectKind: 'lease',
    objectId: leaseId,
    before: { closedOn: null },
    after: { closedOn, closedBecause },
  });
  return { id: leaseId, version, closedOn, closedBecause };
}
