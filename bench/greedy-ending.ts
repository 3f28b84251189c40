import { type Ending, type Places, stayEnding, weightOf } from '@boligtrapp/testing/highs';

/** What changes while households are placed one after the other. */
interface State {
  readonly ending: Ending;
  readonly occupied: Uint8Array;
  readonly uses: Float64Array;
}

/**
 * A feasible start for a MIP: by rank, everyone gets the best free place (least misfit, then most score) that keeps
 * the limits and the others apart. Nobody who was placed is moved again.
 */
export function greedyEnding(places: Places): Ending {
  const { resources, apart } = places.problem;
  const inResources = places.dwellings.map((): number[] => []);
  const numberOf = new Map(places.dwellings.map((id, dwelling) => [id, dwelling]));
  for (const [resource, { dwellings }] of resources.entries()) {
    for (const id of dwellings) inResources[numberOf.get(id)!]!.push(resource);
  }
  const resourceNumbers = new Map(resources.map(({ id }, resource) => [id, resource]));
  const householdNumbers = new Map(places.households.map(({ id }, household) => [id, household]));
  const apartFrom = places.households.map((): { other: number; resources: Set<number> }[] => []);
  for (const { a, b, resources: listed } of apart) {
    const [first, second] = [householdNumbers.get(a)!, householdNumbers.get(b)!];
    const together = new Set(listed.map((id) => resourceNumbers.get(id)!));
    apartFrom[first]!.push({ other: second, resources: together });
    apartFrom[second]!.push({ other: first, resources: together });
  }
  const state: State = {
    ending: stayEnding(places),
    occupied: new Uint8Array(places.dwellings.length),
    uses: new Float64Array(resources.length),
  };
  const put = (place: number, sign: 1 | -1): void => {
    const [household, dwelling] = [places.household[place]!, places.dwelling[place]!];
    state.ending[household] = sign === 1 ? place : -1;
    state.occupied[dwelling] = sign === 1 ? 1 : 0;
    for (const resource of inResources[dwelling]!) {
      state.uses[resource]! += sign * weightOf(places, resources[resource]!, household);
    }
  };
  for (const place of places.stay) {
    if (place >= 0) put(place, 1);
  }
  const limits = resources.map(({ capacity }, resource) => Math.max(capacity, state.uses[resource]!));
  const fits = (place: number): boolean => {
    const [household, dwelling] = [places.household[place]!, places.dwelling[place]!];
    if (state.occupied[dwelling] === 1) return false;
    const within = inResources[dwelling]!;
    const isRoom = within.every(
      (resource) =>
        state.uses[resource]! + weightOf(places, resources[resource]!, household) <= limits[resource]!,
    );
    return isRoom && apartFrom[household]!.every((rule) => !meets(rule, within));
  };
  const meets = (rule: { other: number; resources: Set<number> }, within: readonly number[]): boolean => {
    const place = state.ending[rule.other]!;
    if (place < 0) return false;
    const others = inResources[places.dwelling[place]!]!;
    return within.some((resource) => rule.resources.has(resource) && others.includes(resource));
  };
  for (const household of places.households.keys()) {
    const stay = places.stay[household]!;
    if (stay >= 0) put(stay, -1);
    const best = movesByFigures(places, household).find(fits) ?? stay;
    if (best >= 0) put(best, 1);
  }
  return state.ending;
}

function movesByFigures(places: Places, household: number): number[] {
  const moves: number[] = [];
  for (let place = places.first[household]!; place < places.first[household + 1]!; place += 1) {
    if (places.isStay[place] === 0) moves.push(place);
  }
  return moves.toSorted(
    (a, b) => places.misfit[a]! - places.misfit[b]! || places.score[b]! - places.score[a]!,
  );
}
