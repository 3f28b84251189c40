import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** The sort keys of the last row of a page, in the order of the sorting. */
export type Keyset = readonly (string | number)[];

/**
 * The text that stands for a place in a list. Callers pass it back as it is; what is in it may change any time.
 */
export function encodeCursor(keys: Keyset): string {
  return new TextEncoder()
    .encode(JSON.stringify(keys))
    .toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** The keys in a cursor of {@link encodeCursor}, or undefined when it is none of the given shape. */
export function decodeCursor<Schema extends TSchema>(
  cursor: string,
  schema: Schema,
): Static<Schema> | undefined {
  let keys: unknown;
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: 'base64url' });
    keys = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  return Value.Check(schema, keys) ? keys : undefined;
}
