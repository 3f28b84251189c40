import { countByHead, countByLookupKey, inTenant, type PrefixCount } from '@boligtrapp/database';
import {
  KEY_CARE,
  type KeyCareDeps,
  type KeyRing,
  loadKeyRing,
  type RotatedColumn,
} from './encrypted-fields.ts';
import type { KeyPurpose } from './key-ports.ts';

/**
 * How a group of fields stands: under the data key that encrypts; under one that opens only; in the form from before
 * there were data keys; or under a key that is not at hand, so that nobody can read them.
 */
export type FieldKeyState = 'in-use' | 'retired' | 'former' | 'unreadable';

/** Fields under one key. */
export interface FieldKeyStatus {
  /** Name of the key-encryption key; null where not even that can be told. */
  readonly keyId: string | null;
  /** Null in the form from before there were data keys. */
  readonly dataKeyId: string | null;
  readonly state: FieldKeyState;
  readonly fields: number;
}

/** The keys of one column. */
export interface ColumnKeyStatus {
  readonly purpose: KeyPurpose;
  readonly table: string;
  readonly column: string;
  /** Name of the key-encryption key in use. */
  readonly currentKeyId: string;
  readonly keys: readonly FieldKeyStatus[];
}

/** Hashes under one lookup key. */
export interface LookupKeyStatus {
  readonly keyId: string;
  readonly isInUse: boolean;
  readonly hashes: number;
}

/** How the keys of a municipality stand. */
export interface KeyStatus {
  readonly municipalityId: string;
  readonly columns: readonly ColumnKeyStatus[];
  readonly lookupKeys: readonly LookupKeyStatus[];
}

/** How many fields and hashes of a municipality stand under which key. Changes nothing. */
export async function readKeyStatus(deps: KeyCareDeps, municipalityId: string): Promise<KeyStatus> {
  const { keyId } = deps.lookupHasher;
  const columns: ColumnKeyStatus[] = [];
  for (const rotated of deps.columns) columns.push(await columnStatus(deps, rotated, municipalityId));
  const counted = await inTenant(deps.db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
    countByLookupKey(tx, municipalityId),
  );
  const lookupKeys = counted.map(({ lookupKeyId, count }) => ({
    keyId: lookupKeyId,
    isInUse: lookupKeyId === keyId,
    hashes: count,
  }));
  return { municipalityId, columns, lookupKeys };
}

async function columnStatus(
  deps: KeyCareDeps,
  { column, db }: RotatedColumn,
  municipalityId: string,
): Promise<ColumnKeyStatus> {
  const { purpose, table } = column;
  const ring = await loadKeyRing(deps, municipalityId, purpose, new Map());
  const heads = await inTenant(db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
    countByHead(tx, municipalityId, column),
  );
  const found = heads.map((head) => statusOf(deps, ring, head));
  // A data key without a field is told, too: it may be the one of a backup.
  const idle = ring.rows
    .filter(({ id }) => !found.some(({ dataKeyId }) => dataKeyId === id))
    .map(({ id, keyId, isInUse }) => ({
      keyId,
      dataKeyId: id,
      state: stateOf(ring, id, isInUse),
      fields: 0,
    }));
  const currentKeyId = await deps.keyService.currentKeyId(purpose);
  return { purpose, table, column: column.column, currentKeyId, keys: [...found, ...idle] };
}

function statusOf(
  { fieldCrypto, formerIdentity }: KeyCareDeps,
  ring: KeyRing,
  { head, count }: PrefixCount,
): FieldKeyStatus {
  const former = formerIdentity.keyIdOf(head);
  if (former !== undefined) {
    const state = formerIdentity.hasKey(former) ? 'former' : 'unreadable';
    return { keyId: former, dataKeyId: null, state, fields: count };
  }
  const dataKeyId = fieldCrypto.dataKeyIdOf(head) ?? null;
  const row = ring.rows.find(({ id }) => id === dataKeyId);
  if (row === undefined) return { keyId: null, dataKeyId, state: 'unreadable', fields: count };
  return { keyId: row.keyId, dataKeyId, state: stateOf(ring, row.id, row.isInUse), fields: count };
}

function stateOf(ring: KeyRing, id: string, isInUse: boolean): FieldKeyState {
  if (!ring.keys.has(id)) return 'unreadable';
  return isInUse ? 'in-use' : 'retired';
}
