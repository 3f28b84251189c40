import { findLetterSender, insertLetterSender, inTenant, type LetterSenderRow } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { NoticeDeps } from './notice-deps.ts';

/** Whom a tenant contacts, and who signs: one line each. */
export interface RecordLetterSender {
  readonly contactLines: readonly string[];
  readonly senderLines: readonly string[];
}

/** What letters say from now on; the version that was stored. */
export interface RecordedLetterSender {
  readonly versionNumber: number;
}

/** Stores what letters say of their sender from now on; letters that are written stay as they are. */
export async function recordLetterSender(
  deps: Pick<NoticeDeps, 'db'>,
  actor: Actor,
  command: RecordLetterSender,
  request: IdempotencyRequest,
): Promise<RecordedLetterSender> {
  authorise(actor, 'notices.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const sender = { ...command, recordedBy: actor.id };
    const versionNumber = await insertLetterSender(tx, municipalityId, sender);
    await appendAuditEvent(tx, actor, {
      action: 'letter-sender.recorded',
      objectKind: 'letter-sender',
      objectId: municipalityId,
      // Who signs may be named in it: the version leads to the text.
      after: { versionNumber },
    });
    return { versionNumber };
  });
}

/** What letters say of their sender now. @throws {NotFoundError} `letter-sender.not-found` */
export async function getLetterSender(deps: Pick<NoticeDeps, 'db'>, actor: Actor): Promise<LetterSenderRow> {
  authorise(actor, 'notices.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const sender = await findLetterSender(tx, actor.municipalityId);
    if (sender === undefined) throw new NotFoundError('letter-sender.not-found');
    return sender;
  });
}
