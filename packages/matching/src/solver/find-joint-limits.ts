import { addJointLimit, type Block, type JointLimits, toParts } from './joint-limits.ts';
import type { Model } from './model.ts';
import { type Choice, greatestPacking, type Part } from './packing.ts';

/** What a vertex takes of a load (by step) in a dwelling, if it takes part of it. */
export type Taken = ReadonlyMap<number, Float64Array>;

const NOTHING = 1e-7;
/** A vertex must be so much above a limit, in parts of it, for the limit to be worth having. */
const LEAST_EXCESS = 1e-3;
const MAX_ROUNDS = 250;
const MAX_ITEMS = 120;
/** Units that prices of packings are tried to be whole multiples of. */
const MAX_UNITS = 24;
/** Units of what the vertex does not take are raised as long as that takes so many steps. */
const LIFTING_STEPS = 3_000_000;

/**
 * Looks for limits on what whole households can have of a block together that a vertex does not keep, and adds them.
 *
 * @returns whether any was found.
 */
export function findJointLimits(model: Model, limits: JointLimits, taken: Taken, most: number): boolean {
  const before = limits.list.length;
  for (const block of limits.blocks) {
    if (limits.list.length >= most) break;
    const items = listItems(model, block, taken);
    if (items.length < 2 || items.length > MAX_ITEMS || items.every(({ share }) => share > 1 - NOTHING))
      continue;
    const prices = priceItems(model, block, items);
    if (prices !== undefined) addRounded({ model, limits, block, items }, prices);
  }
  return limits.list.length > before;
}

/** A load in a dwelling, and how much of it is taken. */
interface Item {
  readonly dwelling: number;
  readonly step: number;
  readonly share: number;
}

function listItems(model: Model, { parts }: Block, taken: Taken): Item[] {
  return parts.flatMap(({ dwellings }) =>
    dwellings.flatMap(({ dwelling, steps }) =>
      steps.flatMap((step) => {
        const share = taken.get(dwelling)?.[step] ?? 0;
        return share > NOTHING ? [{ dwelling, step, share: Math.min(1, share) }] : [];
      }),
    ),
  );
}

/**
 * The least weight of packings that together have what is taken: more than 1 shows that it is no mixture of
 * packings. Their prices, one for each item, are where the whole counts more than any packing: a small linear program
 * by columns, begun from the items one by one.
 */
function priceItems(model: Model, block: Block, items: readonly Item[]): Float64Array | undefined {
  const count = items.length;
  const placeOf = new Map(items.map((item, place) => [keyOf(model, item), place]));
  const inverse = Array.from({ length: count }, (_, row) => {
    const line = new Float64Array(count);
    line[row] = 1;
    return line;
  });
  const weight = Float64Array.from(items, ({ share }, place) => share + 1e-9 * (1 + (place % 7)));
  const isPacking = new Uint8Array(count).fill(1);
  const price = new Float64Array(count);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    price.fill(0);
    for (let row = 0; row < count; row += 1) {
      if (isPacking[row] === 0) continue;
      for (let place = 0; place < count; place += 1) price[place]! += inverse[row]![place]!;
    }
    const column = chooseColumn(model, block, { items, placeOf, price });
    if (column === undefined) {
      const whole = items.reduce((sum, { share }, place) => sum + share * price[place]!, 0);
      return whole > 1 + LEAST_EXCESS ? price : undefined;
    }
    if (!enter(inverse, weight, isPacking, column)) return undefined;
  }
  return undefined;
}

interface Pricing {
  readonly items: readonly Item[];
  readonly placeOf: ReadonlyMap<number, number>;
  readonly price: Float64Array;
}

interface Column {
  readonly places: readonly number[];
  /** A packing has its places, the other kind gives one place away. */
  readonly isPacking: boolean;
}

function chooseColumn(model: Model, block: Block, { items, placeOf, price }: Pricing): Column | undefined {
  let least = -NOTHING;
  let given = -1;
  for (const [place, figure] of price.entries()) {
    if (figure >= least) continue;
    least = figure;
    given = place;
  }
  if (given >= 0) return { places: [given], isPacking: false };
  const parts = toParts(model, block, (dwelling, step) => {
    const place = placeOf.get(keyOf(model, { dwelling, step }));
    return place === undefined ? 0 : price[place]!;
  });
  const { value, chosen } = greatestPacking(parts);
  if (value <= 1 + 1e-6 || items.length === 0) return undefined;
  return { places: chosen.map((choice) => placeOf.get(keyOf(model, choice))!), isPacking: true };
}

function keyOf({ loadSteps }: Model, { dwelling, step }: Pick<Choice, 'dwelling' | 'step'>): number {
  return dwelling * loadSteps.length + step;
}

