import {
  type DataKeyRow,
  type Db,
  findDataKey,
  findDataKeyInUse,
  insertDataKey,
  inTenant,
  type Tx,
} from '@boligtrapp/database';
import type { Sensitive } from '@boligtrapp/domain';
import type { IdSource } from '../ports/ports.ts';
import type { DataKey, FieldCrypto, FieldPlace, KeyPurpose, KeyService } from './key-ports.ts';

/** What {@link createFieldCipher} needs. */
export interface FieldCipherDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly keyService: KeyService;
  readonly fieldCrypto: FieldCrypto;
}

/** Where a field of a municipality lies. */
export type FieldOf = Omit<FieldPlace, 'purpose' | 'municipalityId'>;

/** Encrypts a field; the same text gives another ciphertext each time. */
export type FieldSealer = (field: FieldOf, text: Sensitive<string>) => Uint8Array;

/** Encrypts and opens the fields of one purpose. */
export interface FieldCipher {
  /**
   * What encrypts for a municipality now. Asked for before the transaction that writes, because it may have to ask the
   * key service; it makes the first data key of a municipality. A sealer that is kept for longer goes on with a key that
   * is retired by then: what it encrypts opens, and the next rotation takes it up.
   *
   * @param tx only where the municipality itself is not committed yet.
   */
  sealerFor(municipalityId: string, tx?: Tx): Promise<FieldSealer>;
  /** Opens a field; called after the transaction that read it. Rejects when it was changed or lies elsewhere. */
  open(municipalityId: string, field: FieldOf, ciphertext: Uint8Array): Promise<Sensitive<string>>;
}

/** The data key of a ciphertext is not stored in the municipality. */
export class DataKeyMissingError extends Error {
  override readonly name = 'DataKeyMissingError';
}

const ACTOR_ID = 'keys';

/**
 * A cipher whose data keys are stored wrapped, one in use for each municipality and purpose. It keeps those it has
 * unwrapped in memory: the key of an id never changes.
 */
export function createFieldCipher(deps: FieldCipherDeps, purpose: KeyPurpose): FieldCipher {
  const { db, fieldCrypto } = deps;
  const unwrapped = new Map<string, DataKey>();
  const keep = (key: DataKey): DataKey => {
    unwrapped.set(key.id, key);
    return key;
  };

  async function unwrap(municipalityId: string, row: DataKeyRow): Promise<DataKey> {
    return unwrapped.get(row.id) ?? keep(await unwrapDataKey(deps.keyService, municipalityId, row));
  }

  async function dataKeyInUse(municipalityId: string, given: Tx | undefined): Promise<DataKey> {
    const within = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      given === undefined
        ? await inTenant(db, { municipalityId, actorId: ACTOR_ID }, work)
        : await work(given);
    const find = async (tx: Tx): Promise<DataKeyRow | undefined> =>
      await findDataKeyInUse(tx, municipalityId, purpose);
    const found = await within(find);
    if (found !== undefined) return await unwrap(municipalityId, found);
    const { row, key } = await makeDataKey(deps, municipalityId, purpose);
    const stored = await within(async (tx) => {
      await insertDataKey(tx, municipalityId, row);
      return await find(tx);
    });
    if (stored === undefined) throw new DataKeyMissingError('a data key was retired while it was made');
    // Somebody else may have been first.
    return stored.id === key.id ? keep(key) : await unwrap(municipalityId, stored);
  }

  return {
    sealerFor: async (municipalityId, tx) => {
      const key = await dataKeyInUse(municipalityId, tx);
      return (field, text) => fieldCrypto.seal(key, { purpose, municipalityId, ...field }, text);
    },
    open: async (municipalityId, field, ciphertext) => {
      const id = fieldCrypto.dataKeyIdOf(ciphertext);
      if (id === undefined) throw new DataKeyMissingError('this is no encrypted field');
      let key = unwrapped.get(id);
      if (key === undefined) {
        const row = await inTenant(db, { municipalityId, actorId: ACTOR_ID }, async (tx) =>
          findDataKey(tx, municipalityId, id),
        );
        if (row === undefined) throw new DataKeyMissingError('the data key of this field is not stored');
        key = await unwrap(municipalityId, row);
      }
      return fieldCrypto.open(key, { purpose, municipalityId, ...field }, ciphertext);
    },
  };
}

/** A new data key, in clear and as it is stored. */
export async function makeDataKey(
  { ids, keyService, fieldCrypto }: Omit<FieldCipherDeps, 'db'>,
  municipalityId: string,
  purpose: KeyPurpose,
): Promise<{ readonly key: DataKey; readonly row: Omit<DataKeyRow, 'isInUse'> }> {
  const key = { id: ids.next(), key: fieldCrypto.newDataKey() };
  const wrapped = await keyService.wrap(key.key, { purpose, municipalityId, dataKeyId: key.id });
  return { key, row: { id: key.id, purpose, ...wrapped } };
}

/** A stored data key in clear. Rejects where its key-encryption key is not known or the row was changed. */
export async function unwrapDataKey(
  keyService: KeyService,
  municipalityId: string,
  row: DataKeyRow,
): Promise<DataKey> {
  const { id, keyId, wrapped } = row;
  const owner = { purpose: purposeOf(row), municipalityId, dataKeyId: id };
  return { id, key: await keyService.unwrap({ keyId, wrapped }, owner) };
}

const PURPOSES: readonly KeyPurpose[] = ['identity-number', 'protected-address', 'webhook-secret'];

/** The purpose of a stored data key, which the database checks. */
export function purposeOf({ purpose }: Pick<DataKeyRow, 'purpose'>): KeyPurpose {
  return PURPOSES.find((known) => known === purpose) ?? 'identity-number';
}
