import type { Db } from '@boligtrapp/database';
import { createKeyParts, type KeyConfig, type KeyParts } from '@boligtrapp/platform';
import { createIdentityCipher, type IdentityCipher } from '@boligtrapp/use-cases';
import { nextId } from './builders/next-id.ts';

/** Keys that protect nothing: every one is a byte repeated. */
export const TEST_KEY_CONFIG: KeyConfig = {
  identityKeyId: 'test',
  identityEncryptionKey: new Uint8Array(32).fill(1),
  identityOtherKeys: {},
  identityLookupKeyId: 'l1',
  identityLookupKey: new Uint8Array(32).fill(2),
  identityOtherLookupKeys: {},
  addressKeyId: 'test',
  addressEncryptionKey: new Uint8Array(32).fill(4),
  addressOtherKeys: {},
  webhookKeyId: 'test',
  webhookEncryptionKey: new Uint8Array(32).fill(5),
  webhookOtherKeys: {},
};

/** Parts that hold {@link TEST_KEY_CONFIG}, some keys of which may be others. */
export function testKeyParts(changes: Partial<KeyConfig> = {}): KeyParts {
  return createKeyParts({ ...TEST_KEY_CONFIG, ...changes });
}

/** The real cipher of identity numbers under test keys. */
export function testIdentityCipher(db: Db): IdentityCipher {
  return createIdentityCipher({ db, ids: { next: nextId }, ...testKeyParts() });
}
