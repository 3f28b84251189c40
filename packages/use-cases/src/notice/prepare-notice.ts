import { findLease, findNoticeFacts, insertNotice, type Tx } from '@boligtrapp/database';
import {
  forbidsNotice,
  type NoticeFacts,
  type NoticeGround,
  type NoticeSequence,
  noticeGrounds,
  type PlainDateString,
  type PreparedNoticeKind,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import type { NoticeDeps } from './notice-deps.ts';

/** A letter that a person wants, whether or not a rule asks for it. */
export interface PrepareNotice {
  readonly leaseId: string;
  readonly kind: PreparedNoticeKind;
}

/** The letter that was prepared. */
export interface PreparedNotice {
  readonly id: string;
  readonly version: number;
  /** A request to move that is prepared after the last day is the second. */
  readonly sequence: NoticeSequence;
}

/**
 * Prepares a letter by hand: one that the rule has not asked for yet, or another one after a letter that was wrong.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {ConflictError} `notice.open-already`; `notice.no-ground` where the
 * letter would say what is not so: the lease is closed, renewed, or has no end.
 */
export async function prepareNotice(
  deps: NoticeDeps,
  actor: Actor,
  command: PrepareNotice,
  request: IdempotencyRequest,
): Promise<PreparedNotice> {
  authorise(actor, 'notices.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: NoticeDeps,
  actor: Actor,
  { leaseId, kind }: PrepareNotice,
): Promise<PreparedNotice> {
  const { municipalityId } = actor;
  const lease = await findLease(tx, municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  const today = deps.clock.today();
  const facts = await findNoticeFacts(tx, leaseId, today);
  const { lastDay } = lease;
  if (facts === undefined || lastDay === null) {
    throw new ConflictError('notice.no-ground', { facts: { because: 'indefinite' } });
  }
  const sequence = kind === 'move-request' && today > lastDay ? 'second' : 'first';
  const ground = assertGround(facts, { kind, sequence }, today);
  const id = deps.ids.next();
  const inserted = await insertNotice(tx, municipalityId, {
    id,
    leaseId,
    kind,
    sequence,
    lastDay,
    dueOn: today,
    preparedOn: today,
    preparedBy: actor.id,
    ground,
  });
  if (inserted === 'open-already') throw new ConflictError('notice.open-already');
  await appendAuditEvent(tx, actor, {
    action: 'notice.prepared',
    objectKind: 'notice',
    objectId: id,
    after: { leaseId, kind, sequence, lastDay },
  });
  return { id, version: 1, sequence };
}

/**
 * Why the letter is sent, by what is known on `on`, where nothing stands against it.
 *
 * @throws {ConflictError} `notice.no-ground`
 */
export function assertGround(
  facts: NoticeFacts,
  type: { readonly kind: PreparedNoticeKind; readonly sequence: NoticeSequence },
  on: PlainDateString,
): NoticeGround {
  const grounds = noticeGrounds(facts, { ...type, dueOn: on }, on);
  if (grounds.holds) return grounds.ground;
  if (forbidsNotice(grounds.because)) {
    throw new ConflictError('notice.no-ground', { facts: { because: grounds.because } });
  }
  if (type.kind !== 'move-request') return 'end-nears';
  return facts.decision === null ? 'no-decision' : 'to-leave';
}
