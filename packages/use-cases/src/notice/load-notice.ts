import { findNotice, lockNotice, type NoticeRow, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** Which letter, as the caller has read it. */
export interface NoticeCommand {
  readonly noticeId: string;
  readonly version: number;
}

/** A letter that the actor may see. @throws {NotFoundError} `notice.not-found` */
export async function loadNotice(tx: Tx, actor: Actor, noticeId: string): Promise<NoticeRow> {
  return await visible(tx, actor, await findNotice(tx, actor.municipalityId, noticeId));
}

/**
 * The same, its row locked until the transaction ends, in the version that the caller has read.
 *
 * @throws {NotFoundError} `notice.not-found` @throws {StaleVersionError}
 */
export async function lockKnownNotice(
  tx: Tx,
  actor: Actor,
  { noticeId, version }: NoticeCommand,
): Promise<NoticeRow> {
  const notice = await visible(tx, actor, await lockNotice(tx, actor.municipalityId, noticeId));
  if (notice.version !== version) throw new StaleVersionError();
  return notice;
}

async function visible(tx: Tx, actor: Actor, notice: NoticeRow | undefined): Promise<NoticeRow> {
  if (notice === undefined || (await hiddenHouseholds(tx, actor)).has(notice.householdId)) {
    throw new NotFoundError('notice.not-found');
  }
  return notice;
}
