import {
  type Db,
  insertLeaseDeposit,
  type LeaseDepositRow,
  listLeaseDeposits,
  listLeaseRents,
  lockLease,
  lockLeaseDeposit,
  releaseLeaseDeposit,
  type Tx,
} from '@boligtrapp/database';
import { type DepositExcess, depositExcessOn, type PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What the commands about deposits need. */
export interface LeaseDepositDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A deposit or guarantee that was given, today or earlier. */
export type RecordLeaseDeposit = Omit<LeaseDepositRow, 'id' | 'releasedOn'> & { readonly leaseId: string };

/** The deposit that was stored. */
export interface RecordedLeaseDeposit {
  readonly id: string;
  /** By what deposits and guarantees together go over what the law allows, or null. What was given is stored all the same. */
  readonly excess: DepositExcess | null;
}

/**
 * Stores a deposit or guarantee that a tenant has given.
 *
 * @law LOV-1999-03-26-17 § 3-5
 * @law LOV-1999-03-26-17 § 3-6
 * @throws {NotFoundError} `lease.not-found` @throws {RuleRefusedError} `record.date-in-the-future`, `lease-deposit.account-contradictory`
 */
export async function recordLeaseDeposit(
  deps: LeaseDepositDeps,
  actor: Actor,
  command: RecordLeaseDeposit,
  request: IdempotencyRequest,
): Promise<RecordedLeaseDeposit> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: LeaseDepositDeps,
  actor: Actor,
  command: RecordLeaseDeposit,
): Promise<RecordedLeaseDeposit> {
  const { leaseId, kind, amountOre, givenOn, isOnSeparateAccount } = command;
  const today = deps.clock.today();
  const lease = await lockLease(tx, actor.municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  if (givenOn > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'givenOn' });
  if ((kind === 'deposit') !== (isOnSeparateAccount !== null)) {
    throw new RuleRefusedError('lease-deposit.account-contradictory', { field: 'isOnSeparateAccount' });
  }
  const id = deps.ids.next();
  await insertLeaseDeposit(tx, actor.municipalityId, { ...command, id, recordedBy: actor.id });
  await appendAuditEvent(tx, actor, {
    action: 'lease-deposit.recorded',
    objectKind: 'lease',
    objectId: leaseId,
    after: { depositId: id, kind, amountOre, isOnSeparateAccount, givenOn },
  });
  const deposits = await listLeaseDeposits(tx, leaseId);
  return { id, excess: depositExcessOn(deposits, await listLeaseRents(tx, leaseId), today) };
}

/** The end of a deposit or guarantee. */
export interface ReleaseLeaseDeposit {
  readonly leaseId: string;
  readonly depositId: string;
  /** First day on which it no longer holds (exclusive end); after the day it was given, today or earlier. */
  readonly releasedOn: PlainDateString;
}

/**
 * Stores that a deposit was given back, or that a guarantee no longer holds.
 *
 * @throws {NotFoundError} `lease-deposit.not-found` @throws {ConflictError} `lease-deposit.released-already`
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.range-reversed`
 */
export async function releaseDeposit(
  deps: LeaseDepositDeps,
  actor: Actor,
  command: ReleaseLeaseDeposit,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly releasedOn: PlainDateString }> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await release(tx, deps, actor, command));
}

async function release(
  tx: Tx,
  deps: LeaseDepositDeps,
  actor: Actor,
  command: ReleaseLeaseDeposit,
): Promise<{ readonly id: string; readonly releasedOn: PlainDateString }> {
  const { leaseId, depositId, releasedOn } = command;
  const deposit = await lockLeaseDeposit(tx, command);
  if (deposit === undefined) throw new NotFoundError('lease-deposit.not-found');
  await assertVisible(tx, actor, deposit.householdId, 'lease-deposit.not-found');
  if (deposit.releasedOn !== null) throw new ConflictError('lease-deposit.released-already');
  if (releasedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'releasedOn' });
  }
  if (releasedOn <= deposit.givenOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'releasedOn' });
  }
  await releaseLeaseDeposit(tx, depositId, { releasedOn, releasedBy: actor.id });
  await appendAuditEvent(tx, actor, {
    action: 'lease-deposit.released',
    objectKind: 'lease',
    objectId: leaseId,
    before: { depositId, releasedOn: null },
    after: { depositId, releasedOn },
  });
  return { id: depositId, releasedOn };
}
