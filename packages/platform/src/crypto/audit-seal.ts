import { createHmac, timingSafeEqual } from 'node:crypto';

/** Keys that seal the trails; each at least 32 bytes, held outside the database. */
export interface AuditKeys {
  /** Name of the key in use, 1 to 32 letters, digits or dashes; stands in clear beside each seal. */
  readonly keyId: string;
  readonly key: Uint8Array;
  /** Keys used before, by name: they prove what they sealed and seal nothing more. */
  readonly retiredKeys?: Readonly<Record<string, Uint8Array>>;
}

/** What proves that a text was sealed by a holder of the key. */
export interface AuditSeal {
  readonly keyId: string;
  /** HMAC-SHA-256 in hex. */
  readonly seal: string;
}

/** Seals texts of the audit trail, and tells a true seal from any other. */
export interface AuditSealer {
  readonly seal: (text: string) => AuditSeal;
  /** False also where the key is not known: what cannot be proven is not believed. */
  isSealed(text: string, seal: AuditSeal): boolean;
}

/** A key is too short, or its name has another form. Says nothing about the key. */
export class AuditSealError extends Error {
  override readonly name = 'AuditSealError';
}

const SHORTEST_KEY_BYTES = 32;

/** A sealer with these keys. @throws {AuditSealError} when a key is shorter than 32 bytes or a name has another form. */
export function createAuditSealer({ keyId, key, retiredKeys }: AuditKeys): AuditSealer {
  const keys = new Map([...Object.entries(retiredKeys ?? {}), [keyId, key]]);
  for (const [id, bytes] of keys) {
    if (bytes.length < SHORTEST_KEY_BYTES)
      throw new AuditSealError(`a key has at least ${SHORTEST_KEY_BYTES} bytes`);
    if (!/^[A-Za-z0-9-]{1,32}$/.test(id)) {
      throw new AuditSealError('a key id has 1 to 32 letters, digits or dashes');
    }
  }
  return {
    seal: (text) => ({ keyId, seal: sealWith(key, text).toString('hex') }),
    isSealed: (text, given) => {
      const known = keys.get(given.keyId);
      if (known === undefined || !/^[0-9a-f]{64}$/.test(given.seal)) return false;
      return timingSafeEqual(sealWith(known, text), Buffer.from(given.seal, 'hex'));
    },
  };
}

function sealWith(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
