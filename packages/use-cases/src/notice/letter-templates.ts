import {
  DOCUMENT_MEDIA_TYPES,
  findDocument,
  findLetterTemplate,
  insertDocument,
  insertLetterTemplate,
  inTenant,
  type LetterTemplateRow,
  listLetterTemplates as readTemplates,
  type StoredDocument,
} from '@boligtrapp/database';
import type { LetterKind, LetterLanguage, PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { DomainError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import { assertNotMalicious } from '../files/assert-not-malicious.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { FileScanDeps } from '../ports/file-scanner.ts';
import type { NoticeDeps } from './notice-deps.ts';
import type { LetterFormat } from './read-notices.ts';
import { sampleContent } from './sample-content.ts';
import { type LetterFiles, writeFiles } from './write-files.ts';

/** A template of the municipality. */
export interface UploadLetterTemplate {
  readonly letterKind: LetterKind;
  readonly language: LetterLanguage;
  /** First day on which letters are written from it (inclusive); today or later. */
  readonly validFrom: PlainDateString;
  /** A file of Word (.docx). */
  readonly docx: Uint8Array;
}

/** The template that was stored. */
export interface UploadedLetterTemplate {
  readonly id: string;
  readonly versionNumber: number;
  /** In hex. */
  readonly sha256: string;
}

/**
 * Stores a template after a letter was written from it with sample data. The ones before stay, and so do the letters
 * that were written from them.
 *
 * @throws {RuleRefusedError} `letter-template.refused`: not a file of Word, too large, with macros or links, or with a
 * placeholder that is not known; `file.malicious`; `record.date-in-the-past`. @throws {UnavailableError}
 * `letter.not-made`, `file.not-scanned`
 */
export async function uploadLetterTemplate(
  deps: NoticeDeps & FileScanDeps,
  actor: Actor,
  command: UploadLetterTemplate,
  request: IdempotencyRequest,
): Promise<UploadedLetterTemplate> {
  authorise(actor, 'notices.write');
  const { letterKind, language, validFrom } = command;
  const fault = await findFault(deps, command);
  return await runOnce(deps.db, actor, request, async (tx) => {
    if (fault !== undefined) throw fault;
    const { municipalityId } = actor;
    const [id, documentId] = [deps.ids.next(), deps.ids.next()];
    const file = { mediaType: DOCUMENT_MEDIA_TYPES.docx, bytes: command.docx, storedBy: actor.id };
    const sha256 = await insertDocument(tx, municipalityId, { ...file, id: documentId });
    const template = { id, letterKind, language, documentId, validFrom, uploadedBy: actor.id };
    const versionNumber = await insertLetterTemplate(tx, municipalityId, template);
    await appendAuditEvent(tx, actor, {
      action: 'letter-template.uploaded',
      objectKind: 'letter-template',
      objectId: id,
      after: { letterKind, language, versionNumber, validFrom, sha256 },
    });
    return { id, versionNumber, sha256 };
  });
}

async function findFault(
  deps: NoticeDeps & FileScanDeps,
  { letterKind, language, validFrom, docx }: UploadLetterTemplate,
): Promise<DomainError | undefined> {
  if (validFrom < deps.clock.today()) {
    return new RuleRefusedError('record.date-in-the-past', { field: 'validFrom' });
  }
  try {
    await assertNotMalicious(deps.fileScanner, docx, 'docx');
    await writeSample(deps, letterKind, language, docx);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

async function writeSample(
  deps: NoticeDeps,
  letterKind: LetterKind,
  language: LetterLanguage,
  template: Uint8Array | null,
): Promise<LetterFiles> {
  const content = sampleContent(letterKind, language);
  const letter = { letterKind, language, template, content, createdAt: deps.clock.now() };
  return await writeFiles(deps.letters, letter);
}

/** A template as it is listed. */
export type LetterTemplateView = Omit<LetterTemplateRow, 'documentId'>;

/** Every template, by kind and language, the newest version first. */
export async function listLetterTemplates(
  deps: NoticeDeps,
  actor: Actor,
): Promise<readonly LetterTemplateView[]> {
  authorise(actor, 'notices.read');
  const rows = await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await readTemplates(tx, actor.municipalityId),
  );
  return rows.map((row) => {
    const { documentId: _, ...template } = row;
    return template;
  });
}

/** The template as it was uploaded. @throws {NotFoundError} `letter-template.not-found` */
export async function getLetterTemplateFile(
  deps: NoticeDeps,
  actor: Actor,
  templateId: string,
): Promise<StoredDocument> {
  return (await loadTemplate(deps, actor, templateId)).file;
}

/** A letter from the template with sample data. @throws {NotFoundError} `letter-template.not-found` */
export async function previewLetterTemplate(
  deps: NoticeDeps,
  actor: Actor,
  templateId: string,
  format: LetterFormat,
): Promise<Uint8Array> {
  const { template, file } = await loadTemplate(deps, actor, templateId);
  return (await writeSample(deps, template.letterKind, template.language, file.bytes))[format];
}

/** The text that comes with the product, as a template of Word to begin with. */
export function getDefaultLetterTemplate(
  deps: Pick<NoticeDeps, 'letters'>,
  actor: Actor,
  letter: { readonly letterKind: LetterKind; readonly language: LetterLanguage },
): Uint8Array {
  authorise(actor, 'notices.read');
  return deps.letters.defaultTemplate(letter.letterKind, letter.language);
}

async function loadTemplate(
  deps: NoticeDeps,
  actor: Actor,
  templateId: string,
): Promise<{ readonly template: LetterTemplateRow; readonly file: StoredDocument }> {
  authorise(actor, 'notices.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const template = await findLetterTemplate(tx, municipalityId, templateId);
    const file = template && (await findDocument(tx, municipalityId, template.documentId));
    if (template === undefined || file === undefined) throw new NotFoundError('letter-template.not-found');
    return { template, file };
  });
}
