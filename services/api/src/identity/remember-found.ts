const MAX_AGE_MS = 60_000;

/** Asks `find` once a minute for each key that is found. What is not found is asked for again each time. */
export function rememberFound(
  find: (key: string) => Promise<string | undefined>,
  nowMs: () => number,
): (key: string) => Promise<string | undefined> {
  // Only what is found is kept, so that it holds no more than there are municipalities.
  const kept = new Map<string, { readonly value: string; readonly untilMs: number }>();
  return async (key) => {
    const known = kept.get(key);
    if (known !== undefined && nowMs() < known.untilMs) return known.value;
    const value = await find(key);
    if (value === undefined) kept.delete(key);
    else kept.set(key, { value, untilMs: nowMs() + MAX_AGE_MS });
    return value;
  };
}
