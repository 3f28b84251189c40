import { type Sensitive, sensitive } from '@boligtrapp/domain';
import { decrypt } from './aes-gcm.ts';
import { KeyError } from './key-error.ts';

/** Opens identity numbers that were encrypted before there were data keys: with the named key itself. */
export interface FormerIdentityCipher {
  /** Name of the key, or undefined where the ciphertext has not that form. */
  keyIdOf(ciphertext: Uint8Array): string | undefined;
  /** Whether it has the key of this name. */
  hasKey(keyId: string): boolean;
  /** @throws {KeyError} when it was changed, belongs to somebody else, or its key is not known. */
  open(
    ciphertext: Uint8Array,
    owner: { readonly municipalityId: string; readonly personId: string },
  ): Sensitive<string>;
}

const LONGEST_KEY_ID = 32;

/**
 * Layout of such a ciphertext: length of the key id (1 byte), key id, initialisation vector (12), tag (16), rest.
 *
 * @param keys by name, the one in use and the others.
 */
export function createFormerIdentityCipher(keys: Readonly<Record<string, Uint8Array>>): FormerIdentityCipher {
  const known = new Map(Object.entries(keys));
  return {
    keyIdOf,
    hasKey: (keyId) => known.has(keyId),
    open: (ciphertext, { municipalityId, personId }) => {
      const keyId = keyIdOf(ciphertext);
      const key = keyId === undefined ? undefined : known.get(keyId);
      if (keyId === undefined || key === undefined) {
        throw new KeyError('the key of this identity number is not known here');
      }
      const header = Buffer.from([keyId.length, ...Buffer.from(keyId, 'ascii')]);
      const authenticated = Buffer.concat([header, Buffer.from(`\n${municipalityId}\n${personId}`, 'utf8')]);
      const fault = 'the identity number was changed or belongs to another person';
      const plain = decrypt(key, ciphertext.subarray(header.length), authenticated, fault);
      return sensitive(plain.toString('utf8'));
    },
  };
}

function keyIdOf(ciphertext: Uint8Array): string | undefined {
  const length = ciphertext[0] ?? 0;
  if (length === 0 || length > LONGEST_KEY_ID) return undefined;
  return Buffer.from(ciphertext).toString('ascii', 1, 1 + length);
}
