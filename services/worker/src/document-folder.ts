import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HandedOver, LetterDispatch, OutgoingDocument, RecordsArchive } from '@boligtrapp/use-cases';

/** Another document lies under the id already. */
export class DocumentDiffersError extends Error {
  override readonly name = 'DocumentDiffersError';
  readonly code = 'document.differs';
}

const OWNER_ONLY = { folder: 0o700, file: 0o600 } as const;
const METADATA_FILE = 'metadata.json';
const NAME = /^[a-z0-9][a-z0-9._-]{0,80}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A folder in place of an archive, or of who dispatches letters: for each document a folder of its own with the file and
 * its metadata, `<folder>/<municipality>/<document>/`. It appears whole or not at all: it is written beside, flushed to
 * the disk, and then renamed. Readable by its owner only.
 */
export function createDocumentFolder(folder: string): RecordsArchive & LetterDispatch {
  const keep = async (document: OutgoingDocument): Promise<HandedOver> => await store(folder, document);
  return { deposit: keep, dispatch: keep };
}

async function store(folder: string, document: OutgoingDocument): Promise<HandedOver> {
  const { id, municipalityId, fileName, bytes, metadata } = document;
  if (!UUID.test(id) || !UUID.test(municipalityId) || !NAME.test(fileName) || fileName === METADATA_FILE) {
    throw new TypeError('ids and name of a document must be such that they name one file');
  }
  const reference = `${municipalityId}/${id}`;
  const home = join(folder, municipalityId);
  const place = join(home, id);
  if (await isThere(place, document)) return { reference };
  // Beside it, on the same disk; one that a killed process left behind is in nobody's way.
  const draft = join(folder, '.drafts', randomUUID());
  try {
    await mkdir(draft, { recursive: true, mode: OWNER_ONLY.folder });
    await mkdir(home, { recursive: true, mode: OWNER_ONLY.folder });
    await write(join(draft, fileName), bytes);
    await write(join(draft, METADATA_FILE), Buffer.from(`${JSON.stringify(metadata, undefined, 2)}\n`));
    await flush(draft);
    await rename(draft, place);
    await flush(home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Somebody else was faster, with the same document or with another one.
    if (await isThere(place, document)) return { reference };
    throw error;
  }
  return { reference };
}

/** Whether the document lies there. @throws {DocumentDiffersError} where another one does. */
async function isThere(place: string, { fileName, bytes, metadata }: OutgoingDocument): Promise<boolean> {
  let stored: Buffer;
  try {
    await readFile(join(place, METADATA_FILE));
    stored = await readFile(join(place, fileName));
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (await isFolder(place)) throw new DocumentDiffersError('another document lies under this id');
    return false;
  }
  const same = stored.equals(bytes) && metadata.dokumentobjekt.sjekksum === sha256(stored);
  if (!same) throw new DocumentDiffersError('another document lies under this id');
  return true;
}

async function isFolder(place: string): Promise<boolean> {
  try {
    const handle = await open(place, 'r');
    await handle.close();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', OWNER_ONLY.file);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until the names in a folder are on the disk. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
