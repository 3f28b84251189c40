import type { PriceList, Solution } from '../solution.ts';
import { findOption, type Model } from './model.ts';
import { createPriceVector, type PriceVector } from './price-vector.ts';
import { hasRoom, isApartFromOthers, place, type State } from './state.ts';

/** What a solution of nearly the same problem is good for: where all were, and the prices that closed its cases. */
export interface Seed {
  /** Dwelling of a household, or -1 where it was nowhere or the place does not exist any more. */
  readonly at: Int32Array;
  readonly vectors: readonly PriceVector[];
}

/** Reads what of a solution still exists in the model. Whatever it says is only a hint: it is proved or tried anew. */
export function createSeed(model: Model, solution: Solution): Seed {
  const households = new Map(model.householdIds.map((id, number) => [id, number]));
  const dwellings = new Map(model.dwellingIds.map((id, number) => [id, number]));
  const resources = new Map(model.resourceIds.map((id, number) => [id, number]));
  const at = new Int32Array(model.householdIds.length).fill(-1);
  for (const { household, dwelling } of solution.assignments) {
    const number = households.get(household);
    const where = dwellings.get(dwelling);
    if (number !== undefined && where !== undefined && findOption(model, number, where) >= 0)
      at[number] = where;
  }
  const vectors = solution.certificate.prices.flatMap((list) => {
    const vector = readList(model, list, dwellings, resources);
    return vector === undefined ? [] : [vector];
  });
  return { at, vectors };
}

function readList(
  model: Model,
  list: PriceList,
  dwellings: ReadonlyMap<string, number>,
  resources: ReadonlyMap<string, number>,
): PriceVector | undefined {
  if (Object.keys(list.classes).length > 0) return undefined;
  const ofDwellings = pick(list.dwellings, dwellings);
  const ofResources = pick(list.resources, resources);
  return createPriceVector(model, {
    dwellings: Int32Array.from(ofDwellings, ([number]) => number),
    dwellingPrices: Float64Array.from(ofDwellings, ([, price]) => price),
    resources: Int32Array.from(ofResources, ([number]) => number),
    resourcePrices: Float64Array.from(ofResources, ([, price]) => price),
    classPrices: undefined,
    misfit: list.misfit,
    excess: list.excess,
    score: list.score,
  });
}

/** Prices by number, ascending, of what still exists. */
function pick(prices: PriceList['dwellings'], numbers: ReadonlyMap<string, number>): [number, number][] {
  return Object.entries(prices)
    .flatMap(([id, price]): [number, number][] => {
      const number = numbers.get(id);
      return number === undefined ? [] : [[number, price]];
    })
    .toSorted(([a], [b]) => a - b);
}

/** Gives a household that is nowhere the dwelling that it had, if that is free and fits as it is. */
export function placeAsBefore(model: Model, state: State, seed: Seed, household: number): boolean {
  const dwelling = seed.at[household]!;
  if (dwelling < 0 || dwelling === model.current[household] || state.holder[dwelling]! >= 0) return false;
  if (!hasRoom(model, state, household, dwelling)) return false;
  if (!isApartFromOthers(model, state, household, dwelling)) return false;
  place(model, state, household, dwelling);
  return true;
}
