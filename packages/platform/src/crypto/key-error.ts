/** A key does not fit, is not known, or does not open what it was given. Says nothing about key or content. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Length of every symmetric key here, in bytes. */
export const KEY_BYTES = 32;

/** Refuses a key of another length, or a name that is not 1 to 32 letters, digits or dashes. @throws {KeyError} */
export function assertKeyFits(keyId: string, key: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new KeyError(`every key must have ${KEY_BYTES} bytes`);
  if (!/^[A-Za-z0-9-]{1,32}$/.test(keyId)) {
    throw new KeyError('a key id has 1 to 32 letters, digits or dashes');
  }
}

/** Refuses a key that stands twice: a key that serves two purposes leaks for both. @throws {KeyError} */
export function assertKeysDiffer(keys: readonly Uint8Array[]): void {
  if (new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size < keys.length) {
    throw new KeyError('each key must be another');
  }
}
