import {
  countNotices,
  findDocument,
  inTenant,
  type NoticeCount,
  type NoticeLetterRow,
  type NoticeRow,
  listNotices as readNotices,
  type StoredDocument,
} from '@boligtrapp/database';
import type { NoticeSequence, NoticeState, PlainDateString, PreparedNoticeKind } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { sees } from '../actor/shown-classes.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadNotice } from './load-notice.ts';
import type { NoticeDeps } from './notice-deps.ts';

/** The text of a letter, without where its files are kept. */
export type NoticeLetterView = Omit<NoticeLetterRow, 'dwelling' | 'docxDocumentId' | 'pdfDocumentId'>;

/** A letter as the actor may see it. */
export interface NoticeView extends Omit<NoticeRow, 'hasProtectedMember' | 'letter'> {
  readonly letter: NoticeLetterView | null;
}

/** Which page of which letters. */
export interface ListNotices {
  readonly kind?: PreparedNoticeKind | undefined;
  readonly sequence?: NoticeSequence | undefined;
  readonly state?: NoticeState | undefined;
  readonly dueUntil?: PlainDateString | undefined;
  readonly leaseId?: string | undefined;
  /** Keys of the last letter of the page before. */
  readonly after?: { readonly dueOn: PlainDateString; readonly id: string } | undefined;
  readonly limit: number;
}

/** A page of letters; `counts` has all that match, by kind and state, and `totalCount` their sum. */
export interface NoticePage {
  readonly items: readonly NoticeView[];
  readonly isLast: boolean;
  readonly totalCount: number;
  readonly counts: readonly NoticeCount[];
}

/** Letters by the day from which they are due; the households on the page are logged as read. */
export async function listNotices(deps: NoticeDeps, actor: Actor, query: ListNotices): Promise<NoticePage> {
  authorise(actor, 'notices.read');
  const { municipalityId } = actor;
  const { state, after, limit, ...rest } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const filter = { ...rest, states: state === undefined ? undefined : [state], hidden };
    const rows = await readNotices(tx, municipalityId, filter, { after, limit: limit + 1 });
    const counts = await countNotices(tx, municipalityId, filter);
    const items = rows.slice(0, limit).map((row) => toNoticeView(row));
    await logAccess(tx, deps, actor, { operation: 'list-notices', householdIds: householdsOf(items) });
    const totalCount = counts.reduce((sum, { count }) => sum + count, 0);
    return { items, isLast: rows.length <= limit, totalCount, counts };
  });
}

/** One letter; the reading is logged. @throws {NotFoundError} `notice.not-found` */
export async function getNotice(deps: NoticeDeps, actor: Actor, noticeId: string): Promise<NoticeView> {
  authorise(actor, 'notices.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const view = toNoticeView(await loadNotice(tx, actor, noticeId));
    await logAccess(tx, deps, actor, { operation: 'get-notice', householdIds: householdsOf([view]) });
    return view;
  });
}

/** Kinds of files that a letter is stored as. */
export type LetterFormat = 'docx' | 'pdf';

/**
 * The file that is to be sent, or was; the reading is logged.
 *
 * @throws {NotFoundError} `notice.not-found`; `notice-letter.not-found` where nothing is written yet, or where the role
 * does not see who somebody is.
 */
export async function getNoticeDocument(
  deps: NoticeDeps,
  actor: Actor,
  noticeId: string,
  format: LetterFormat,
): Promise<StoredDocument> {
  authorise(actor, 'notices.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const notice = await loadNotice(tx, actor, noticeId);
    const { letter, householdId } = notice;
    if (letter === null || !sees(actor.role, 'identity')) throw new NotFoundError('notice-letter.not-found');
    const documentId = format === 'pdf' ? letter.pdfDocumentId : letter.docxDocumentId;
    const file = await findDocument(tx, actor.municipalityId, documentId);
    if (file === undefined) throw new NotFoundError('notice-letter.not-found');
    await logAccess(tx, deps, actor, { operation: `get-notice-${format}`, householdIds: [householdId] });
    return file;
  });
}

function toNoticeView(row: NoticeRow): NoticeView {
  const { hasProtectedMember: _, letter, ...rest } = row;
  return { ...rest, letter: letter === null ? null : toLetterView(letter) };
}

function toLetterView(row: NoticeLetterRow): NoticeLetterView {
  const { dwelling: _dwelling, docxDocumentId: _docx, pdfDocumentId: _pdf, ...letter } = row;
  return letter;
}

function householdsOf(views: readonly NoticeView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
