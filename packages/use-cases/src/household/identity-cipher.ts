import type { Sensitive } from '@boligtrapp/domain';

/** An identity number as it is stored: nobody reads it out of the database. */
export interface SealedIdentityNumber {
  /** Encrypted, and bound to the municipality and person: moved to another row it does not open. */
  readonly ciphertext: Uint8Array;
  /** See {@link IdentityCipher.hash}. */
  readonly hash: Uint8Array;
}

/** Seals national identity numbers. The keys are known to nobody but the implementation. */
export interface IdentityCipher {
  /** Encrypts and hashes the number of one person. */
  seal(
    number: Sensitive<string>,
    owner: { readonly municipalityId: string; readonly personId: string },
  ): SealedIdentityNumber;
  /** Keyed hash for exact search, 32 bytes; the same number gives the same hash within a municipality. */
  hash(number: Sensitive<string>, municipalityId: string): Uint8Array;
}
