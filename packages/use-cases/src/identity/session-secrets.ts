import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * What follows from the token of a session, which only the browser has: a hash to look it up by, the token against
 * forged requests, and the key of the refresh token. The database alone opens nothing.
 */

/** SHA-256 of the token; a token has 256 random bits, so that no salt is needed. */
export function hashSessionToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** What a page has to send back with everything that changes something; 43 characters of base64url. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('boligtrapp csrf').digest('base64url');
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a refresh token for whoever has the session token: nonce, tag, text. */
export function sealRefreshToken(sessionToken: string, refreshToken: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(sessionToken), nonce);
  const text = Buffer.concat([cipher.update(refreshToken, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The refresh token, or undefined where it was sealed with another session token or was changed. */
export function openRefreshToken(sessionToken: string, sealed: Uint8Array): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, keyOf(sessionToken), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function keyOf(sessionToken: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sessionToken, '', 'boligtrapp refresh token', 32));
}
