import { randomBytes } from 'node:crypto';
import { type Sensitive, sensitive } from '@boligtrapp/domain';
import { decrypt, encrypt, framed } from './aes-gcm.ts';
import { KEY_BYTES, KeyError } from './key-error.ts';

/** A key that encrypts fields of one municipality for one purpose, in clear: it never leaves the process. */
export interface DataKey {
  /** A UUID; stands in clear in every ciphertext. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where a field lies. All of it is authenticated: a ciphertext that is moved to another place does not open. */
export interface FieldPlace {
  /** What the key is for, such as `identity-number`. */
  readonly purpose: string;
  readonly municipalityId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** Encrypts fields under data keys. */
export interface FieldCrypto {
  /** 32 random bytes. */
  newDataKey(): Uint8Array;
  /** The same text gives another ciphertext each time. */
  seal(key: DataKey, place: FieldPlace, text: Sensitive<string>): Uint8Array;
  /** @throws {KeyError} when it was changed, belongs to another place, or the key is another. */
  open(key: DataKey, place: FieldPlace, ciphertext: Uint8Array): Sensitive<string>;
  /** Id of the data key that opens it, or undefined where it is no ciphertext of this form. */
  dataKeyIdOf(ciphertext: Uint8Array): string | undefined;
  /** The bytes that every ciphertext under this data key begins with, and no other. */
  prefixOf(dataKeyId: string): Uint8Array;
}

/**
 * First byte of a ciphertext. Ciphertexts from before data keys begin with the length of a key id, which is 32 at most.
 */
const FORM = 0xe1;
const ID_BYTES = 16;
const PREFIX_BYTES = 1 + ID_BYTES;

/**
 * AES-256-GCM. Layout of a ciphertext: form (1 byte), id of the data key (16), initialisation vector (12), tag (16),
 * rest.
 */
export function createFieldCrypto(): FieldCrypto {
  return {
    newDataKey: () => randomBytes(KEY_BYTES),
    seal: ({ id, key }, place, text) => {
      const prefix = prefixOf(id);
      const body = encrypt(key, Buffer.from(text.reveal(), 'utf8'), authenticated(prefix, place));
      return Buffer.concat([prefix, body]);
    },
    open: ({ id, key }, place, ciphertext) => {
      const prefix = prefixOf(id);
      const bytes = Buffer.from(ciphertext);
      if (!bytes.subarray(0, PREFIX_BYTES).equals(prefix)) {
        throw new KeyError('this was encrypted with another data key');
      }
      const fault = 'the field was changed or belongs to another place';
      const plain = decrypt(key, bytes.subarray(PREFIX_BYTES), authenticated(prefix, place), fault);
      return sensitive(plain.toString('utf8'));
    },
    dataKeyIdOf: (ciphertext) => {
      const bytes = Buffer.from(ciphertext);
      if (bytes.length < PREFIX_BYTES || bytes[0] !== FORM) return undefined;
      return bytes
        .toString('hex', 1, PREFIX_BYTES)
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
    prefixOf,
  };
}

function prefixOf(dataKeyId: string): Buffer {
  const id = Buffer.from(dataKeyId.replaceAll('-', ''), 'hex');
  if (id.length !== ID_BYTES) throw new KeyError('the id of a data key is a UUID');
  return Buffer.concat([Buffer.from([FORM]), id]);
}

function authenticated(prefix: Uint8Array, place: FieldPlace): Buffer {
  const { purpose, municipalityId, table, column, rowId } = place;
  return Buffer.concat([prefix, framed([purpose, municipalityId, table, column, rowId])]);
}
