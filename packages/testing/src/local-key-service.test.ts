import { randomBytes } from 'node:crypto';
import { createLocalKeyService, KeyError } from '@boligtrapp/platform';
import type { KeyPurpose, KeyService } from '@boligtrapp/use-cases';
import { expect, it } from 'vitest';
import { testKeyServiceContract } from './key-service-contract.ts';

/** Keys by purpose, the one in use last. */
type Rings = Record<KeyPurpose, Record<string, Uint8Array>>;

function serviceOf(rings: Rings): KeyService {
  const keysOf = (purpose: KeyPurpose) => {
    const [current, ...others] = Object.entries(rings[purpose]).toReversed();
    const [keyId, key] = current ?? ['', new Uint8Array()];
    return { keyId, key, otherKeys: Object.fromEntries(others) };
  };
  return createLocalKeyService<KeyPurpose>({
    'identity-number': keysOf('identity-number'),
    'protected-address': keysOf('protected-address'),
    'webhook-secret': keysOf('webhook-secret'),
  });
}

testKeyServiceContract('keys of this process', async () => {
  let made = 0;
  const aKey = (): Record<string, Uint8Array> => {
    made += 1;
    return { [`k${made}`]: randomBytes(32) };
  };
  const rings: Rings = {
    'identity-number': aKey(),
    'protected-address': aKey(),
    'webhook-secret': aKey(),
  };
  return await Promise.resolve({
    service: serviceOf(rings),
    rotate: async (purpose) => {
      rings[purpose] = { ...rings[purpose], ...aKey() };
      return await Promise.resolve(serviceOf(rings));
    },
    forget: async (purpose) => {
      rings[purpose] = Object.fromEntries(Object.entries(rings[purpose]).slice(-1));
      return await Promise.resolve(serviceOf(rings));
    },
  });
});

const KEY = new Uint8Array(32).fill(1);
const OTHER = new Uint8Array(32).fill(2);

it.each([
  ['a short key', { keyId: 'a', key: KEY.subarray(1) }, /32 bytes/],
  ['an empty name', { keyId: '', key: KEY }, /key id/],
  ['a long name', { keyId: 'k'.repeat(33), key: KEY }, /key id/],
  ['the key in use among the others', { keyId: 'a', key: KEY, otherKeys: { a: OTHER } }, /others/],
  ['the same key twice', { keyId: 'a', key: KEY, otherKeys: { b: KEY } }, /another/],
] as const)('%s is refused', (_, keys, message) => {
  expect(() => createLocalKeyService({ x: keys })).toThrow(message);
  expect(() => createLocalKeyService({ x: keys })).toThrow(KeyError);
});

it('two purposes must have different keys', () => {
  const keys = { keyId: 'a', key: KEY };
  expect(() => createLocalKeyService({ x: keys, y: { ...keys, keyId: 'b' } })).toThrow(/another/);
});
