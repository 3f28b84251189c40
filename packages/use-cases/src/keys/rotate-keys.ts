import {
  addMissingLookups,
  countFieldsBehind,
  type EncryptedField,
  insertDataKey,
  inTenant,
  lockFieldsBehind,
  replaceFields,
  retireDataKey,
  rewrapDataKey,
} from '@boligtrapp/database';
import type { Sensitive } from '@boligtrapp/domain';
import { type AuditFields, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';
import {
  KEY_CARE,
  type KeyCareDeps,
  type KeyRing,
  loadKeyRing,
  openWith,
  type RotatedColumn,
} from './encrypted-fields.ts';
import { makeDataKey } from './field-cipher.ts';
import type { DataKey, KeyPurpose } from './key-ports.ts';

/** What {@link rotateKeys} works with. */
export interface RotateKeysDeps extends KeyCareDeps {
  readonly ids: IdSource;
  /** Told after each transaction how many fields of a column are done, and how many there are to do. */
  readonly onProgress?: (purpose: KeyPurpose, done: number, total: number) => void;
}

/** What is to be done with the keys of a municipality. */
export interface RotateKeys {
  readonly municipalityId: string;
  /**
   * Also begin with new data keys. Where fields are left from a rotation before, that is finished and no new one begun;
   * fields that nobody can read are none of them.
   */
  readonly renew: boolean;
  /** Fields in a transaction. */
  readonly batchSize: number;
}

/** What a rotation did with one column. */
export interface ColumnRotation {
  readonly purpose: KeyPurpose;
  readonly table: string;
  readonly column: string;
  /** Data keys that are wrapped by the key in use since then. */
  readonly rewrappedKeys: number;
  readonly isRenewed: boolean;
  /** Fields that were encrypted anew. */
  readonly reencrypted: number;
  /** Hashes that were added under the lookup key in use. */
  readonly hashed: number;
  /** Fields that no key at hand opens, or that are not as they were written: they are as they were. */
  readonly unreadable: number;
  /** The rows of those fields. */
  readonly unreadableRowIds: readonly string[];
  /** Fields that are not under the data key in use, or lack the hash, at the end; the unreadable ones are among them. */
  readonly behind: number;
}

/**
 * Brings the keys of a municipality up to date while everybody works: wraps its data keys with the key-encryption keys
 * in use, encrypts anew what is not under the data key in use, in transactions of a bounded size, and adds the hashes
 * under the lookup key in use. What is to be done is read from the fields themselves: ended at any point and started
 * again it goes on, and several at a time do no harm.
 */
export async function rotateKeys(
  deps: RotateKeysDeps,
  command: RotateKeys,
): Promise<readonly ColumnRotation[]> {
  const { municipalityId } = command;
  const requestId = deps.ids.next();
  await audit(deps, { municipalityId, requestId }, 'keys.rotation-begun', { renew: command.renew });
  const columns: ColumnRotation[] = [];
  for (const rotated of deps.columns) columns.push(await rotateColumn(deps, rotated, command));
  await audit(deps, { municipalityId, requestId }, 'keys.rotated', {
    columns: columns.map(countsOf),
  });
  return columns;
}

/** What the trail keeps: which rows nobody can read is told to whoever rotates. */
function countsOf(done: ColumnRotation): AuditFields {
  const { purpose, table, column, rewrappedKeys, isRenewed, reencrypted, hashed, unreadable, behind } = done;
  return { purpose, table, column, rewrappedKeys, isRenewed, reencrypted, hashed, unreadable, behind };
}

async function audit(
  { db }: RotateKeysDeps,
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
  action: string,
  after: AuditFields,
): Promise<void> {
  const actor = { id: KEY_CARE, role: 'job' as const, municipalityId, requestId };
  await inTenant(db, { municipalityId, actorId: KEY_CARE }, async (tx) => {
    await appendAuditEvent(tx, actor, {
      action,
      objectKind: 'municipality',
      objectId: municipalityId,
      after,
    });
  });
}

async function rotateColumn(
  deps: RotateKeysDeps,
  rotated: RotatedColumn,
  { municipalityId, renew, batchSize }: RotateKeys,
): Promise<ColumnRotation> {
  const { purpose, table, column } = rotated.column;
  const known = new Map<string, DataKey>();
  const rewrappedKeys = await rewrapAll(deps, municipalityId, purpose, known);
  const ring = await ringToSealWith(deps, municipalityId, purpose, known);
  const isRenewed =
    renew && !(await hasFieldsToFinish({ ...deps, rotated, municipalityId, batchSize, known }, ring));
  if (isRenewed) await renewDataKey(deps, municipalityId, purpose, ring.inUse);
  const counts = await reencryptAll({ ...deps, rotated, municipalityId, batchSize, known });
  const { inUse } = await ringToSealWith(deps, municipalityId, purpose, known);
  const behind = await countBehind(deps, rotated, municipalityId, inUse);
  const unreadable = counts.unreadableRowIds.length;
  return { purpose, table, column, rewrappedKeys, isRenewed, ...counts, unreadable, behind };
}

/** Wraps every data key with the key in use; the fields stay as they are. */
async function rewrapAll(
  deps: RotateKeysDeps,
  municipalityId: string,
  purpose: KeyPurpose,
  known: Map<string, DataKey>,
): Promise<number> {
  const currentKeyId = await deps.keyService.currentKeyId(purpose);
  const { rows, keys } = await loadKeyRing(deps, municipalityId, purpose, known);
  let count = 0;
  for (const row of rows) {
    const key = keys.get(row.id);
    if (row.keyId === currentKeyId || key === undefined) continue;
    const wrapped = await deps.keyService.wrap(key.key, { purpose, municipalityId, dataKeyId: row.id });
    const isDone = await inTenant(deps.db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
      rewrapDataKey(tx, municipalityId, row, wrapped),
    );
    if (isDone) count += 1;
  }
  return count;
}

/** The ring, with a data key that encrypts. @throws {KeyUnknownError} when the one in use cannot be unwrapped. */
async function ringToSealWith(
  deps: RotateKeysDeps,
  municipalityId: string,
  purpose: KeyPurpose,
  known: Map<string, DataKey>,
): Promise<KeyRing & { readonly inUse: DataKey }> {
  let ring = await loadKeyRing(deps, municipalityId, purpose, known);
  if (!ring.rows.some(({ isInUse }) => isInUse)) {
    const { row } = await makeDataKey(deps, municipalityId, purpose);
    await inTenant(deps.db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
      insertDataKey(tx, municipalityId, row),
    );
    ring = await loadKeyRing(deps, municipalityId, purpose, known);
  }
  if (ring.inUse === undefined) {
    const keyId = ring.rows.find(({ isInUse }) => isInUse)?.keyId ?? '';
    throw new KeyUnknownError(
      `the key ${keyId} (${purpose}) is not known here: nothing can be encrypted anew`,
    );
  }
  return { ...ring, inUse: ring.inUse };
}

/** The data key in use is wrapped by a key that is not at hand. */
export class KeyUnknownError extends Error {
  override readonly name = 'KeyUnknownError';
}

/** From now on another data key encrypts; the one before opens what it encrypted. In one transaction: one is always in use. */
async function renewDataKey(
  deps: RotateKeysDeps,
  municipalityId: string,
  purpose: KeyPurpose,
  before: DataKey,
): Promise<void> {
  const { row } = await makeDataKey(deps, municipalityId, purpose);
  await inTenant(deps.db, { municipalityId, actorId: KEY_CARE }, async (tx) => {
    // Somebody else may have been first: then theirs is in use, and nothing is added.
    await retireDataKey(tx, municipalityId, before.id);
    await insertDataKey(tx, municipalityId, row);
  });
}

interface Work extends RotateKeysDeps {
  readonly rotated: RotatedColumn;
  readonly municipalityId: string;
  readonly batchSize: number;
  readonly known: Map<string, DataKey>;
}

interface FieldCounts {
  readonly reencrypted: number;
  readonly hashed: number;
  readonly unreadableRowIds: readonly string[];
}

/** Goes over the column until a pass finds nothing to do: rows may come in behind its back. */
async function reencryptAll(work: Work): Promise<FieldCounts> {
  const { rotated, municipalityId } = work;
  const { inUse } = await ringToSealWith(work, municipalityId, rotated.column.purpose, work.known);
  const total = await countBehind(work, rotated, municipalityId, inUse);
  let [reencrypted, hashed] = [0, 0];
  for (;;) {
    let changed = 0;
    const unreadableRowIds: string[] = [];
    let afterRowId: string | undefined;
    for (;;) {
      const batch = await reencryptBatch(work, afterRowId);
      if (batch.lastRowId === undefined) break;
      afterRowId = batch.lastRowId;
      changed += batch.reencrypted + batch.hashed;
      reencrypted += batch.reencrypted;
      hashed += batch.hashed;
      unreadableRowIds.push(...batch.unreadableRowIds);
      work.onProgress?.(rotated.column.purpose, Math.min(reencrypted, total), total);
    }
    if (changed === 0) return { reencrypted, hashed, unreadableRowIds };
  }
}

/** One transaction: either all of its fields are changed, with their hashes, or none. */
async function reencryptBatch(
  work: Work,
  afterRowId: string | undefined,
): Promise<FieldCounts & { readonly lastRowId: string | undefined }> {
  const { rotated, municipalityId, batchSize, fieldCrypto } = work;
  const { column, db } = rotated;
  // Before the transaction: the key service may be another machine.
  const ring = await ringToSealWith(work, municipalityId, column.purpose, work.known);
  return await inTenant(db, { municipalityId, actorId: KEY_CARE }, async (tx) => {
    const what = behindWhat(work, rotated, ring.inUse);
    const page = { ...what, afterRowId, limit: batchSize };
    const fields = await lockFieldsBehind(tx, municipalityId, column, page);
    const opened = fields.flatMap((field) => openedOf(work, ring, field));
    const { purpose, table } = column;
    const sealed = opened.flatMap(({ rowId, text, ciphertext }) => {
      // Only its hash is missing.
      if (fieldCrypto.dataKeyIdOf(ciphertext) === ring.inUse.id) return [];
      const place = { purpose, municipalityId, table, column: column.column, rowId };
      return [{ rowId, ciphertext: fieldCrypto.seal(ring.inUse, place, text) }];
    });
    await replaceFields(tx, municipalityId, column, sealed);
    const lookups = opened.map(({ rowId, text }) => ({
      personId: rowId,
      ...work.lookupHasher.hashes(text, municipalityId)[0],
    }));
    const hashed = rotated.isSearched ? await addMissingLookups(tx, municipalityId, lookups) : 0;
    const openedIds = new Set(opened.map(({ rowId }) => rowId));
    const unreadableRowIds = fields.map(({ rowId }) => rowId).filter((rowId) => !openedIds.has(rowId));
    return { reencrypted: sealed.length, hashed, unreadableRowIds, lastRowId: fields.at(-1)?.rowId };
  });
}

function openedOf(
  work: Work,
  ring: KeyRing,
  field: EncryptedField,
): (EncryptedField & { readonly text: Sensitive<string> })[] {
  const { rotated, municipalityId } = work;
  const text = openWith(work, ring, municipalityId, { column: rotated.column, ...field });
  return text === undefined ? [] : [{ ...field, text }];
}

function behindWhat(
  { fieldCrypto, lookupHasher }: RotateKeysDeps,
  { isSearched }: RotatedColumn,
  inUse: DataKey,
): { readonly prefix: Uint8Array; readonly lookupKeyId: string | null } {
  return { prefix: fieldCrypto.prefixOf(inUse.id), lookupKeyId: isSearched ? lookupHasher.keyId : null };
}

/**
 * Whether fields are left under another data key that can be brought under the one in use, as after a rotation that was
 * ended. What nobody can read never can: if it counted, one such field would keep all others from ever getting a new key.
 */
async function hasFieldsToFinish(work: Work, ring: KeyRing & { readonly inUse: DataKey }): Promise<boolean> {
  const { rotated, municipalityId, batchSize, fieldCrypto } = work;
  const what = { prefix: fieldCrypto.prefixOf(ring.inUse.id), lookupKeyId: null };
  let afterRowId: string | undefined;
  for (;;) {
    const page = { ...what, afterRowId, limit: batchSize };
    const fields = await inTenant(rotated.db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
      lockFieldsBehind(tx, municipalityId, rotated.column, page),
    );
    if (fields.length === 0) return false;
    if (fields.some((field) => openedOf(work, ring, field).length > 0)) return true;
    afterRowId = fields.at(-1)?.rowId;
  }
}

async function countBehind(
  deps: RotateKeysDeps,
  rotated: RotatedColumn,
  municipalityId: string,
  inUse: DataKey,
): Promise<number> {
  const { column, db } = rotated;
  return await inTenant(db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
    countFieldsBehind(tx, municipalityId, column, behindWhat(deps, rotated, inUse)),
  );
}
