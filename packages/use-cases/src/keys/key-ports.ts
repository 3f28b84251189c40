import type { EncryptedColumn } from '@boligtrapp/database';
import type { NonEmpty, Sensitive } from '@boligtrapp/domain';

/** What a key-encryption key is for; each purpose has keys of its own. */
export type KeyPurpose = EncryptedColumn['purpose'];

/** Whose data key it is; authenticated with the key, so that a wrapped key in another row does not open. */
export interface DataKeyOwner {
  readonly purpose: KeyPurpose;
  readonly municipalityId: string;
  readonly dataKeyId: string;
}

/** A data key under a key-encryption key, and the name of that: 256 characters at most. */
export interface WrappedKey {
  readonly keyId: string;
  /** 40 to 4,096 bytes. */
  readonly wrapped: Uint8Array;
}

/**
 * Holds the key-encryption keys, which never leave it: keys that the process was given, or a key management service.
 * Never called within a transaction of a request.
 */
export interface KeyService {
  /** Name of the key that wraps now. */
  currentKeyId(purpose: KeyPurpose): Promise<string>;
  /** Wraps 32 bytes with the key in use of the purpose. */
  wrap(dataKey: Uint8Array, owner: DataKeyOwner): Promise<WrappedKey>;
  /** With the key that is named, in use or not. Rejects where it is not known, or key, bytes or owner differ. */
  unwrap(wrapped: WrappedKey, owner: DataKeyOwner): Promise<Uint8Array>;
}

/** A key that encrypts fields of one municipality for one purpose, in clear. */
export interface DataKey {
  /** A UUID; stands in clear in every ciphertext. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where a field lies. A ciphertext that is moved to another place does not open. */
export interface FieldPlace {
  readonly purpose: KeyPurpose;
  readonly municipalityId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** Encrypts fields under data keys. */
export interface FieldCrypto {
  newDataKey(): Uint8Array;
  /** The same text gives another ciphertext each time. */
  seal(key: DataKey, place: FieldPlace, text: Sensitive<string>): Uint8Array;
  /** Throws when it was changed, belongs to another place, or the key is another. */
  open(key: DataKey, place: FieldPlace, ciphertext: Uint8Array): Sensitive<string>;
  /** Id of the data key that opens it, or undefined where it has another form. */
  dataKeyIdOf(ciphertext: Uint8Array): string | undefined;
  /** The bytes that every ciphertext under this data key begins with, and no other. */
  prefixOf(dataKeyId: string): Uint8Array;
}

/** A hash for exact search, and the name of its key. */
export interface LookupHash {
  readonly keyId: string;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** Hashes what is to be found again without being readable. */
export interface LookupHasher {
  /** Name of the key in use. */
  readonly keyId: string;
  /** One hash for each key, the one in use first; they differ between municipalities. */
  hashes(text: Sensitive<string>, municipalityId: string): NonEmpty<LookupHash>;
}

/** Opens identity numbers from before there were data keys. */
export interface FormerIdentityCipher {
  /** Name of its key, or undefined where the ciphertext has another form. */
  keyIdOf(ciphertext: Uint8Array): string | undefined;
  /** Whether it has the key of this name. */
  hasKey(keyId: string): boolean;
  open(
    ciphertext: Uint8Array,
    owner: { readonly municipalityId: string; readonly personId: string },
  ): Sensitive<string>;
}

/** Everything that holds a key. */
export interface KeyParts {
  readonly keyService: KeyService;
  readonly fieldCrypto: FieldCrypto;
  readonly lookupHasher: LookupHasher;
  readonly formerIdentity: FormerIdentityCipher;
}
