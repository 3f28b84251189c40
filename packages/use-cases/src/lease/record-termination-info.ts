import { type Db, lockLease, storeTerminationInfo, type Tx } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What {@link recordTerminationInfo} needs. */
export interface RecordTerminationInfoDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** The written information that a fixed term cannot be terminated, given to the tenant. */
export interface RecordTerminationInfo {
  readonly leaseId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** Today or earlier. */
  readonly givenOn: PlainDateString;
}

/** The lease after it was stored. */
export interface RecordedTerminationInfo {
  readonly id: string;
  readonly version: number;
  readonly givenOn: PlainDateString;
}

/**
 * Stores that the tenant was told in writing that the lease cannot be terminated in the term; it is stored once.
 *
 * @law LOV-1999-03-26-17 § 9-2 (1)
 * @throws {NotFoundError} `lease.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `lease.termination-info-given` @throws {RuleRefusedError} `record.date-in-the-future`
 */
export async function recordTerminationInfo(
  deps: RecordTerminationInfoDeps,
  actor: Actor,
  command: RecordTerminationInfo,
  request: IdempotencyRequest,
): Promise<RecordedTerminationInfo> {
  authorise(actor, 'leases.write');
  if (command.givenOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'givenOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, actor, command));
}

async function store(
  tx: Tx,
  actor: Actor,
  { leaseId, version, givenOn }: RecordTerminationInfo,
): Promise<RecordedTerminationInfo> {
  const lease = await lockLease(tx, actor.municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  if (lease.version !== version) throw new StaleVersionError();
  const stored = await storeTerminationInfo(tx, leaseId, givenOn);
  if (stored === undefined) throw new ConflictError('lease.termination-info-given');
  await appendAuditEvent(tx, actor, {
    action: 'lease.termination-info-recorded',
    objectKind: 'lease',
    objectId: leaseId,
    before: { noTerminationInfoGivenOn: null },
    after: { noTerminationInfoGivenOn: givenOn },
  });
  return { id: leaseId, version: stored, givenOn };
}
