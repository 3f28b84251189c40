import { randomBytes } from 'node:crypto';

/** Secrets that open something to whoever knows them. */
export interface TokenSource {
  /** 64 hexadecimal digits in lower case, from a source that nobody can foresee. */
  secret(): string;
}

const SECRET_BYTES = 32;

/** Secrets from the system's cryptographic randomness. */
export function createTokenSource(): TokenSource {
  return { secret: () => randomBytes(SECRET_BYTES).toString('hex') };
}
