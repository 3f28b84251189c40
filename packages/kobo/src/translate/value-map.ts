/** A word of ours and the value that Kobo has for it, as the municipality has entered them. */
export interface ValuePair {
  readonly field: string;
  readonly ours: string;
  readonly kobos: string;
}

/** A value that nobody has said the meaning of: it is asked, and neither guessed nor lost. */
export interface OpenQuestion {
  readonly field: string;
  /** Whose value it is. */
  readonly side: 'kobo' | 'ours';
  readonly value: string;
}

/** What a value is on the other side, or that nobody knows. */
export type Translated<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'open'; readonly question: OpenQuestion };

/** The table of a municipality. */
export interface ValueMap {
  readonly toOurs: (field: string, value: string) => Translated<string>;
  readonly toKobo: (field: string, value: string) => Translated<string>;
}

/** What is wrong with a table: one value with two meanings. */
export class AmbiguousValueError extends Error {
  override readonly name = 'AmbiguousValueError';
  readonly pair: ValuePair;

  constructor(pair: ValuePair) {
    super(`${pair.field}: ${pair.ours} and ${pair.kobos} are paired with something else already`);
    this.pair = pair;
  }
}

/**
 * Makes a table of pairs. Each value has one partner, so that what goes out and comes back is what it was.
 *
 * @throws {AmbiguousValueError}
 */
export function createValueMap(pairs: readonly ValuePair[]): ValueMap {
  const toOurs = new Map<string, string>();
  const toKobo = new Map<string, string>();
  for (const pair of pairs) {
    const { field, ours, kobos } = pair;
    const [ourKey, koboKey] = [keyOf(field, ours), keyOf(field, kobos)];
    if (toKobo.has(ourKey) || toOurs.has(koboKey)) throw new AmbiguousValueError(pair);
    toKobo.set(ourKey, kobos);
    toOurs.set(koboKey, ours);
  }
  return {
    toOurs: (field, value) => lookUp(toOurs, { field, side: 'kobo', value }),
    toKobo: (field, value) => lookUp(toKobo, { field, side: 'ours', value }),
  };
}

function lookUp(known: ReadonlyMap<string, string>, question: OpenQuestion): Translated<string> {
  const found = known.get(keyOf(question.field, question.value));
  return found === undefined ? { kind: 'open', question } : { kind: 'known', value: found };
}

function keyOf(field: string, value: string): string {
  return JSON.stringify([field, value]);
}
