import { uuidv7 } from 'uuidv7';

/** Ids of new rows. */
export interface IdSource {
  /** A UUID of version 7, never the same twice and, within one process, in ascending order. */
  next(): string;
}

/** Ids by the system's time and randomness. */
export function createIdSource(): IdSource {
  return { next: uuidv7 };
}
