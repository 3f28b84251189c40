import {
  appendOutbox,
  type Db,
  deleteImportFile,
  type ImportFormat,
  insertImportFilePart,
  insertImportRun,
  inTenant,
  type Tx,
} from '@boligtrapp/database';
import type { ImportSubject } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { authoriseImport } from './import-permissions.ts';

/** What the use cases of imports work with. */
export interface ImportDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A file as it comes in. */
export interface ReceiveImport {
  readonly subject: ImportSubject;
  readonly format: ImportFormat;
  /** Name of the system whose external ids the rows have; null for none. */
  readonly sourceSystem: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Hash of all bytes in hex, and whether they are UTF-8; told while they pass by. */
  readonly inspector: ByteInspector;
}

/** Looks at bytes that pass by. */
export interface ByteInspector {
  readonly add: (part: Uint8Array) => void;
  readonly result: () => { readonly contentHash: string; readonly isUtf8: boolean };
}

/** The import that was made of it. */
export interface ReceivedImport {
  readonly id: string;
  readonly subject: ImportSubject;
  readonly state: 'received';
  readonly contentHash: string;
}

/** Bytes of a file at most. */
export const MOST_IMPORT_BYTES = 25 * 1024 * 1024;
const PART_BYTES = 64 * 1024;

/**
 * Takes a file in, piece by piece, and has a worker check it. Nothing of it is in the register, and nothing will be
 * before a person approves it. A retry with the same key and file gets the first answer; its bytes are not kept twice.
 *
 * @throws {RuleRefusedError} `import.file-empty`, `import.file-too-large`
 */
export async function receiveImport(
  deps: ImportDeps,
  actor: Actor,
  command: ReceiveImport,
  request: (contentHash: string) => IdempotencyRequest,
): Promise<ReceivedImport> {
  authoriseImport(actor, 'imports.write');
  const id = deps.ids.next();
  let isKept = false;
  try {
    const byteCount = await keepBytes(deps, actor, id, command);
    const { contentHash, isUtf8 } = command.inspector.result();
    const received = await runOnce(deps.db, actor, request(contentHash), async (tx) => {
      await store(tx, deps, actor, { ...command, id, byteCount, contentHash, isUtf8 });
      const { subject } = command;
      return { id, subject, state: 'received' as const, contentHash };
    });
    isKept = received.id === id;
    return received;
  } finally {
    // What dies here is destroyed with what waits for nothing, the next night.
    if (!isKept) {
      await inTenant(deps.db, tenantOf(actor), async (tx) => {
        await deleteImportFile(tx, actor.municipalityId, id);
      });
    }
  }
}

/** Stores the bytes in pieces, each in a transaction of its own: a slow sender holds none. @returns how many there are. */
async function keepBytes(
  deps: ImportDeps,
  actor: Actor,
  importId: string,
  { bytes, inspector }: ReceiveImport,
): Promise<number> {
  let [byteCount, number] = [0, 0];
  for await (const part of inParts(bytes)) {
    byteCount += part.length;
    if (byteCount > MOST_IMPORT_BYTES) throw new RuleRefusedError('import.file-too-large');
    inspector.add(part);
    await inTenant(deps.db, tenantOf(actor), async (tx) => {
      await insertImportFilePart(tx, actor.municipalityId, { importId, number, bytes: part });
    });
    number += 1;
  }
  if (byteCount === 0) throw new RuleRefusedError('import.file-empty');
  return byteCount;
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let count = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; at += PART_BYTES) {
      const part = piece.subarray(at, at + PART_BYTES);
      if (count + part.length > PART_BYTES) {
        yield Buffer.concat(waiting);
        [waiting, count] = [[], 0];
      }
      waiting.push(part);
      count += part.length;
    }
  }
  if (count > 0) yield Buffer.concat(waiting);
}

async function store(
  tx: Tx,
  deps: ImportDeps,
  actor: Actor,
  file: Omit<ReceiveImport, 'bytes' | 'inspector'> & {
    readonly id: string;
    readonly byteCount: number;
    readonly contentHash: string;
    readonly isUtf8: boolean;
  },
): Promise<void> {
  const { municipalityId } = actor;
  const { id, subject, format, sourceSystem, byteCount, contentHash, isUtf8 } = file;
  await insertImportRun(tx, {
    municipalityId,
    id,
    subject,
    format,
    sourceSystem,
    byteCount,
    contentHash,
    isUtf8,
    requestedBy: actor.id,
  });
  await appendOutbox(tx, municipalityId, {
    id: deps.ids.next(),
    queue: 'imports',
    kind: 'check-import',
    payload: { municipalityId, importId: id },
  });
  await appendAuditEvent(tx, actor, {
    action: 'import.received',
    objectKind: 'import',
    objectId: id,
    after: { subject, format, sourceSystem, byteCount, contentHash },
  });
}
