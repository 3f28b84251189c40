import { createHmac } from 'node:crypto';
import type { Sensitive } from '@boligtrapp/domain';
import { assertKeyFits, assertKeysDiffer, KeyError } from './key-error.ts';

/** Keys of the hashes for exact search. */
export interface LookupKeys {
  readonly keyId: string;
  readonly key: Uint8Array;
  /** Further keys by name, while one is changed for another: hashes under all of them are written and searched. */
  readonly otherKeys?: Readonly<Record<string, Uint8Array>>;
}

/** A hash for exact search, and the name of its key. */
export interface LookupHash {
  readonly keyId: string;
  /** HMAC-SHA-256, 32 bytes. */
  readonly hash: Uint8Array;
}

/** Hashes what is to be found again without being readable. */
export interface LookupHasher {
  readonly keyId: string;
  /** One hash for each key, the one in use first; they differ between municipalities. */
  hashes(text: Sensitive<string>, municipalityId: string): readonly [LookupHash, ...LookupHash[]];
}

/** A hasher with these keys. @throws {KeyError} when a key is not 32 bytes, a key stands twice, or an id has another form. */
export function createLookupHasher({ keyId, key, otherKeys }: LookupKeys): LookupHasher {
  if (otherKeys?.[keyId] !== undefined) {
    throw new KeyError('the key in use must not stand among the others');
  }
  const others = Object.entries(otherKeys ?? {});
  for (const [id, bytes] of [[keyId, key] as const, ...others]) assertKeyFits(id, bytes);
  assertKeysDiffer([key, ...others.map(([, bytes]) => bytes)]);
  return {
    keyId,
    hashes: (text, municipalityId) => {
      const hashed = (id: string, bytes: Uint8Array): LookupHash => {
        const mac = createHmac('sha256', bytes).update(`${municipalityId}\n${text.reveal()}`, 'utf8');
        return { keyId: id, hash: mac.digest() };
      };
      return [hashed(keyId, key), ...others.map(([id, bytes]) => hashed(id, bytes))];
    },
  };
}
