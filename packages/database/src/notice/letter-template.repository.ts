import type { LetterKind, LetterLanguage, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A Word template of the municipality (brevmal). */
export interface LetterTemplateRow {
  readonly id: string;
  readonly letterKind: LetterKind;
  readonly language: LetterLanguage;
  /** 1 for the first of its kind and language. */
  readonly versionNumber: number;
  readonly documentId: string;
  /** In hex. */
  readonly sha256: string;
  readonly byteCount: number;
  /** First day on which letters are written from it (inclusive). */
  readonly validFrom: PlainDateString;
  readonly uploadedBy: string;
}

/** A template to be added; its file is stored already. */
export type NewLetterTemplate = Omit<LetterTemplateRow, 'versionNumber' | 'sha256' | 'byteCount'>;

/** Adds a template as the next version of its kind and language, and returns the number of that. */
export async function insertLetterTemplate(
  tx: Tx,
  municipalityId: string,
  template: NewLetterTemplate,
): Promise<number> {
  const { letterKind, language } = template;
  await lock(tx, 'letter-templates', municipalityId);
  const { versionNumber } = await tx
    .insertInto('letter_templates')
    .values({
      municipality_id: municipalityId,
      id: template.id,
      letter_kind: letterKind,
      language,
      version_number: sql<number>`(select coalesce(max(t.version_number), 0) + 1 from letter_templates t
        where t.municipality_id = ${municipalityId} and t.letter_kind = ${letterKind} and t.language = ${language})`,
      document_id: template.documentId,
      valid_from: template.validFrom,
      uploaded_by: template.uploadedBy,
    })
    .returning('version_number as versionNumber')
    .executeTakeFirstOrThrow();
  return versionNumber;
}

/** Every template, by kind and language, the newest version first. */
export async function listLetterTemplates(
  tx: Tx,
  municipalityId: string,
): Promise<readonly LetterTemplateRow[]> {
  return await templates(tx, municipalityId)
    .orderBy('t.letter_kind')
    .orderBy('t.language')
    .orderBy('t.version_number', 'desc')
    .execute();
}

/** A template by id, or undefined. */
export async function findLetterTemplate(
  tx: Tx,
  municipalityId: string,
  templateId: string,
): Promise<LetterTemplateRow | undefined> {
  return await templates(tx, municipalityId).where('t.id', '=', templateId).executeTakeFirst();
}

/** The template that holds on `on`, or undefined where the text of the product does. */
export async function findTemplateInForce(
  tx: Tx,
  municipalityId: string,
  letter: {
    readonly letterKind: LetterKind;
    readonly language: LetterLanguage;
    readonly on: PlainDateString;
  },
): Promise<LetterTemplateRow | undefined> {
  return await templates(tx, municipalityId)
    .where('t.letter_kind', '=', letter.letterKind)
    .where('t.language', '=', letter.language)
    .where('t.valid_from', '<=', letter.on)
    .orderBy('t.valid_from', 'desc')
    .orderBy('t.version_number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function templates(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('letter_templates as t')
    .innerJoin('documents as f', (join) =>
      join.onRef('f.municipality_id', '=', 't.municipality_id').onRef('f.id', '=', 't.document_id'),
    )
    .where('t.municipality_id', '=', municipalityId)
    .select([
      't.id',
      't.version_number as versionNumber',
      't.document_id as documentId',
      't.valid_from as validFrom',
      't.uploaded_by as uploadedBy',
      sql<string>`encode(f.sha256, 'hex')`.as('sha256'),
      sql<number>`octet_length(f.bytes)`.as('byteCount'),
    ])
    .select((eb) => [
      eb.ref('t.letter_kind').$castTo<LetterKind>().as('letterKind'),
      eb.ref('t.language').$castTo<LetterLanguage>().as('language'),
    ]);
}

/** Whom a tenant contacts, and who signs. */
export interface LetterSenderRow {
  readonly versionNumber: number;
  readonly contactLines: readonly string[];
  readonly senderLines: readonly string[];
  readonly recordedBy: string;
}

/** Adds what letters say of their sender from now on, and returns the number of the version. */
export async function insertLetterSender(
  tx: Tx,
  municipalityId: string,
  sender: Omit<LetterSenderRow, 'versionNumber'>,
): Promise<number> {
  await lock(tx, 'letter-senders', municipalityId);
  const { versionNumber } = await tx
    .insertInto('letter_senders')
    .values({
      municipality_id: municipalityId,
      version_number: sql<number>`(select coalesce(max(s.version_number), 0) + 1 from letter_senders s
        where s.municipality_id = ${municipalityId})`,
      contact_lines: [...sender.contactLines],
      sender_lines: [...sender.senderLines],
      recorded_by: sender.recordedBy,
    })
    .returning('version_number as versionNumber')
    .executeTakeFirstOrThrow();
  return versionNumber;
}

/** What letters say of their sender now, or undefined before anybody has said so. */
export async function findLetterSender(tx: Tx, municipalityId: string): Promise<LetterSenderRow | undefined> {
  return await tx
    .selectFrom('letter_senders')
    .where('municipality_id', '=', municipalityId)
    .select([
      'version_number as versionNumber',
      'contact_lines as contactLines',
      'sender_lines as senderLines',
      'recorded_by as recordedBy',
    ])
    .orderBy('version_number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function lock(tx: Tx, what: string, municipalityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${what}:${municipalityId}`}, 0))`.execute(tx);
}
