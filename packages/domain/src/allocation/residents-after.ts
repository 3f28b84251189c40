import type { Resident } from '../neighbourhood/load.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from './round-facts.ts';

/** Which household of a round gets which of its dwellings; who is not in it stays where it is. */
export type Ending = ReadonlyMap<string, string>;

/**
 * Who lives where once the households of `ending` have moved, and those who are promised a home have moved in.
 * Dwellings and households that are not of the round are passed over.
 */
export function residentsAfter(facts: RoundFacts, ending: Ending): readonly Resident[] {
  const dwellings = new Map(facts.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const households = new Map(facts.households.map((household) => [household.id, household]));
  const promised = facts.promised ?? [];
  const leaving = new Set([...ending.keys(), ...promised.map(({ householdId }) => householdId)]);
  const placed = [...ending].flatMap(([householdId, dwellingId]): readonly Resident[] => {
    const dwelling = dwellings.get(dwellingId);
    const household = households.get(householdId);
    if (dwelling === undefined || household === undefined) return [];
    return [residentIn(household, dwelling)];
  });
  return [...facts.residents.filter(({ householdId }) => !leaving.has(householdId)), ...promised, ...placed];
}

/** The household as somebody who lives in the dwelling, with all that it adds to the load of its places. */
export function residentIn(
  { id, track, level, extraLoad = 0 }: Pick<RoundHousehold, 'id' | 'track' | 'level' | 'extraLoad'>,
  dwelling: Pick<RoundDwelling, 'id' | 'buildingId'>,
): Resident {
  return {
    householdId: id,
    dwellingId: dwelling.id,
    buildingId: dwelling.buildingId,
    track,
    level,
    extraLoad,
  };
}
