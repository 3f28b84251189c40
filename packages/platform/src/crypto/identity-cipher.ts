import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { type Sensitive, sensitive } from '@boligtrapp/domain';

/** Keys of an {@link IdentityCipher}; each 32 bytes, none the same as another. */
export interface IdentityKeys {
  /** Name of the encryption key, 1 to 32 letters, digits or dashes; stored in clear with each number. */
  readonly keyId: string;
  readonly encryptionKey: Uint8Array;
  /** Key of the hash for exact search. To change it, every stored hash must be computed anew. */
  readonly lookupKey: Uint8Array;
  /** Encryption keys used before, by name: they open what they sealed and seal nothing more. */
  readonly retiredKeys?: Readonly<Record<string, Uint8Array>>;
}

/** Whose number it is; part of what is authenticated, so that a number moved to another row does not open. */
export interface IdentityOwner {
  readonly municipalityId: string;
  readonly personId: string;
}

/** Seals national identity numbers (Norwegian: *fødselsnummer*), so that nobody reads them out of the database. */
export interface IdentityCipher {
  /** Encrypts and hashes a number. The same number gives another ciphertext each time, and the same hash. */
  seal(
    number: Sensitive<string>,
    owner: IdentityOwner,
  ): { readonly ciphertext: Uint8Array; readonly hash: Uint8Array };
  /** @throws {IdentityCipherError} when it was changed, belongs to someone else, or its key is not known. */
  open(ciphertext: Uint8Array, owner: IdentityOwner): Sensitive<string>;
  /** Keyed hash for exact search, 32 bytes; differs between municipalities. */
  hash(number: Sensitive<string>, municipalityId: string): Uint8Array;
}

/** A number cannot be opened, or the keys do not fit. Says nothing about the number. */
export class IdentityCipherError extends Error {
  override readonly name = 'IdentityCipherError';
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random initialisation vector for each number, and HMAC-SHA-256 for search.
 *
 * Layout of a ciphertext: length of the key id (1 byte), key id, initialisation vector (12), tag (16), rest.
 *
 * @throws {IdentityCipherError} when a key is not 32 bytes, two keys are the same, or a key id has another form.
 */
export function createIdentityCipher(keys: IdentityKeys): IdentityCipher {
  const encryptionKeys = new Map([
    ...Object.entries(keys.retiredKeys ?? {}),
    [keys.keyId, keys.encryptionKey],
  ]);
  assertKeysFit(encryptionKeys, keys);
  const header = Buffer.from([keys.keyId.length, ...Buffer.from(keys.keyId, 'ascii')]);

  function hash(number: Sensitive<string>, municipalityId: string): Uint8Array {
    return createHmac('sha256', keys.lookupKey)
      .update(`${municipalityId}\n${number.reveal()}`, 'utf8')
      .digest();
  }

  return {
    hash,
    seal(number, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, keys.encryptionKey, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(authenticated(header, owner));
      const body = Buffer.concat([cipher.update(number.reveal(), 'utf8'), cipher.final()]);
      const ciphertext = Buffer.concat([header, iv, cipher.getAuthTag(), body]);
      return { ciphertext, hash: hash(number, owner.municipalityId) };
    },
    open(ciphertext, owner) {
      const parts = split(ciphertext);
      const key = encryptionKeys.get(parts.keyId);
      if (key === undefined) throw new IdentityCipherError('the key of this identity number is not known');
      try {
        const decipher = createDecipheriv(ALGORITHM, key, parts.iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(authenticated(parts.header, owner));
        decipher.setAuthTag(parts.tag);
        return sensitive(Buffer.concat([decipher.update(parts.body), decipher.final()]).toString('utf8'));
      } catch (cause) {
        const message = 'the identity number was changed or belongs to another person';
        throw new IdentityCipherError(message, { cause });
      }
    },
  };
}

function authenticated(header: Uint8Array, owner: IdentityOwner): Buffer {
  // Ids hold no line break: no two owners give the same bytes.
  return Buffer.concat([header, Buffer.from(`\n${owner.municipalityId}\n${owner.personId}`, 'utf8')]);
}

function split(ciphertext: Uint8Array): {
  readonly keyId: string;
  readonly header: Buffer;
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly body: Buffer;
} {
  const bytes = Buffer.from(ciphertext);
  const ivAt = 1 + (bytes[0] ?? 0);
  const tagAt = ivAt + IV_BYTES;
  const bodyAt = tagAt + TAG_BYTES;
  if (bytes.length < bodyAt) throw new IdentityCipherError('this is no sealed identity number');
  return {
    keyId: bytes.toString('ascii', 1, ivAt),
    header: bytes.subarray(0, ivAt),
    iv: bytes.subarray(ivAt, tagAt),
    tag: bytes.subarray(tagAt, bodyAt),
    body: bytes.subarray(bodyAt),
  };
}

function assertKeysFit(encryptionKeys: ReadonlyMap<string, Uint8Array>, keys: IdentityKeys): void {
  const all = [...encryptionKeys.values(), keys.lookupKey];
  if (all.some((key) => key.length !== KEY_BYTES)) {
    throw new IdentityCipherError(`every key must have ${KEY_BYTES} bytes`);
  }
  if (new Set(all.map((key) => Buffer.from(key).toString('hex'))).size < all.length) {
    throw new IdentityCipherError('each key must be another');
  }
  if (![...encryptionKeys.keys()].every((id) => /^[A-Za-z0-9-]{1,32}$/.test(id))) {
    throw new IdentityCipherError('a key id has 1 to 32 letters, digits or dashes');
  }
  if (keys.retiredKeys?.[keys.keyId] !== undefined) {
    throw new IdentityCipherError('the key in use must not stand among the retired ones');
  }
}
