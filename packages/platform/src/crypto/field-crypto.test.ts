import { randomBytes } from 'node:crypto';
import { sensitive } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { createFieldCrypto } from './field-crypto.ts';
import { createFormerIdentityCipher } from './former-identity-cipher.ts';
import { KeyError } from './key-error.ts';
import { createLookupHasher } from './lookup-hasher.ts';

const NUMBER = sensitive('01811234567');
const ID = '019a0000-0000-7000-8000-00000000abcd';
const PLACE = {
  purpose: 'identity-number',
  municipalityId: 'm1',
  table: 'persons',
  column: 'identity_number_ciphertext',
  rowId: 'p1',
};
const crypto = createFieldCrypto();
const aKey = (id = ID): { readonly id: string; readonly key: Uint8Array } => ({ id, key: randomBytes(32) });

test('what was sealed opens at the same place, and holds the number nowhere in clear', () => {
  const key = aKey();
  const sealed = crypto.seal(key, PLACE, NUMBER);
  expect(crypto.open(key, PLACE, sealed).reveal()).toBe('01811234567');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('01811234567');
  expect(crypto.dataKeyIdOf(sealed)).toBe(ID);
  expect(
    Buffer.from(sealed)
      .subarray(0, 17)
      .equals(Buffer.from(crypto.prefixOf(ID))),
  ).toBe(true);
  expect(Buffer.from(crypto.seal(key, PLACE, NUMBER)).equals(Buffer.from(sealed))).toBe(false);
});

test.each(Object.keys(PLACE))('moved to another %s it does not open', (part) => {
  const key = aKey();
  const sealed = crypto.seal(key, PLACE, NUMBER);
  expect(() => crypto.open(key, { ...PLACE, [part]: 'other' }, sealed)).toThrow(KeyError);
});

test('parts of a place cannot be shifted into one another', () => {
  const key = aKey();
  const sealed = crypto.seal(key, { ...PLACE, table: 'ab', column: 'c' }, NUMBER);
  expect(() => crypto.open(key, { ...PLACE, table: 'a', column: 'bc' }, sealed)).toThrow(KeyError);
});

test('a change of any bit is found, and so is any cut', () => {
  const key = aKey();
  const sealed = crypto.seal(key, PLACE, NUMBER);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => crypto.open(key, PLACE, changed)).toThrow(KeyError);
    expect(() => crypto.open(key, PLACE, sealed.subarray(0, at))).toThrow(KeyError);
  }
});

test('another data key does not open it, under its own name or this one', () => {
  const sealed = crypto.seal(aKey(), PLACE, NUMBER);
  expect(() => crypto.open(aKey(), PLACE, sealed)).toThrow(KeyError);
  expect(() => crypto.open(aKey('019a0000-0000-7000-8000-00000000abce'), PLACE, sealed)).toThrow(/another/);
});

test('an error says nothing about the number', () => {
  const sealed = crypto.seal(aKey(), PLACE, NUMBER);
  try {
    crypto.open(aKey(), PLACE, sealed);
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify(error) + String(error)).not.toContain('01811234567');
  }
});

// Written by the cipher from before there were data keys, with a key of ones for person p1 of municipality m1.
const FORMER = Buffer.from(
  '06323032362d3193af8cce91e1217ec4a8f79516a351000975a50f02f3bc81e41ade31b746f48296267d3da9fe9d',
  'hex',
);
const FORMER_HASH = 'd0712b68934a8bc32c97575aa4d8140161486fcfb61c963e0bfaa3f21eec167e';
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const OWNER = { municipalityId: 'm1', personId: 'p1' };

test('a number from before there were data keys opens, for its owner and with its key only', () => {
  const cipher = createFormerIdentityCipher({ '2026-1': new Uint8Array(32).fill(1) });
  expect(cipher.keyIdOf(FORMER)).toBe('2026-1');
  expect(crypto.dataKeyIdOf(FORMER)).toBeUndefined();
  expect(cipher.open(FORMER, OWNER).reveal()).toBe('01811234567');
  expect(() => cipher.open(FORMER, { ...OWNER, personId: 'p2' })).toThrow(/another person/);
  expect(() => cipher.open(FORMER, { ...OWNER, municipalityId: 'm2' })).toThrow(/another person/);
  expect(() => createFormerIdentityCipher({}).open(FORMER, OWNER)).toThrow(/not known/);
  expect(cipher.keyIdOf(crypto.seal(aKey(), PLACE, NUMBER))).toBeUndefined();
});

test('a hash is the same as before lookup keys had names, and differs by municipality, number and key', () => {
  const key = new Uint8Array(32).fill(2);
  const hasher = createLookupHasher({ keyId: 'l1', key });
  expect(hexOf(hasher.hashes(NUMBER, 'm1')[0].hash)).toBe(FORMER_HASH);
  const hashes = [
    ...hasher.hashes(NUMBER, 'm1'),
    ...hasher.hashes(NUMBER, 'm2'),
    ...hasher.hashes(sensitive('01811234568'), 'm1'),
    ...createLookupHasher({ keyId: 'l1', key: new Uint8Array(32).fill(5) }).hashes(NUMBER, 'm1'),
  ];
  expect(new Set(hashes.map(({ hash }) => hexOf(hash))).size).toBe(4);
});

test('while the lookup key is changed there are two hashes, the new one first', () => {
  const [old, fresh] = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(6)];
  const hasher = createLookupHasher({ keyId: 'l2', key: fresh, otherKeys: { l1: old } });
  const hashes = hasher.hashes(NUMBER, 'm1');
  expect(hashes.map(({ keyId }) => keyId)).toEqual(['l2', 'l1']);
  expect(Buffer.from(hashes[1]?.hash ?? []).toString('hex')).toBe(FORMER_HASH);
});
