import { compareIds, type Problem, type ProblemResource } from '../problem.ts';
import { findReach, findTooMuch } from './reach.ts';

/*
 * The solver works on numbers: households are 0, 1, 2 … by rank, dwellings and resources 0, 1, 2 … by id, so
 * that nothing can depend on the order of the input. Lists of lists are "compressed rows": the items of row i
 * are list[start[i]] up to, but not including, list[start[i + 1]].
 *
 * NOTE: the folder reads typed arrays with `!`. Every index comes from this model, and a fallback value would
 * hide a wrong index instead of failing.
 */

/** Two households that are kept apart, as seen from one of them. */
export interface ApartFrom {
  readonly other: number;
  readonly resources: readonly number[];
}

/** More dwellings than this make a problem large: proofs seldom close there, and less effort goes into them. */
export const LARGE_DWELLINGS = 400;

/** How a household uses a resource: its load, one, or its own figure. */
export const WEIGHT_KIND = { load: 0, one: 1, own: 2 } as const;

/**
 * The problem in numbers. An option is a place where a household may end: each of its pairs (without the own current
 * dwelling) by dwelling, and for one that lives somewhere, as the last one, staying.
 */
export interface Model {
  readonly householdIds: readonly string[];
  readonly dwellingIds: readonly string[];
  readonly resourceIds: readonly string[];
  /** Dwelling the household lives in, or -1. */
  readonly current: Int32Array;
  readonly classes: Int32Array;
  readonly loads: Int32Array;
  /** The different loads, ascending, and the place of each household's own among them. */
  readonly loadSteps: Int32Array;
  readonly loadStep: Int32Array;
  /** Options of a household. */
  readonly optionStart: Int32Array;
  readonly optionDwelling: Int32Array;
  readonly optionMisfit: Int32Array;
  readonly optionScore: Int32Array;
  /** Household of an option. */
  readonly optionHousehold: Int32Array;
  /** The option of staying, or -1. */
  readonly stayOption: Int32Array;
  /** Resources of a dwelling, ascending. */
  readonly resourceStart: Int32Array;
  readonly resourceList: Int32Array;
  /** Dwellings of a resource, ascending. */
  readonly memberStart: Int32Array;
  readonly memberList: Int32Array;
  /** What a household uses of a resource: weights[resource][household]. */
  readonly weights: readonly Int32Array[];
  /** One of `WEIGHT_KIND` for each resource. */
  readonly weightKind: Uint8Array;
  /** The greater of capacity and the use of today. */
  readonly limit: Float64Array;
  /** The most of it that can be used: households are whole, so that it may be less than the limit. */
  readonly reach: Float64Array;
  /** Options that overfill a resource by themselves. */
  readonly tooMuch: Int32Array;
  /** Soft level; infinite where there is none. */
  readonly soft: Float64Array;
  /** The greatest size of any figure, weight or limit: prices must leave its multiples exact. */
  readonly greatest: number;
  /** By household; `undefined` for nearly all. */
  readonly apart: readonly (readonly ApartFrom[] | undefined)[];
}

/** Turns a valid problem into numbers. Linear in its size, apart from sorting. */
export function createModel(problem: Problem): Model {
  const households = problem.households.toSorted((a, b) => a.rank - b.rank);
  const dwellingIds = problem.dwellings.map((dwelling) => dwelling.id).toSorted(compareIds);
  const resources = problem.resources.toSorted((a, b) => compareIds(a.id, b.id));
  const householdIndex = indexOf(households.map((household) => household.id));
  const dwellingIndex = indexOf(dwellingIds);
  const current = Int32Array.from(households, (household) =>
    household.current === null ? -1 : numberOf(dwellingIndex, household.current),
  );
  const loads = Int32Array.from(households, (household) => household.load);
  const members = toRows(
    resources.map((resource) => resource.dwellings.map((id) => numberOf(dwellingIndex, id))),
  );
  const weights = createWeights(resources, loads, householdIndex);
  const places = transpose(members.start, members.list, dwellingIds.length);
  const options = createOptions(problem, householdIndex, dwellingIndex, current);
  const limit = createLimits(resources, weights, places, current);
  const model = {
    householdIds: households.map((household) => household.id),
    dwellingIds,
    resourceIds: resources.map((resource) => resource.id),
    current,
    classes: Int32Array.from(households, (household) => household.class),
    loads,
    ...createLoadSteps(loads),
    ...options,
    resourceStart: places.start,
    resourceList: places.list,
    memberStart: members.start,
    memberList: members.list,
    weights,
    weightKind: Uint8Array.from(resources, ({ weight }) =>
      typeof weight === 'string' ? WEIGHT_KIND[weight] : WEIGHT_KIND.own,
    ),
    limit,
    greatest: findGreatest([options.optionMisfit, options.optionScore, limit, ...weights]),
    soft: Float64Array.from(resources, (resource) => resource.soft ?? Number.POSITIVE_INFINITY),
    apart: createApart(problem, householdIndex, resources),
  };
  const tooMuch = findTooMuch(model);
  return { ...model, tooMuch, reach: findReach(model, tooMuch) };
}

