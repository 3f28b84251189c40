import type { FactChange, RoundFacts } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';

/** A change that whoever signed has accepted, as the minutes keep it. */
export interface AcceptedChange extends Pick<FactChange, 'kind' | 'subject' | 'id' | 'otherId'> {
  /** SHA-256 in hex over what is now so of the one that changed: when it changes again, this is another one. */
  readonly stateHash: string;
}

/** The change with the state that it led to. */
export function toAcceptedChange(
  today: RoundFacts,
  { kind, subject, id, otherId }: FactChange,
): AcceptedChange {
  const isIt = (item: { readonly id: string }): boolean => item.id === id;
  const isHere = ({ householdId }: { readonly householdId: string }): boolean => householdId === id;
  // Ranks follow from all households together.
  const { rank: _, ...household } = today.households.find(isIt) ?? { rank: 0 };
  const state = {
    policy: subject === 'policy-set' ? today.policy.hash : null,
    household,
    dwelling: today.dwellings.find(isIt) ?? null,
    place: today.places.find(isIt) ?? null,
    residents: today.residents.filter(isHere),
    promised: (today.promised ?? []).filter(isHere),
  };
  return { kind, subject, id, otherId, stateHash: sha256Hex(state) };
}

/** Whether a stored signature has accepted all of `changes`. */
export function coversChanges(stored: unknown, changes: readonly AcceptedChange[]): boolean {
  const signed: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const accepted = new Set(signed.map((one) => keyOf(one)));
  return changes.every((change) => accepted.has(keyOf(change)));
}

/**
 * The accepted changes as the minutes name them: kind and id. Not who is kept apart from whom, and not who lives where;
 * whoever reads the minutes may know neither.
 */
export function changesForMinutes(
  stored: unknown,
): readonly (Pick<AcceptedChange, 'kind' | 'subject'> & { readonly id: string | null })[] {
  const signed: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return signed.flatMap((change) => {
    if (typeof change !== 'object' || change === null) return [];
    const { kind, subject, id }: Partial<AcceptedChange> = change;
    if (kind === undefined || subject === undefined) return [];
    return [{ kind, subject, id: kind === 'keep-apart-changed' ? null : (id ?? null) }];
  });
}

/** The same whatever the order of the properties: the database sorts them. */
function keyOf(change: unknown): string {
  if (typeof change !== 'object' || change === null) return '';
  const { kind, subject, id, otherId, stateHash }: Partial<AcceptedChange> = change;
  return JSON.stringify([kind, subject, id, otherId, stateHash]);
}
