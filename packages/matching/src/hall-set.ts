import { compareIds } from './problem.ts';
import type { Certificate, HallSetProof } from './solution.ts';

/** The whole of a Hall set: dwellings and the households that need them all, both by id. */
export interface ExpandedHallSet {
  readonly dwellings: readonly string[];
  readonly households: readonly string[];
}

/** Joins the sets that a proof names with every set they need. Indices that do not exist add nothing. */
export function expandHallSet(certificate: Certificate, proof: HallSetProof): ExpandedHallSet {
  const { hallSets } = certificate.servedSet;
  const open = [...proof.sets];
  const seen = new Set<number>(open);
  const dwellings = new Set<string>();
  const households = new Set<string>();
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const set = hallSets[index];
    if (set === undefined) continue;
    for (const id of set.dwellings) dwellings.add(id);
    for (const id of set.households) households.add(id);
    for (const needed of set.needs) {
      if (seen.has(needed)) continue;
      seen.add(needed);
      open.push(needed);
    }
  }
  return {
    dwellings: [...dwellings].toSorted(compareIds),
    households: [...households].toSorted(compareIds),
  };
}
