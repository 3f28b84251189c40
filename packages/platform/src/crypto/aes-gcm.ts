import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyError } from './key-error.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Initialisation vector (12), tag (16), and the encrypted rest. The vector is drawn for each call. */
export function encrypt(key: Uint8Array, plain: Uint8Array, authenticated: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** The inverse of {@link encrypt}. @throws {KeyError} with `fault` where key, bytes or what is authenticated differ. */
export function decrypt(
  key: Uint8Array,
  encrypted: Uint8Array,
  authenticated: Uint8Array,
  fault: string,
): Buffer {
  const bytes = Buffer.from(encrypted);
  const bodyAt = IV_BYTES + TAG_BYTES;
  if (bytes.length < bodyAt) throw new KeyError(fault);
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated);
    decipher.setAuthTag(bytes.subarray(IV_BYTES, bodyAt));
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]);
  } catch (cause) {
    throw new KeyError(fault, { cause });
  }
}

/** Texts one after the other, each behind its length: no two lists give the same bytes. */
export function framed(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
