import { randomBytes } from 'node:crypto';
import { createIdentityCipher } from '@boligtrapp/platform';
import type { AddressCipher } from '@boligtrapp/use-cases';

const KEY_BYTES = 32;

/** Seals addresses as identity numbers are sealed, under a key of their own. Nothing is found by its hash. */
export function createAddressCipher(keyId: string, encryptionKey: Uint8Array): AddressCipher {
  const cipher = createIdentityCipher({ keyId, encryptionKey, lookupKey: randomBytes(KEY_BYTES) });
  return {
    seal: async (text, owner) => await Promise.resolve(cipher.seal(text, owner).ciphertext),
    open: async (ciphertext, owner) => await Promise.resolve(cipher.open(ciphertext, owner)),
  };
}
