import { type AddedLoad, addLoad, findOverfilled } from '../neighbourhood/added-load.ts';
import { placeLoads, type Resident } from '../neighbourhood/load.ts';
import { indexPlaces, type Place } from '../neighbourhood/place.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import { placeOfScope } from './judging-context.ts';
import type { KeepApartPair } from './round-facts.ts';

/** What decides whether a household may be put into a dwelling outside a round. */
export interface PlacementFacts {
  readonly policy: PolicyContent;
  readonly places: readonly Place[];
  /** Who lives somewhere on the day, or is promised a home; whom the new tenant takes the place of is left out. */
  readonly residents: readonly Resident[];
  readonly keepApart: readonly KeepApartPair[];
}

/** Why a household may not live there, by the rules that every round is bound by. */
export type PlacementFault =
  | { readonly code: 'kept-apart' }
  | { readonly code: 'overfilled'; readonly overfilled: AddedLoad };

/**
 * Holds a placement that no round has proposed against the rules that protect people and places: who is kept apart from
 * somebody there, and what the places can carry. A pair comes first: no cap may be passed to learn of it. Names nobody.
 */
export function findPlacementFault(facts: PlacementFacts, placed: Resident): PlacementFault | null {
  const index = indexPlaces(facts.places);
  const others = facts.residents.filter(({ householdId }) => householdId !== placed.householdId);
  const isNear = (householdId: string, scope: KeepApartPair['scope']): boolean => {
    const place = placeOfScope(index, placed.buildingId, scope)?.id;
    return others.some(
      (other) =>
        other.householdId === householdId && placeOfScope(index, other.buildingId, scope)?.id === place,
    );
  };
  const isKeptApart = facts.keepApart.some(
    ({ a, b, scope }) =>
      (a === placed.householdId && isNear(b, scope)) || (b === placed.householdId && isNear(a, scope)),
  );
  if (isKeptApart) return { code: 'kept-apart' };
  const loads = placeLoads(facts.policy, index, others);
  const overfilled = findOverfilled(addLoad(facts.policy, index, loads, placed));
  return overfilled === undefined ? null : { code: 'overfilled', overfilled };
}
