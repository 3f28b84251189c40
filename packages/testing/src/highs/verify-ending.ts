import type { Objective, ProblemResource } from '@boligtrapp/matching';
import type { Ending, Places } from './places.ts';

/** What an ending is worth, in exact integers. */
export interface EndingFigures extends Objective {
  /** By rank: 1 for each household that ends in another dwelling than today. */
  readonly isServed: Uint8Array;
}

/**
 * Goes through every rule of the format, straight from the problem and in integers: a MIP solver works with
 * tolerances, so nothing that it says is believed before this.
 *
 * @throws {Error} when the ending breaks a rule.
 */
export function verifyEnding(places: Places, ending: Ending): EndingFigures {
  const isServed = new Uint8Array(places.households.length);
  const occupant = new Int32Array(places.dwellings.length).fill(-1);
  let misfit = 0;
  let score = 0;
  for (const [household, place] of ending.entries()) {
    if (place < 0) {
      if (places.stay[household]! >= 0) throw broken(`${nameOf(places, household)} moves out into nothing`);
      continue;
    }
    if (places.household[place] !== household) throw broken(`place ${place} is not of ${household}`);
    const dwelling = places.dwelling[place]!;
    if (occupant[dwelling]! >= 0) throw broken(`two households end in ${places.dwellings[dwelling]}`);
    occupant[dwelling] = household;
    if (places.isStay[place] === 1) continue;
    isServed[household] = 1;
    misfit += places.misfit[place]!;
    score += places.score[place]!;
  }
  const dwellingNumbers = new Map(places.dwellings.map((id, dwelling) => [id, dwelling]));
  const today = new Int32Array(places.dwellings.length).fill(-1);
  for (const [household, place] of places.stay.entries()) {
    if (place >= 0) today[places.dwelling[place]!] = household;
  }
  let excess = 0;
  for (const resource of places.problem.resources) {
    const use = useOf(places, resource, { occupant, dwellingNumbers });
    const limit = Math.max(resource.capacity, useOf(places, resource, { occupant: today, dwellingNumbers }));
    if (use > limit) throw broken(`${resource.id} holds ${use} of ${limit}`);
    if (resource.soft !== undefined) excess += Math.max(0, use - resource.soft);
  }
  verifyApart(places, ending);
  return { isServed, misfit, excess, score };
}

/** What a household uses of a resource. */
export function weightOf(places: Places, resource: ProblemResource, household: number): number {
  const { id, load } = places.households[household]!;
  if (resource.weight === 'load') return load;
  if (resource.weight === 'one') return 1;
  return Object.hasOwn(resource.weight, id) ? (resource.weight[id] ?? 0) : 0;
}

function useOf(
  places: Places,
  resource: ProblemResource,
  at: { readonly occupant: Int32Array; readonly dwellingNumbers: ReadonlyMap<string, number> },
): number {
  let use = 0;
  for (const id of resource.dwellings) {
    const household = at.occupant[at.dwellingNumbers.get(id) ?? -1] ?? -1;
    if (household >= 0) use += weightOf(places, resource, household);
  }
  return use;
}

function verifyApart(places: Places, ending: Ending): void {
  const numbers = new Map(places.households.map(({ id }, household) => [id, household]));
  const resources = new Map(places.problem.resources.map((resource) => [resource.id, resource]));
  for (const { a, b, resources: listed } of places.problem.apart) {
    const placeOfA = ending[numbers.get(a)!]!;
    const placeOfB = ending[numbers.get(b)!]!;
    if (placeOfA < 0 || placeOfB < 0) continue;
    if (places.isStay[placeOfA] === 1 && places.isStay[placeOfB] === 1) continue;
    const [atA, atB] = [placeOfA, placeOfB].map((place) => places.dwellings[places.dwelling[place]!]!);
    for (const id of listed) {
      const dwellings = resources.get(id)?.dwellings ?? [];
      if (dwellings.includes(atA!) && dwellings.includes(atB!)) throw broken(`${a} and ${b} meet in ${id}`);
    }
  }
}

function nameOf(places: Places, household: number): string {
  return places.households[household]?.id ?? `household ${household}`;
}

function broken(what: string): Error {
  return new Error(`Not a feasible assignment: ${what}.`);
}
