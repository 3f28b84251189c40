import { indexPlaces, type Place, type PlaceIndex } from '../neighbourhood/place.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import type { RoundFacts } from './round-facts.ts';

/** What the rules look up, worked out once per round. */
export interface JudgingContext {
  readonly facts: RoundFacts;
  readonly policy: PolicyContent;
  readonly places: PlaceIndex;
  /**
   * Places that a household must keep out of because someone it is kept apart from lives there, or is promised a
   * home there, whatever the round decides.
   */
  readonly barredPlaces: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Indexes the facts of a round. */
export function createJudgingContext(facts: RoundFacts): JudgingContext {
  const places = indexPlaces(facts.places);
  return { facts, policy: facts.policy.content, places, barredPlaces: findBarredPlaces(facts, places) };
}

/** The building or neighbourhood that `scope` means for a building. */
export function placeOfScope(
  places: PlaceIndex,
  buildingId: string,
  scope: 'building' | 'neighbourhood',
): Place | undefined {
  return places.chainOf(buildingId).find((place) => place.kind === scope);
}

function findBarredPlaces(facts: RoundFacts, places: PlaceIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const inRound = new Set(facts.households.map((household) => household.id));
  const homes = Map.groupBy(
    [...facts.residents, ...(facts.promised ?? [])],
    ({ householdId }) => householdId,
  );
  const barred = new Map<string, Set<string>>();
  const bar = (household: string, other: string, scope: 'building' | 'neighbourhood'): void => {
    // Two who both take part are kept apart by the solver: either of them may yet move.
    if (!inRound.has(household) || inRound.has(other)) return;
    for (const { buildingId } of homes.get(other) ?? []) {
      const place = placeOfScope(places, buildingId, scope);
      if (place === undefined) continue;
      const set = barred.get(household) ?? new Set<string>();
      barred.set(household, set.add(place.id));
    }
  };
  for (const pair of facts.keepApart) {
    bar(pair.a, pair.b, pair.scope);
    bar(pair.b, pair.a, pair.scope);
  }
  return barred;
}
