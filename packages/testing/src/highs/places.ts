import type { Problem, ProblemHousehold } from '@boligtrapp/matching';

/**
 * A problem in numbers: households by rank, and every place where one may end. A place is a pair, or (last of its
 * household) staying in the current dwelling.
 */
export interface Places {
  readonly problem: Problem;
  /** By rank, the first one first. */
  readonly households: readonly ProblemHousehold[];
  /** Ids in the order of the problem. */
  readonly dwellings: readonly string[];
  /** Household h has the places from `first[h]` up to, but not including, `first[h + 1]`. */
  readonly first: Int32Array;
  readonly household: Int32Array;
  readonly dwelling: Int32Array;
  /** Both 0 for staying. */
  readonly misfit: Int32Array;
  readonly score: Int32Array;
  readonly isStay: Uint8Array;
  /** The place in which household h stays; -1 for one that has no dwelling today. */
  readonly stay: Int32Array;
}

/** The place of each household, by rank; -1 where it ends nowhere. */
export type Ending = Int32Array;

/** Numbers the places of a problem that `parseProblem` accepted. A pair with the own current dwelling is left out. */
export function numberPlaces(problem: Problem): Places {
  const households = problem.households.toSorted((a, b) => a.rank - b.rank);
  const numberOf = new Map(households.map(({ id }, household) => [id, household]));
  const dwellings = problem.dwellings.map(({ id }) => id);
  const dwellingOf = new Map(dwellings.map((id, dwelling) => [id, dwelling]));
  const pairsOf = households.map((): number[] => []);
  for (const [pair, { household, dwelling }] of problem.pairs.entries()) {
    const number = numberOf.get(household) ?? -1;
    if (households[number]?.current !== dwelling) pairsOf[number]?.push(pair);
  }
  const movers = households.filter(({ current }) => current !== null).length;
  const count = pairsOf.reduce((sum, pairs) => sum + pairs.length, movers);
  const places = {
    problem,
    households,
    dwellings,
    first: new Int32Array(households.length + 1),
    household: new Int32Array(count),
    dwelling: new Int32Array(count),
    misfit: new Int32Array(count),
    score: new Int32Array(count),
    isStay: new Uint8Array(count),
    stay: new Int32Array(households.length).fill(-1),
  };
  let place = 0;
  for (const [household, { current }] of households.entries()) {
    places.first[household] = place;
    for (const pair of pairsOf[household] ?? []) {
      const { dwelling, misfit, score } = problem.pairs[pair]!;
      places.household[place] = household;
      places.dwelling[place] = dwellingOf.get(dwelling)!;
      places.misfit[place] = misfit;
      places.score[place] = score;
      place += 1;
    }
    if (current === null) continue;
    places.household[place] = household;
    places.dwelling[place] = dwellingOf.get(current)!;
    places.isStay[place] = 1;
    places.stay[household] = place;
    place += 1;
  }
  places.first[households.length] = place;
  return places;
}

/** Everyone where they are today: always feasible. */
export function stayEnding(places: Places): Ending {
  return places.stay.slice();
}
