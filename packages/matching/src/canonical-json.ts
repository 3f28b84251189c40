import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The RFC 8785 text of a JSON value: one text for one value, on every machine.
 *
 * @throws {TypeError} when the value has no JSON form (undefined, a function).
 * @throws {Error} on NaN, infinities, lone surrogates and cycles.
 */
export function toCanonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The value has no JSON form.');
  return text;
}

/** SHA-256, in lower-case hex, of the canonical JSON of a value. */
export function sha256Hex(value: unknown): string {
  return createHash('sha256').update(toCanonicalJson(value), 'utf8').digest('hex');
}
