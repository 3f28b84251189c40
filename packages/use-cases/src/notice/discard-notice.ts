import { updateNotice } from '@boligtrapp/database';
import { NOTICE_TRANSITIONS, type NoticeAction, type NoticeState } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { lockKnownNotice, type NoticeCommand } from './load-notice.ts';
import type { NoticeDeps } from './notice-deps.ts';

/** A letter that is not to be sent. */
export interface DiscardNotice extends NoticeCommand {
  /** Why; stays with the letter. */
  readonly reason: string;
}

/** The letter after a command. */
export interface HandledNotice {
  readonly id: string;
  readonly state: NoticeState;
  readonly version: number;
}

/**
 * Discards a letter; the rule does not prepare it once more.
 *
 * @throws {NotFoundError} `notice.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function discardNotice(
  deps: NoticeDeps,
  actor: Actor,
  command: DiscardNotice,
  request: IdempotencyRequest,
): Promise<HandledNotice> {
  authorise(actor, 'notices.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const notice = await lockKnownNotice(tx, actor, command);
    const { id } = notice;
    const state = transition<NoticeState, NoticeAction>(NOTICE_TRANSITIONS, notice.state, 'discard');
    const discarding = { on: deps.clock.today(), by: actor.id, note: command.reason };
    const version = await updateNotice(tx, actor.municipalityId, id, { state, discarding });
    await appendAuditEvent(tx, actor, {
      action: 'notice.discarded',
      objectKind: 'notice',
      objectId: id,
      before: { state: notice.state },
      after: { state },
    });
    return { id, state, version };
  });
}
