import {
  type Db,
  findLease,
  insertLeaseNotice,
  type LeaseNoticeRow,
  type LeaseRow,
  readLeaseNotices,
  type Tx,
  toLeaseFacts,
} from '@boligtrapp/database';
import { evaluateLease, type LeaseStatus } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { readLeaseOptions } from './lease-view.ts';

/** What {@link recordLeaseNotice} needs. */
export interface RecordLeaseNoticeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A written notice that was sent to the tenant, today or earlier. */
export type RecordLeaseNotice = Omit<LeaseNoticeRow, 'id'>;

/** The notice that was stored, and the state of the lease with it. */
export interface RecordedLeaseNotice {
  readonly id: string;
  /** Today. Tells whether a request to move counts: sent too early or too late it changes nothing. */
  readonly legalState: LeaseStatus;
}

/**
 * Stores a written notice; it can never be changed.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {RuleRefusedError} `record.date-in-the-future`
 */
export async function recordLeaseNotice(
  deps: RecordLeaseNoticeDeps,
  actor: Actor,
  command: RecordLeaseNotice,
  request: IdempotencyRequest,
): Promise<RecordedLeaseNotice> {
  authorise(actor, 'leases.write');
  if (command.sentOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'sentOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RecordLeaseNoticeDeps,
  actor: Actor,
  command: RecordLeaseNotice,
): Promise<RecordedLeaseNotice> {
  const lease = await findLease(tx, actor.municipalityId, command.leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  const recorded = await addLeaseNotice(tx, deps, actor, { lease, notice: command });
  await auditLeaseNotice(tx, actor, recorded.id, command);
  return recorded;
}

/** Adds a written notice to a lease that the actor may see, and computes the state of the lease with it. */
export async function addLeaseNotice(
  tx: Tx,
  deps: RecordLeaseNoticeDeps,
  { municipalityId }: Actor,
  { lease, notice }: { readonly lease: LeaseRow; readonly notice: RecordLeaseNotice },
): Promise<RecordedLeaseNotice> {
  const id = deps.ids.next();
  await insertLeaseNotice(tx, municipalityId, { ...notice, id });
  const today = deps.clock.today();
  const notices = (await readLeaseNotices(tx, municipalityId, [lease.id])).get(lease.id) ?? [];
  const options = await readLeaseOptions(tx, today);
  return { id, legalState: evaluateLease(toLeaseFacts(lease, notices), today, options) };
}

/** Notes in the audit trail that a written notice was recorded. */
export async function auditLeaseNotice(
  tx: Tx,
  actor: Actor,
  noticeId: string,
  { leaseId, kind, sentOn, channel }: RecordLeaseNotice,
): Promise<void> {
  await appendAuditEvent(tx, actor, {
    action: 'lease-notice.recorded',
    objectKind: 'lease',
    objectId: leaseId,
    after: { noticeId, kind, sentOn, channel },
  });
}
