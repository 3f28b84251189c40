import type { EncryptedColumn, Tx } from '@boligtrapp/database';
import type { NonEmpty, Sensitive } from '@boligtrapp/domain';
import { createFieldCipher, type FieldCipherDeps } from '../keys/field-cipher.ts';
import type { KeyParts, LookupHash } from '../keys/key-ports.ts';

/** An identity number as it is stored: nobody reads it out of the database. */
export interface SealedIdentityNumber {
  /** Encrypted, and bound to the municipality and person: moved to another row it does not open. */
  readonly ciphertext: Uint8Array;
  /** What it is found by; see {@link IdentityCipher.lookups}. */
  readonly lookups: NonEmpty<LookupHash>;
}

/** Encrypts and hashes numbers of one municipality. */
export interface IdentitySealer {
  seal(number: Sensitive<string>, personId: string): SealedIdentityNumber;
}

/** Seals national identity numbers. The keys are known to nobody but the implementation. */
export interface IdentityCipher {
  /** Asked for before the transaction that writes; `tx` only where the municipality is not committed yet. */
  sealerFor(municipalityId: string, tx?: Tx): Promise<IdentitySealer>;
  /** Opens a number, also one from before there were data keys. Called after the transaction that read it. */
  open(
    ciphertext: Uint8Array,
    owner: { readonly municipalityId: string; readonly personId: string },
  ): Promise<Sensitive<string>>;
  /** Keyed hashes for exact search, the key in use first; a number that is stored has one of them at least. */
  lookups(number: Sensitive<string>, municipalityId: string): NonEmpty<LookupHash>;
  /** Keyed hash, 32 bytes; the same number gives the same hash within a municipality until the key is changed. */
  hash(number: Sensitive<string>, municipalityId: string): Uint8Array;
}

/** Where identity numbers are encrypted. */
export const IDENTITY_NUMBER_COLUMN = {
  purpose: 'identity-number',
  table: 'persons',
  column: 'identity_number_ciphertext',
  idColumn: 'id',
} as const satisfies EncryptedColumn;

/** A cipher with these keys, whose data keys are stored in the database. */
export function createIdentityCipher(deps: Pick<FieldCipherDeps, 'db' | 'ids'> & KeyParts): IdentityCipher {
  const { lookupHasher, formerIdentity } = deps;
  const { purpose, table, column } = IDENTITY_NUMBER_COLUMN;
  const fields = createFieldCipher(deps, purpose);
  const lookups: IdentityCipher['lookups'] = (number, municipalityId) =>
    lookupHasher.hashes(number, municipalityId);
  return {
    lookups,
    hash: (number, municipalityId) => lookups(number, municipalityId)[0].hash,
    sealerFor: async (municipalityId, tx) => {
      const seal = await fields.sealerFor(municipalityId, tx);
      return {
        seal: (number, personId) => ({
          ciphertext: seal({ table, column, rowId: personId }, number),
          lookups: lookups(number, municipalityId),
        }),
      };
    },
    open: async (ciphertext, owner) =>
      formerIdentity.keyIdOf(ciphertext) === undefined
        ? await fields.open(owner.municipalityId, { table, column, rowId: owner.personId }, ciphertext)
        : formerIdentity.open(ciphertext, owner),
  };
}