/** The option of a household that ends in a dwelling, staying included, or -1 when there is none. */
export function findOption(model: Model, household: number, dwelling: number): number {
  if (dwelling === model.current[household]) return model.stayOption[household]!;
  return findPair(model, household, dwelling);
}

/** The pair of a household and a dwelling, or -1 when they are none. */
export function findPair(model: Model, household: number, dwelling: number): number {
  let low = model.optionStart[household]!;
  let high = pairEnd(model, household) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = model.optionDwelling[middle]!;
    if (found === dwelling) return middle;
    if (found < dwelling) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Where the options of a household that are pairs end (exclusive): without that of staying. */
export function pairEnd(model: Model, household: number): number {
  const stay = model.stayOption[household]!;
  return stay >= 0 ? stay : model.optionStart[household + 1]!;
}

/** Whether a dwelling is one of a resource's. */
export function isInResource(model: Model, dwelling: number, resource: number): boolean {
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    if (model.resourceList[i] === resource) return true;
  }
  return false;
}

function createLoadSteps(loads: Int32Array): Pick<Model, 'loadSteps' | 'loadStep'> {
  const loadSteps = Int32Array.from(new Set(loads)).toSorted();
  const stepOf = new Map(Array.from(loadSteps, (load, step) => [load, step]));
  return { loadSteps, loadStep: loads.map((load) => stepOf.get(load)!) };
}

interface Rows {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

function indexOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

function numberOf(index: ReadonlyMap<string, number>, id: string): number {
  const number = index.get(id);
  if (number === undefined)
    throw new RangeError('The problem names an id that it does not have; parse it first.');
  return number;
}

function toRows(rows: readonly (readonly number[])[]): Rows {
  const start = new Int32Array(rows.length + 1);
  for (const [row, items] of rows.entries()) start[row + 1] = start[row]! + items.length;
  const list = new Int32Array(start[rows.length]!);
  for (const [row, items] of rows.entries())
    list.set(
      items.toSorted((a, b) => a - b),
      start[row],
    );
  return { start, list };
}

/** From rows of columns to rows of the other side, each ascending. */
function transpose(start: Int32Array, list: Int32Array, columns: number): Rows {
  const turned = new Int32Array(columns + 1);
  for (const column of list) turned[column + 1]! += 1;
  for (let column = 0; column < columns; column += 1) turned[column + 1]! += turned[column]!;
  const next = turned.slice();
  const turnedList = new Int32Array(list.length);
  for (let row = 0; row + 1 < start.length; row += 1) {
    for (let i = start[row]!; i < start[row + 1]!; i += 1) {
      const column = list[i]!;
      turnedList[next[column]!] = row;
      next[column]! += 1;
    }
  }
  return { start: turned, list: turnedList };
}

type Options = Pick<
  Model,
  'optionStart' | 'optionDwelling' | 'optionMisfit' | 'optionScore' | 'optionHousehold' | 'stayOption'
>;

/** Two counting sorts, first by dwelling and then by household: millions of pairs without comparing them. */
function createOptions(
  problem: Problem,
  householdIndex: ReadonlyMap<string, number>,
  dwellingIndex: ReadonlyMap<string, number>,
  current: Int32Array,
): Options {
  const { pairs } = problem;
  const households = new Int32Array(pairs.length);
  const dwellings = new Int32Array(pairs.length);
  const optionStart = new Int32Array(current.length + 1);
  const dwellingStart = new Int32Array(dwellingIndex.size + 1);
  for (const [i, pair] of pairs.entries()) {
    const household = numberOf(householdIndex, pair.household);
    const dwelling = numberOf(dwellingIndex, pair.dwelling);
    const isStay = current[household] === dwelling;
    households[i] = isStay ? -1 : household;
    dwellings[i] = dwelling;
    dwellingStart[dwelling + 1]! += 1;
    if (!isStay) optionStart[household + 1]! += 1;
  }
  for (let d = 0; d < dwellingIndex.size; d += 1) dwellingStart[d + 1]! += dwellingStart[d]!;
  for (let h = 0; h < current.length; h += 1) {
    optionStart[h + 1]! += optionStart[h]! + (current[h]! >= 0 ? 1 : 0);
  }
  const byDwelling = new Int32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 1) {
    const dwelling = dwellings[i]!;
    byDwelling[dwellingStart[dwelling]!] = i;
    dwellingStart[dwelling]! += 1;
  }
  const count = optionStart[current.length]!;
  const options = {
    optionStart,
    optionDwelling: new Int32Array(count),
    optionMisfit: new Int32Array(count),
    optionScore: new Int32Array(count),
    optionHousehold: new Int32Array(count),
    stayOption: new Int32Array(current.length).fill(-1),
  };
  const next = optionStart.slice();
  for (const i of byDwelling) {
    const household = households[i]!;
    if (household < 0) continue;
    const option = next[household]!;
    next[household] = option + 1;
    options.optionDwelling[option] = dwellings[i]!;
    options.optionMisfit[option] = pairs[i]!.misfit;
    options.optionScore[option] = pairs[i]!.score;
  }
  for (let household = 0; household < current.length; household += 1) {
    const end = optionStart[household + 1]!;
    options.optionHousehold.fill(household, optionStart[household], end);
    if (current[household]! < 0) continue;
    options.optionDwelling[end - 1] = current[household]!;
    options.stayOption[household] = end - 1;
  }
  return options;
}