/** One pivot; false where nothing limits it, which floating point alone can bring about. */
function enter(
  inverse: readonly Float64Array[],
  weight: Float64Array,
  isPacking: Uint8Array,
  column: Column,
): boolean {
  const count = weight.length;
  const sign = column.isPacking ? 1 : -1;
  const direction = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    for (const place of column.places) direction[row]! += sign * inverse[row]![place]!;
  }
  let leaving = -1;
  let step = Number.POSITIVE_INFINITY;
  for (let row = 0; row < count; row += 1) {
    if (direction[row]! <= NOTHING) continue;
    const ratio = weight[row]! / direction[row]!;
    if (ratio >= step) continue;
    step = ratio;
    leaving = row;
  }
  if (leaving < 0) return false;
  const own = inverse[leaving]!;
  const factor = direction[leaving]!;
  for (let place = 0; place < count; place += 1) own[place]! /= factor;
  for (let row = 0; row < count; row += 1) {
    if (row === leaving || direction[row] === 0) continue;
    const fall = direction[row]!;
    const line = inverse[row]!;
    for (let place = 0; place < count; place += 1) line[place]! -= fall * own[place]!;
    weight[row] = Math.max(0, weight[row]! - step * fall);
  }
  weight[leaving] = step;
  isPacking[leaving] = column.isPacking ? 1 : 0;
  return true;
}

interface Priced {
  readonly model: Model;
  readonly limits: JointLimits;
  readonly block: Block;
  readonly items: readonly Item[];
}

/** Makes prices whole and adds the limit, if the vertex still is above it. */
function addRounded({ model, limits, block, items }: Priced, prices: Float64Array): void {
  const scale = findScale(prices);
  const units = new Map<number, Float64Array>();
  let whole = 0;
  for (const [place, { dwelling, step, share }] of items.entries()) {
    const figure = Math.round(prices[place]! * scale);
    if (figure <= 0) continue;
    const figures = units.get(dwelling) ?? new Float64Array(model.loadSteps.length);
    figures[step] = figure;
    units.set(dwelling, figures);
    whole += figure * share;
  }
  const most = greatestPacking(partsOf(model, block, units)).value;
  if (whole <= most * (1 + LEAST_EXCESS)) return;
  lift(model, block, units, most);
  addJointLimit(model, limits, block, units);
}

/** The least factor that makes all prices whole, nearly; else the greatest that is tried. */
function findScale(prices: Float64Array): number {
  for (let scale = 1; scale <= MAX_UNITS; scale += 1) {
    if (prices.every((price) => Math.abs(price * scale - Math.round(price * scale)) < 1e-4)) return scale;
  }
  return MAX_UNITS;
}

function partsOf(model: Model, block: Block, units: ReadonlyMap<number, Float64Array>): Part[] {
  return toParts(model, block, (dwelling, step) => units.get(dwelling)?.[step] ?? 0);
}

/** Raises the units of what is not taken as far as that leaves the limit as it is, the greatest loads first. */
function lift(model: Model, block: Block, units: Map<number, Float64Array>, most: number): void {
  const limit = block.parts[0]!.limit;
  const all = block.parts.flatMap(({ dwellings }) => dwellings);
  const choices = all.reduce((sum, { steps }) => sum + steps.length, 0);
  const isAffordable = choices * choices * limit <= LIFTING_STEPS;
  for (const { dwelling, steps } of all) {
    const figures = units.get(dwelling) ?? new Float64Array(model.loadSteps.length);
    let least = 0;
    for (const step of steps) {
      // Whoever uses more counts no less: it could be exchanged for one that uses less.
      least = Math.max(least, figures[step]!);
      figures[step] = least;
    }
    if (isAffordable) {
      for (const step of steps.toReversed()) {
        const without = packWith(model, block, units, { dwelling, step });
        if (without === undefined) continue;
        figures[step] = Math.max(figures[step]!, most - without);
      }
    }
    if (figures.some((figure) => figure > 0)) units.set(dwelling, figures);
  }
}

/** The most units of the others when a load is in a dwelling; `undefined` where it does not fit. */
function packWith(
  model: Model,
  block: Block,
  units: ReadonlyMap<number, Float64Array>,
  one: { readonly dwelling: number; readonly step: number },
): number | undefined {
  const load = model.loadSteps[one.step]!;
  const parts = partsOf(model, block, units);
  const part = block.parts.findIndex(({ dwellings }) =>
    dwellings.some(({ dwelling }) => dwelling === one.dwelling),
  );
  const [outer, own] = [parts[0]!, parts[part]!];
  if (load > outer.limit || load > own.limit) return undefined;
  const rest = parts.map((each, place): Part => {
    const limit =
      place === 0 || place === part ? each.limit - load : Math.min(each.limit, outer.limit - load);
    const dwellings =
      place === part
        ? each.dwellings.filter((choices) => choices[0]!.dwelling !== one.dwelling)
        : each.dwellings;
    return { limit: Math.min(limit, outer.limit - load), dwellings };
  });
  return greatestPacking(rest).value;
}
