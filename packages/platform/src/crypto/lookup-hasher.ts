import { createHmac } from 'node:crypto';
import type { Sensitive } from '@boligtrapp/domain';
import { assertKeyFits, assertKeysDiffer, KeyError } from './key-error.ts';

/** Keys of the hashes for exact search. */
export interface LookupKeys {
  readonly keyId: string;
  readonly key: Uint8Array;
  /** Keys under which hashes still stand, by name: both are written and searched until the last row has the new one. */
  readonly retiredKeys?: Readonly<Record<string, Uint8Array>>;
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
export function createLookupHasher({ keyId, key, retiredKeys }: LookupKeys): LookupHasher {
  if (retiredKeys?.[keyId] !== undefined) {
    throw new KeyError('the key in use must not stand among the retired ones');
  }
  const retired = Object.entries(retiredKeys ?? {});
  for (const [id, bytes] of [[keyId, key] as const, ...retired]) assertKeyFits(id, bytes);
  assertKeysDiffer([key, ...retired.map(([, bytes]) => bytes)]);
  return {
    keyId,
    hashes: (text, municipalityId) => {
      const hashed = (id: string, bytes: Uint8Array): LookupHash => {
        const mac = createHmac('sha256', bytes).update(`${municipalityId}\n${text.reveal()}`, 'utf8');
        return { keyId: id, hash: mac.digest() };
      };
      return [hashed(keyId, key), ...retired.map(([id, bytes]) => hashed(id, bytes))];
    },
  };
}
