import { randomBytes } from 'node:crypto';

/** Seeds of drawn lots; each is stored with its draw, so that anyone can draw again. */
export interface LotSource {
  /** 64 hexadecimal digits in lower case, from a source that nobody can foresee. */
  seed(): string;
}

const SEED_BYTES = 32;

/** Seeds from the system's cryptographic randomness. */
export function createLotSource(): LotSource {
  return { seed: () => randomBytes(SEED_BYTES).toString('hex') };
}
