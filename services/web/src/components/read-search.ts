/** What stands behind the `?` of an address, as the router read it: nobody vouches for it. */
export type RawSearch = Readonly<Record<string, unknown>>;

/** One of the words, or undefined for anything else. */
export function wordOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

/** A whole number between two ends, both inclusive, or undefined. */
export function numberOf(value: unknown, least: number, most: number): number | undefined {
  const given = typeof value === 'string' ? Number(value) : value;
  return typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most
    ? given
    : undefined;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id, or undefined. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined;
}

/** The entries that have a value. */
export function withoutUndefined<Search extends object>(
  search: Search,
): { [Key in keyof Search]?: NonNullable<Search[Key]> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left has a value
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Search]?: NonNullable<Search[Key]>;
  };
}
