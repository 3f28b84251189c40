import type { Db, EncryptedColumn } from '@boligtrapp/database';
import { type DataKeyRow, inTenant, listDataKeys } from '@boligtrapp/database';
import type { Sensitive } from '@boligtrapp/domain';
import { unwrapDataKey } from './field-cipher.ts';
import type { DataKey, KeyParts, KeyPurpose } from './key-ports.ts';

/** A column whose keys are rotated. */
export interface RotatedColumn {
  readonly column: EncryptedColumn;
  /** Connections as a role that may read and change the column. */
  readonly db: Db;
  /** Whether a hash of each field stands in `identity_lookups`. */
  readonly isSearched: boolean;
}

/** What looks after keys needs. */
export interface KeyCareDeps extends KeyParts {
  /** Connections as the role that owns data keys and hashes. */
  readonly db: Db;
  readonly columns: readonly RotatedColumn[];
}

/** The data keys of a municipality and purpose, as far as they can be unwrapped. */
export interface KeyRing {
  readonly rows: readonly DataKeyRow[];
  /** By id; those whose key-encryption key is not known here are missing. */
  readonly keys: ReadonlyMap<string, DataKey>;
  /** The one that encrypts; undefined where there is none or it cannot be unwrapped. */
  readonly inUse: DataKey | undefined;
}

/** Who looks after keys, for the scope of a transaction. */
export const KEY_CARE = 'keys';

/** Reads and unwraps the data keys; `known` saves asking the key service twice and takes up what is new. */
export async function loadKeyRing(
  { db, keyService }: Pick<KeyCareDeps, 'db' | 'keyService'>,
  municipalityId: string,
  purpose: KeyPurpose,
  known: Map<string, DataKey>,
): Promise<KeyRing> {
  const all = await inTenant(db, { municipalityId, actorId: KEY_CARE }, async (tx) =>
    listDataKeys(tx, municipalityId),
  );
  const rows = all.filter((row) => row.purpose === purpose);
  const keys = new Map<string, DataKey>();
  for (const row of rows) {
    const key = known.get(row.id) ?? (await unwrapOrNothing(keyService, municipalityId, row));
    if (key === undefined) continue;
    known.set(row.id, key);
    keys.set(row.id, key);
  }
  return { rows, keys, inUse: keys.get(rows.find(({ isInUse }) => isInUse)?.id ?? '') };
}

async function unwrapOrNothing(
  keyService: KeyParts['keyService'],
  municipalityId: string,
  row: DataKeyRow,
): Promise<DataKey | undefined> {
  try {
    return await unwrapDataKey(keyService, municipalityId, row);
  } catch {
    // Which key is missing, and how many fields that costs, is told by the counts.
    return undefined;
  }
}

/** Opens a field with the keys at hand, or undefined where they do not open it. */
export function openWith(
  { fieldCrypto, formerIdentity }: Pick<KeyParts, 'fieldCrypto' | 'formerIdentity'>,
  ring: KeyRing,
  municipalityId: string,
  field: { readonly column: EncryptedColumn; readonly rowId: string; readonly ciphertext: Uint8Array },
): Sensitive<string> | undefined {
  const { rowId, ciphertext } = field;
  const { purpose, table, column } = field.column;
  try {
    if (purpose === 'identity-number' && formerIdentity.keyIdOf(ciphertext) !== undefined) {
      return formerIdentity.open(ciphertext, { municipalityId, personId: rowId });
    }
    const key = ring.keys.get(fieldCrypto.dataKeyIdOf(ciphertext) ?? '');
    if (key === undefined) return undefined;
    return fieldCrypto.open(key, { purpose, municipalityId, table, column, rowId }, ciphertext);
  } catch {
    return undefined;
  }
}
