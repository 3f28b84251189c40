/** Why two households may be one: the same identity number, or the same name and birth date. */
export type DuplicateGround = 'identity-number' | 'name-and-birth-date';

/** What is known of an adult member; null where it is not. */
export interface DuplicateSubject {
  readonly householdId: string;
  /** Keyed hash, never the number. */
  readonly identityNumberHash: string | null;
  readonly name: string | null;
  readonly birthDate: string | null;
}

/** Households that hang together by common keys, directly or through others. */
export interface DuplicateGroup {
  /** Two or more, sorted. */
  readonly householdIds: readonly string[];
  readonly grounds: readonly DuplicateGround[];
}

/**
 * Groups of households that may be registered more than once. Two are joined when they share a key; what is not known
 * is no key, so a null never equals a null. Names are compared without case and surplus blanks. Groups are sorted by
 * their first household; the order of the subjects does not matter. Time: nearly linear in the number of subjects.
 */
export function duplicateGroups(subjects: readonly DuplicateSubject[]): readonly DuplicateGroup[] {
  const sets = createDisjointSets();
  const holders = new Map<string, { readonly ground: DuplicateGround; readonly households: Set<string> }>();
  for (const subject of subjects) {
    for (const [ground, key] of keysOf(subject)) {
      const holder = holders.get(key) ?? { ground, households: new Set<string>() };
      holders.set(key, holder);
      const [first = subject.householdId] = holder.households;
      holder.households.add(subject.householdId);
      sets.join(first, subject.householdId);
    }
  }
  const grounds = new Map<string, Set<DuplicateGround>>();
  const members = new Map<string, Set<string>>();
  for (const { ground, households } of holders.values()) {
    const [first = ''] = households;
    const root = sets.rootOf(first);
    members.set(root, (members.get(root) ?? new Set()).union(households));
    if (households.size > 1) grounds.set(root, (grounds.get(root) ?? new Set()).add(ground));
  }
  return [...members]
    .filter(([, households]) => households.size > 1)
    .map(([root, households]) => ({
      householdIds: [...households].toSorted(),
      grounds: [...(grounds.get(root) ?? [])].toSorted(),
    }))
    .toSorted((a, b) => ((a.householdIds[0] ?? '') < (b.householdIds[0] ?? '') ? -1 : 1));
}

function keysOf(subject: DuplicateSubject): readonly (readonly [DuplicateGround, string])[] {
  const keys: (readonly [DuplicateGround, string])[] = [];
  const { identityNumberHash, birthDate } = subject;
  if (identityNumberHash !== null) keys.push(['identity-number', `number ${identityNumberHash}`]);
  const name = subject.name?.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('nb') ?? '';
  if (name !== '' && birthDate !== null) keys.push(['name-and-birth-date', `name ${birthDate} ${name}`]);
  return keys;
}

/** Disjoint sets of texts (union–find) with path halving. */
function createDisjointSets(): {
  readonly rootOf: (item: string) => string;
  readonly join: (a: string, b: string) => void;
} {
  const parents = new Map<string, string>();
  const rootOf = (item: string): string => {
    let root = item;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) {
      const above = parents.get(parent);
      if (above !== undefined) parents.set(root, above);
      root = above ?? parent;
    }
    return root;
  };
  const join = (a: string, b: string): void => {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    if (rootA !== rootB) parents.set(rootB, rootA);
  };
  return { rootOf, join };
}
