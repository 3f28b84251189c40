import {
  DOCUMENT_MEDIA_TYPES,
  findDocument,
  findLetterSender,
  findNoticeFacts,
  findTemplateInForce,
  insertDocument,
  insertNoticeLetter,
  inTenant,
  listMembers,
  type NoticeRow,
  readNoticeSubject,
  type Tx,
  updateNotice,
} from '@boligtrapp/database';
import {
  findLetterDetailsFault,
  type LetterDetails,
  type LetterKind,
  type LetterLanguage,
  letterKindOf,
  NOTICE_TRANSITIONS,
  type NoticeAction,
  type NoticeState,
  nameHomeInLetter,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { DomainError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { LetterContent, LetterToWrite } from '../ports/letter-writer.ts';
import { transition } from '../states/transition.ts';
import type { HandledNotice } from './discard-notice.ts';
import { loadNotice, lockKnownNotice, type NoticeCommand } from './load-notice.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { assertGround } from './prepare-notice.ts';
import { type LetterFiles, writeFiles } from './write-files.ts';

/** What a person adds to a letter so that it can be written. */
export interface WriteNotice extends NoticeCommand, LetterDetails {
  readonly language: LetterLanguage;
}

/** The text that was stored: what is sent is this, or another text that is written after it. */
export interface WrittenNotice extends HandledNotice {
  readonly letterId: string;
  readonly letterKind: LetterKind;
  /** In hex. */
  readonly docxSha256: string;
  readonly pdfSha256: string;
}

/**
 * Writes the letter from the municipality's template, or from the text of the product where there is none, as a Word
 * file and a PDF, and stores both for good. It may be written again until it is sent.
 *
 * @throws {NotFoundError} `notice.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `notice.no-ground`
 * @throws {RuleRefusedError} `notice.details-contradictory`, `notice.sender-missing`, `notice.recipient-missing`,
 * `letter-template.refused`, `letter.character-missing` @throws {UnavailableError} `letter.not-made`
 */
export async function writeNotice(
  deps: NoticeDeps,
  actor: Actor,
  command: WriteNotice,
  request: IdempotencyRequest,
): Promise<WrittenNotice> {
  authorise(actor, 'notices.write');
  // The files are made outside the transaction, before it is known whether this is a retry: a retry gets the first
  // answer, whatever would be refused now.
  const made = await makeLetter(deps, actor, command);
  return await runOnce(deps.db, actor, request, async (tx) => {
    if (made instanceof DomainError) throw made;
    const notice = await lockKnownNotice(tx, actor, command);
    return await store(tx, { deps, actor, notice }, made);
  });
}

interface Draft {
  readonly letter: LetterToWrite;
  readonly templateId: string | null;
}

interface MadeLetter extends Draft {
  readonly files: LetterFiles;
}

async function makeLetter(
  deps: NoticeDeps,
  actor: Actor,
  command: WriteNotice,
): Promise<MadeLetter | DomainError> {
  try {
    const draft = await inTenant(
      deps.db,
      tenantOf(actor),
      async (tx) => await draftLetter(tx, deps, actor, command),
    );
    return { ...draft, files: await writeFiles(deps.letters, draft.letter) };
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

async function draftLetter(tx: Tx, deps: NoticeDeps, actor: Actor, command: WriteNotice): Promise<Draft> {
  const { municipalityId } = actor;
  const { language } = command;
  const today = deps.clock.today();
  const notice = await loadNotice(tx, actor, command.noticeId);
  transition<NoticeState, NoticeAction>(NOTICE_TRANSITIONS, notice.state, 'write');
  const facts = await findNoticeFacts(tx, notice.leaseId, today);
  if (facts === undefined) throw new NotFoundError('notice.not-found');
  assertGround(facts, notice, today);
  const letterKind = letterKindOf(notice.kind, notice.lastDay, today);
  const fault = findLetterDetailsFault(letterKind, command, { lastDay: notice.lastDay, today });
  if (fault !== undefined) {
    const { field, because } = fault;
    throw new RuleRefusedError('notice.details-contradictory', { field, facts: { because } });
  }
  const template = await findTemplateInForce(tx, municipalityId, { letterKind, language, on: today });
  const file = template && (await findDocument(tx, municipalityId, template.documentId));
  return {
    templateId: template?.id ?? null,
    letter: {
      letterKind,
      language,
      template: file?.bytes ?? null,
      content: await readContent(tx, deps, actor, { notice, details: command }),
      createdAt: deps.clock.now(),
    },
  };
}

async function readContent(
  tx: Tx,
  deps: NoticeDeps,
  { municipalityId }: Actor,
  { notice, details }: { readonly notice: NoticeRow; readonly details: LetterDetails },
): Promise<LetterContent> {
  const today = deps.clock.today();
  const sender = await findLetterSender(tx, municipalityId);
  if (sender === undefined) throw new RuleRefusedError('notice.sender-missing');
  const members = await listMembers(tx, municipalityId, [notice.householdId], today);
  const recipientLines = members.flatMap(({ relation, name }) =>
    relation === 'applicant' || relation === 'partner' ? [name] : [],
  );
  if (recipientLines.length === 0) throw new RuleRefusedError('notice.recipient-missing');
  const { municipalityName, buildingName } = await readNoticeSubject(tx, municipalityId, notice.leaseId);
  return {
    recipientLines,
    dwelling: nameHomeInLetter({ ...notice, buildingName }),
    municipalityName,
    caseReference: notice.householdReference,
    letterOn: today,
    endOn: notice.lastDay,
    moveOutOn: details.moveOutOn,
    meeting: details.meeting,
    contactLines: sender.contactLines,
    senderLines: sender.senderLines,
  };
}

async function store(
  tx: Tx,
  { deps, actor, notice }: { readonly deps: NoticeDeps; readonly actor: Actor; readonly notice: NoticeRow },
  { letter, templateId, files }: MadeLetter,
): Promise<WrittenNotice> {
  const { municipalityId } = actor;
  const { id } = notice;
  const { letterKind, language, content } = letter;
  const state = transition<NoticeState, NoticeAction>(NOTICE_TRANSITIONS, notice.state, 'write');
  const [letterId, docxDocumentId, pdfDocumentId] = [deps.ids.next(), deps.ids.next(), deps.ids.next()];
  const storedBy = actor.id;
  const docx = { id: docxDocumentId, mediaType: DOCUMENT_MEDIA_TYPES.docx, bytes: files.docx, storedBy };
  const pdf = { id: pdfDocumentId, mediaType: DOCUMENT_MEDIA_TYPES.pdf, bytes: files.pdf, storedBy };
  const docxSha256 = await insertDocument(tx, municipalityId, docx);
  const pdfSha256 = await insertDocument(tx, municipalityId, pdf);
  await insertNoticeLetter(tx, municipalityId, {
    id: letterId,
    noticeId: id,
    letterKind,
    language,
    templateId,
    data: JSON.stringify(content),
    docxDocumentId,
    pdfDocumentId,
    writtenOn: content.letterOn,
    writtenBy: actor.id,
  });
  const version = await updateNotice(tx, municipalityId, id, { state, letterId });
  await logAccess(tx, deps, actor, { operation: 'write-notice', householdIds: [notice.householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'notice.written',
    objectKind: 'notice',
    objectId: id,
    before: { state: notice.state, letterId: notice.letter?.id ?? null },
    after: { state, letterId, letterKind, language, templateId, docxSha256, pdfSha256 },
  });
  return { id, state, version, letterId, letterKind, docxSha256, pdfSha256 };
}
