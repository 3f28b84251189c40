import { randomBytes } from 'node:crypto';
import { sensitive } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { createIdentityCipher, IdentityCipherError, type IdentityKeys } from './identity-cipher.ts';

const NUMBER = sensitive('01811234567');
const OWNER = { municipalityId: 'm1', personId: 'p1' };

function someKeys(changes: Partial<IdentityKeys> = {}): IdentityKeys {
  return { keyId: '2026-1', encryptionKey: randomBytes(32), lookupKey: randomBytes(32), ...changes };
}

test('what was sealed opens for the same person, and neither part holds the number in clear', () => {
  const cipher = createIdentityCipher(someKeys());
  const sealed = cipher.seal(NUMBER, OWNER);
  expect(cipher.open(sealed.ciphertext, OWNER).reveal()).toBe('01811234567');
  expect(Buffer.concat([sealed.ciphertext, sealed.hash]).toString('latin1')).not.toContain('01811234567');
  expect(sealed.hash).toHaveLength(32);
});

test('the same number gives another ciphertext each time and the same hash', () => {
  const cipher = createIdentityCipher(someKeys());
  const [one, other] = [cipher.seal(NUMBER, OWNER), cipher.seal(NUMBER, { ...OWNER, personId: 'p2' })];
  expect(Buffer.from(one.ciphertext).equals(other.ciphertext)).toBe(false);
  expect(Buffer.from(one.ciphertext).equals(cipher.seal(NUMBER, OWNER).ciphertext)).toBe(false);
  expect(one.hash).toEqual(other.hash);
  expect(cipher.hash(NUMBER, 'm1')).toEqual(one.hash);
});

test('the hash depends on municipality, number and key', () => {
  const keys = someKeys();
  const cipher = createIdentityCipher(keys);
  const hashes = [
    cipher.hash(NUMBER, 'm1'),
    cipher.hash(NUMBER, 'm2'),
    cipher.hash(sensitive('01811234568'), 'm1'),
    createIdentityCipher({ ...keys, lookupKey: randomBytes(32) }).hash(NUMBER, 'm1'),
  ];
  expect(new Set(hashes.map((hash) => Buffer.from(hash).toString('hex'))).size).toBe(4);
});

test('a change of any bit is found', () => {
  const cipher = createIdentityCipher(someKeys());
  const { ciphertext } = cipher.seal(NUMBER, OWNER);
  for (let at = 0; at < ciphertext.length; at += 1) {
    const changed = Buffer.from(ciphertext);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => cipher.open(changed, OWNER)).toThrow(IdentityCipherError);
  }
  for (const length of [0, 1, 10, ciphertext.length - 1]) {
    expect(() => cipher.open(ciphertext.subarray(0, length), OWNER)).toThrow(IdentityCipherError);
  }
});

test('moved to another person or municipality it does not open', () => {
  const cipher = createIdentityCipher(someKeys());
  const { ciphertext } = cipher.seal(NUMBER, OWNER);
  expect(() => cipher.open(ciphertext, { ...OWNER, personId: 'p2' })).toThrow(/another person/);
  expect(() => cipher.open(ciphertext, { ...OWNER, municipalityId: 'm2' })).toThrow(/another person/);
});

test('a retired key opens what it sealed; one that is gone does not', () => {
  const old = someKeys();
  const { ciphertext } = createIdentityCipher(old).seal(NUMBER, OWNER);
  const fresh = someKeys({ keyId: '2027-1', retiredKeys: { '2026-1': old.encryptionKey } });
  expect(createIdentityCipher(fresh).open(ciphertext, OWNER).reveal()).toBe('01811234567');
  const sealedNow = createIdentityCipher(fresh).seal(NUMBER, OWNER).ciphertext;
  expect(Buffer.from(sealedNow).toString('latin1')).toContain('2027-1');
  expect(() => createIdentityCipher(someKeys({ keyId: '2027-1' })).open(ciphertext, OWNER)).toThrow(
    /not known/,
  );
});

test.for([
  ['a short key', { lookupKey: randomBytes(16) }, /32 bytes/],
  ['one key for two purposes', { lookupKey: Buffer.alloc(32), encryptionKey: Buffer.alloc(32) }, /another/],
  ['an empty key id', { keyId: '' }, /key id/],
  ['a key id that does not fit its length byte', { keyId: 'k'.repeat(33) }, /key id/],
  ['the key in use among the retired', { retiredKeys: { '2026-1': randomBytes(32) } }, /retired/],
] as const)('%s is refused', ([, changes, message]) => {
  expect(() => createIdentityCipher(someKeys(changes))).toThrow(message);
});

test('an error says nothing about the number', () => {
  const cipher = createIdentityCipher(someKeys());
  const { ciphertext } = cipher.seal(NUMBER, OWNER);
  try {
    cipher.open(ciphertext, { ...OWNER, personId: 'p2' });
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify(error) + String(error)).not.toContain('01811234567');
  }
});
