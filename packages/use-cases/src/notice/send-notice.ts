import {
  findLease,
  findNoticeFacts,
  insertNoticeSending,
  type NoticeChannel,
  type NoticeRow,
  type Tx,
  updateNotice,
} from '@boligtrapp/database';
import {
  isLetterHeld,
  type LeaseStatus,
  NOTICE_TRANSITIONS,
  type NoticeAction,
  type NoticeState,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { addLeaseNotice, auditLeaseNotice } from '../lease/record-lease-notice.ts';
import { transition } from '../states/transition.ts';
import type { HandledNotice } from './discard-notice.ts';
import { lockKnownNotice, type NoticeCommand } from './load-notice.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { assertGround } from './prepare-notice.ts';

/** That a letter was sent, as a person says it. */
export interface SendNotice extends NoticeCommand {
  /** Today or earlier, not before the letter was written. */
  readonly sentOn: PlainDateString;
  readonly channel: NoticeChannel;
  /** Where the proof of sending is kept: an id of the digital post, the number of a registered letter, a receipt. */
  readonly proof: string;
}

/** The letter that was sent, with the hashes of what was, and what the law makes of the lease with it. */
export interface SentNotice extends HandledNotice {
  /** The written notice of the lease that it is to the law. */
  readonly leaseNoticeId: string;
  /** In hex. */
  readonly docxSha256: string;
  readonly pdfSha256: string;
  /** Today. A request to move that was sent before the last day leaves the three months running. */
  readonly legalState: LeaseStatus;
}

/**
 * Stores that a letter was sent: the text that is stored, on that day, in that way. It can never be changed; a letter
 * that was wrong is followed by another. The system itself sends nothing.
 *
 * @throws {NotFoundError} `notice.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`; `notice.tells-home` where an address was protected after it was
 * written, and it is to be written anew; `notice.no-ground` where the lease was closed, renewed or
 * indefinite on the day of sending. @throws {RuleRefusedError} `record.date-in-the-future`,
 * `notice.sent-before-written`
 * @law LOV-1999-03-26-17 § 1-5
 */
export async function sendNotice(
  deps: NoticeDeps,
  actor: Actor,
  command: SendNotice,
  request: IdempotencyRequest,
): Promise<SentNotice> {
  authorise(actor, 'notices.write');
  if (command.sentOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'sentOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => {
    const notice = await lockKnownNotice(tx, actor, command);
    const state = transition<NoticeState, NoticeAction>(NOTICE_TRANSITIONS, notice.state, 'send');
    return await store(tx, { deps, actor, notice, state }, command);
  });
}

interface Sending {
  readonly deps: NoticeDeps;
  readonly actor: Actor;
  readonly notice: NoticeRow;
  readonly state: NoticeState;
}

async function store(
  tx: Tx,
  { deps, actor, notice, state }: Sending,
  { sentOn, channel, proof }: SendNotice,
): Promise<SentNotice> {
  const { municipalityId } = actor;
  const { id, leaseId, kind, letter } = notice;
  const lease = await findLease(tx, municipalityId, leaseId);
  const facts = await findNoticeFacts(tx, leaseId, sentOn);
  if (lease === undefined || facts === undefined || letter === null)
    throw new NotFoundError('notice.not-found');
  if (isLetterHeld(letter.dwelling, notice)) throw new ConflictError('notice.tells-home');
  if (sentOn < letter.writtenOn)
    throw new RuleRefusedError('notice.sent-before-written', { field: 'sentOn' });
  assertGround(facts, notice, sentOn);
  const leaseNotice = { leaseId, kind, sentOn, channel, proof };
  const recorded = await addLeaseNotice(tx, deps, actor, { lease, notice: leaseNotice });
  const sending = { noticeId: id, letterId: letter.id, leaseNoticeId: recorded.id, sentBy: actor.id };
  await insertNoticeSending(tx, municipalityId, sending);
  const version = await updateNotice(tx, municipalityId, id, { state });
  await auditLeaseNotice(tx, actor, recorded.id, leaseNotice);
  const { docxSha256, pdfSha256 } = letter;
  await appendAuditEvent(tx, actor, {
    action: 'notice.sent',
    objectKind: 'notice',
    objectId: id,
    before: { state: notice.state },
    after: { state, letterId: letter.id, leaseNoticeId: recorded.id, sentOn, channel, docxSha256, pdfSha256 },
  });
  const { legalState } = recorded;
  return { id, state, version, leaseNoticeId: recorded.id, docxSha256, pdfSha256, legalState };
}
