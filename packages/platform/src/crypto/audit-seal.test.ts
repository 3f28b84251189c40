import { expect, it } from 'vitest';
import { AuditSealError, createAuditSealer } from './audit-seal.ts';

const KEY = new Uint8Array(32).fill(1);
const OTHER = new Uint8Array(32).fill(2);

it('knows its own seals, of the key in use and of the retired ones', () => {
  const before = createAuditSealer({ keyId: 'a', key: KEY });
  const after = createAuditSealer({ keyId: 'b', key: OTHER, retiredKeys: { a: KEY } });
  const seal = before.seal('head 1');
  expect(seal.keyId).toBe('a');
  expect(after.isSealed('head 1', seal)).toBe(true);
  expect(after.seal('head 1')).not.toEqual(seal);
});

it('believes no other text, seal, key or name of a key', () => {
  const sealer = createAuditSealer({ keyId: 'a', key: KEY });
  const seal = sealer.seal('head 1');
  const forged = createAuditSealer({ keyId: 'a', key: OTHER }).seal('head 1');
  expect(sealer.isSealed('head 2', seal)).toBe(false);
  expect(sealer.isSealed('head 1', forged)).toBe(false);
  expect(sealer.isSealed('head 1', { ...seal, keyId: 'b' })).toBe(false);
  for (const bad of ['', 'zz', seal.seal.slice(2), `${seal.seal}00`, seal.seal.toUpperCase()]) {
    expect(sealer.isSealed('head 1', { keyId: 'a', seal: bad })).toBe(false);
  }
});

it('takes no short key and no other form of name', () => {
  expect(() => createAuditSealer({ keyId: 'a', key: KEY.subarray(1) })).toThrow(AuditSealError);
  expect(() => createAuditSealer({ keyId: 'a b', key: KEY })).toThrow(AuditSealError);
});
