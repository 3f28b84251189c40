import { randomBytes, randomUUID } from 'node:crypto';
import type { DataKeyOwner, KeyPurpose, KeyService } from '@boligtrapp/use-cases';
import { describe, expect, it } from 'vitest';

/** A key service under test, with what it takes to rotate it. */
export interface KeyServiceUnderTest {
  readonly service: KeyService;
  /** The same service after its key of the purpose was replaced; the one before is kept for unwrapping. */
  rotate(purpose: KeyPurpose): Promise<KeyService>;
  /** The same service without the key of the purpose that was in use before it was last replaced. */
  forget(purpose: KeyPurpose): Promise<KeyService>;
}

const DATA_KEY_BYTES = 32;
const LONGEST_KEY_ID = 256;
const SHORTEST_WRAPPED = 40;
const LONGEST_WRAPPED = 4_096;

/**
 * What every adapter of {@link KeyService} must hold, against keys in this process and against a key management service
 * alike. Called in a test file with a name and a maker of a fresh service that has a key of each purpose.
 */
export function testKeyServiceContract(name: string, make: () => Promise<KeyServiceUnderTest>): void {
  describe(`the contract of a key service: ${name}`, () => {
    it('unwraps what it wrapped, for the same owner and with the named key', async () => {
      const { service } = await make();
      for (const purpose of ['identity-number', 'protected-address', 'webhook-secret'] as const) {
        const [key, owner] = [randomBytes(DATA_KEY_BYTES), anOwner(purpose)];
        const wrapped = await service.wrap(key, owner);
        expect(wrapped.keyId).toBe(await service.currentKeyId(purpose));
        expect(Buffer.from(await service.unwrap(wrapped, owner)).equals(key)).toBe(true);
      }
    });

    it('hands out what the database can store, and nothing of the key', async () => {
      const { service } = await make();
      const key = randomBytes(DATA_KEY_BYTES);
      const { keyId, wrapped } = await service.wrap(key, anOwner());
      expect(keyId.length).toBeGreaterThan(0);
      expect(keyId.length).toBeLessThanOrEqual(LONGEST_KEY_ID);
      expect(wrapped.length).toBeGreaterThanOrEqual(SHORTEST_WRAPPED);
      expect(wrapped.length).toBeLessThanOrEqual(LONGEST_WRAPPED);
      expect(Buffer.from(wrapped).includes(key)).toBe(false);
    });

    it('wraps the same key another way each time', async () => {
      const { service } = await make();
      const [key, owner] = [randomBytes(DATA_KEY_BYTES), anOwner()];
      const [one, other] = [await service.wrap(key, owner), await service.wrap(key, owner)];
      expect(Buffer.from(one.wrapped).equals(Buffer.from(other.wrapped))).toBe(false);
    });

    it('refuses another owner in any part, another key and changed bytes', async () => {
      const { service } = await make();
      const owner = anOwner();
      const wrapped = await service.wrap(randomBytes(DATA_KEY_BYTES), owner);
      const others: readonly DataKeyOwner[] = [
        { ...owner, municipalityId: randomUUID() },
        { ...owner, dataKeyId: randomUUID() },
        { ...owner, purpose: 'protected-address' },
      ];
      for (const other of others) await expect(service.unwrap(wrapped, other)).rejects.toThrow(Error);
      await expect(service.unwrap({ ...wrapped, keyId: 'no-such-key' }, owner)).rejects.toThrow(Error);
      for (const at of [0, Math.floor(wrapped.wrapped.length / 2), wrapped.wrapped.length - 1]) {
        const changed = Buffer.from(wrapped.wrapped);
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        await expect(service.unwrap({ ...wrapped, wrapped: changed }, owner)).rejects.toThrow(Error);
      }
      await expect(service.unwrap({ ...wrapped, wrapped: new Uint8Array() }, owner)).rejects.toThrow(Error);
    });

    it('after a change of key wraps with the new one and still unwraps what the old one wrapped', async () => {
      const made = await make();
      const [key, owner] = [randomBytes(DATA_KEY_BYTES), anOwner()];
      const before = await made.service.wrap(key, owner);
      const other = await made.service.currentKeyId('protected-address');
      const service = await made.rotate('identity-number');
      const after = await service.wrap(key, owner);
      expect(after.keyId).not.toBe(before.keyId);
      expect(await service.currentKeyId('protected-address')).toBe(other);
      expect(Buffer.from(await service.unwrap(before, owner)).equals(key)).toBe(true);
      expect(Buffer.from(await service.unwrap(after, owner)).equals(key)).toBe(true);
    });

    it('without the old key rejects what that wrapped, and says nothing of what it was given', async () => {
      const made = await make();
      const [key, owner] = [randomBytes(DATA_KEY_BYTES), anOwner()];
      const before = await made.service.wrap(key, owner);
      await made.rotate('identity-number');
      const service = await made.forget('identity-number');
      const failure: unknown = await service.unwrap(before, owner).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      const said = `${String(failure)} ${JSON.stringify(failure)}`;
      for (const bytes of [key, before.wrapped]) {
        expect(said).not.toContain(Buffer.from(bytes).toString('hex'));
        expect(said).not.toContain(Buffer.from(bytes).toString('base64'));
      }
    });
  });
}

function anOwner(purpose: KeyPurpose = 'identity-number'): DataKeyOwner {
  return { purpose, municipalityId: randomUUID(), dataKeyId: randomUUID() };
}