function createWeights(
  resources: readonly ProblemResource[],
  loads: Int32Array,
  householdIndex: ReadonlyMap<string, number>,
): Int32Array[] {
  const ones = new Int32Array(loads.length).fill(1);
  return resources.map(({ weight }) => {
    if (weight === 'load') return loads;
    if (weight === 'one') return ones;
    const own = new Int32Array(loads.length);
    for (const [id, figure] of Object.entries(weight)) own[numberOf(householdIndex, id)] = figure;
    return own;
  });
}

function createLimits(
  resources: readonly ProblemResource[],
  weights: readonly Int32Array[],
  places: Rows,
  current: Int32Array,
): Float64Array {
  const today = new Float64Array(resources.length);
  for (const [household, dwelling] of current.entries()) {
    if (dwelling < 0) continue;
    for (let i = places.start[dwelling]!; i < places.start[dwelling + 1]!; i += 1) {
      const resource = places.list[i]!;
      today[resource]! += weights[resource]![household]!;
    }
  }
  return Float64Array.from(resources, (resource, index) => Math.max(resource.capacity, today[index]!));
}

function findGreatest(lists: readonly (Int32Array | Float64Array)[]): number {
  let greatest = 1;
  for (const list of new Set(lists)) {
    for (const figure of list) greatest = Math.max(greatest, Math.abs(figure));
  }
  return greatest;
}

function createApart(
  problem: Problem,
  householdIndex: ReadonlyMap<string, number>,
  resources: readonly ProblemResource[],
): (ApartFrom[] | undefined)[] {
  const apart: (ApartFrom[] | undefined)[] = Array.from({ length: problem.households.length });
  const resourceIndex = indexOf(resources.map((resource) => resource.id));
  for (const { a, b, resources: ids } of problem.apart) {
    const listed = ids.map((id) => numberOf(resourceIndex, id)).toSorted((one, other) => one - other);
    const first = numberOf(householdIndex, a);
    const second = numberOf(householdIndex, b);
    (apart[first] ??= []).push({ other: second, resources: listed });
    (apart[second] ??= []).push({ other: first, resources: listed });
  }
  // The same two may be kept apart in several entries: in their order, too, nothing may depend on that of the input.
  for (const list of apart) list?.sort((x, y) => x.other - y.other || compareLists(x.resources, y.resources));
  return apart;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
