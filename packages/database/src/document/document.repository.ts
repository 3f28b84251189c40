import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What a stored file may be. */
export const DOCUMENT_MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** A file to be kept as it is. */
export interface NewDocument {
  readonly id: string;
  readonly mediaType: (typeof DOCUMENT_MEDIA_TYPES)[keyof typeof DOCUMENT_MEDIA_TYPES];
  readonly bytes: Uint8Array;
  readonly storedBy: string;
}

/** Stores a file for good and returns its SHA-256 in hex, as the database computes it. */
export async function insertDocument(tx: Tx, municipalityId: string, document: NewDocument): Promise<string> {
  const bytes = Buffer.from(document.bytes);
  const { sha256 } = await tx
    .insertInto('documents')
    .values({
      municipality_id: municipalityId,
      id: document.id,
      media_type: document.mediaType,
      sha256: sql<Buffer>`sha256(${bytes}::bytea)`,
      bytes,
      stored_by: document.storedBy,
    })
    .returning(sql<string>`encode(sha256, 'hex')`.as('sha256'))
    .executeTakeFirstOrThrow();
  return sha256;
}

/** A file as it was stored. */
export interface StoredDocument {
  readonly mediaType: string;
  /** In hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A file by id, or undefined. */
export async function findDocument(
  tx: Tx,
  municipalityId: string,
  documentId: string,
): Promise<StoredDocument | undefined> {
  return await tx
    .selectFrom('documents')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', documentId)
    .select(['media_type as mediaType', 'bytes', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .executeTakeFirst();
}
