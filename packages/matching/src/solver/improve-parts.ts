import type { Explorer } from './explorer.ts';
import { type Model, pairEnd } from './model.ts';
import { costWhere, improvePart, type PartSearch, regretOf, startPartSearch } from './part-search.ts';

/** Who is served, where all are, and the effort that may be spent. */
export interface PartsTask {
  /** Of the placement, with nothing proved yet; it is of no use for anything else afterwards. */
  readonly explorer: Explorer;
  /** By rank. */
  readonly served: readonly number[];
  /** Linear programs. */
  readonly maxPrograms: number;
}

/** So many households move in a part. */
const PART_SIZE = 100;
/** By how much a household is less in turn for every time that it was. */
const TRIED = 3;
/** Each time another of the better dwellings of a household is begun with. */
const STRIDE = 3;

interface Parts {
  readonly search: PartSearch;
  /** The resource around each dwelling that a part is made of, or -1. */
  readonly placeOf: Int32Array;
  readonly tried: Int32Array;
}

/**
 * Frees one part of the households after the other, those around one that is not where it would be best, and looks
 * for something better where only they move. Changes where the served are, never who is served.
 *
 * @returns the number of parts that became better.
 */
export function improveParts({ explorer, served, maxPrograms }: PartsTask): number {
  const search = startPartSearch(explorer, served);
  const parts: Parts = {
    search,
    placeOf: choosePlaces(explorer.model),
    tried: new Int32Array(explorer.model.householdIds.length),
  };
  let better = 0;
  while (search.programs < maxPrograms) {
    const household = chooseHousehold(parts);
    if (household < 0) break;
    const part = growPart(parts, household);
    parts.tried[household]! += 1;
    if (improvePart(search, part)) better += 1;
  }
  return better;
}

/** Of the resources of a dwelling that are no more than half a part, the greatest. */
function choosePlaces(model: Model): Int32Array {
  const placeOf = new Int32Array(model.dwellingIds.length).fill(-1);
  const size = new Int32Array(placeOf.length);
  for (let resource = 0; resource < model.resourceIds.length; resource += 1) {
    const start = model.memberStart[resource]!;
    const end = model.memberStart[resource + 1]!;
    if (end - start > PART_SIZE / 2) continue;
    for (let i = start; i < end; i += 1) {
      const dwelling = model.memberList[i]!;
      if (end - start <= size[dwelling]!) continue;
      size[dwelling] = end - start;
      placeOf[dwelling] = resource;
    }
  }
  return placeOf;
}

/** Whoever is farthest from where it would be best, less so every time it was in turn; -1 where all are there. */
function chooseHousehold({ search, tried }: Parts): number {
  let best = -1;
  let most = 0;
  for (const household of search.served) {
    const regret = regretOf(search, household) / (1 + TRIED * tried[household]!);
    if (regret > most) [best, most] = [household, regret];
  }
  return best;
}

/** Those in a place that it would like to be in, those in its own, and whoever is where one of these would like to be. */
function growPart(parts: Parts, household: number): ReadonlySet<number> {
  const { search, placeOf, tried } = parts;
  const { model, state } = search.explorer;
  const part = new Set([household]);
  const liked = listLiked(search, household).toSorted(
    (a, b) => search.costs.cost[a]! - search.costs.cost[b]! || a - b,
  );
  const first = liked[(tried[household]! * STRIDE) % Math.max(1, liked.length)];
  if (first !== undefined) addHolders(parts, part, model.optionDwelling[first]!);
  addHolders(parts, part, state.at[household]!);
  for (const member of part) {
    if (part.size >= PART_SIZE) break;
    for (const option of listLiked(search, member)) addHolder(search, part, model.optionDwelling[option]!);
  }
  return part;

  function addHolders(self: Parts, growing: Set<number>, dwelling: number): void {
    const resource = placeOf[dwelling]!;
    addHolder(self.search, growing, dwelling);
    if (resource < 0) return;
    for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1)
      addHolder(self.search, growing, model.memberList[i]!);
  }
}

function addHolder({ explorer: { state }, isServed }: PartSearch, part: Set<number>, dwelling: number): void {
  const holder = state.holder[dwelling]!;
  if (holder >= 0 && isServed[holder] === 1 && part.size < PART_SIZE) part.add(holder);
}

/** Options that cost less than where a household is. */
function listLiked(search: PartSearch, household: number): number[] {
  const { model } = search.explorer;
  const here = costWhere(search, household);
  const liked: number[] = [];
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
    if (search.costs.cost[option]! < here) liked.push(option);
  return liked;
}
