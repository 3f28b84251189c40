import { createHash } from 'node:crypto';

/** Groups of equal households and the order in which the lot put them. */
export interface DrawnLots<T> {
  /** All groups, each in its final order. */
  readonly ordered: readonly (readonly T[])[];
  /** The groups that held more than one household, by id. */
  readonly options: readonly (readonly string[])[];
  /** The same groups in the drawn order. */
  readonly result: readonly (readonly string[])[];
}

/**
 * Settles ties by a lot that anyone can draw again: within a group the households stand in ascending order of
 * SHA-256 over the seed, a colon and the household id (text, UTF-8).
 */
export function drawLots<T extends { readonly householdId: string }>(
  groups: readonly (readonly T[])[],
  seed: string,
): DrawnLots<T> {
  const ordered = groups.map((group) =>
    group.length === 1
      ? group
      : group
          .map((entry) => ({ entry, key: drawKey(seed, entry.householdId) }))
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ entry }) => entry),
  );
  const ids = (list: readonly (readonly T[])[]): readonly (readonly string[])[] =>
    list.filter((group) => group.length > 1).map((group) => group.map((entry) => entry.householdId));
  return { ordered, options: ids(groups), result: ids(ordered) };
}

function drawKey(seed: string, householdId: string): string {
  return createHash('sha256').update(`${seed}:${householdId}`, 'utf8').digest('hex');
}
