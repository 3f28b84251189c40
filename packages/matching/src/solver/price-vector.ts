import type { JointLimit } from './joint-limits.ts';
import { type Model, WEIGHT_KIND } from './model.ts';

/** What may be asked of a vector at once: the limits of the figures and classes that a question allows. */
export interface Allowance {
  /** The most misfit and excess, the least score; not looked at where the vector does not price them. */
  misfit: number;
  excess: number;
  score: number;
  /** The most households of each class (by number) that are not served. */
  readonly unserved: Float64Array;
}

/** A price list (see `PriceList`) in numbers, all of them integers, arranged to price an option quickly. */
export interface PriceVector {
  readonly dwellings: Int32Array;
  readonly dwellingPrices: Float64Array;
  readonly resources: Int32Array;
  readonly resourcePrices: Float64Array;
  /** Joint limits, and what a unit of each costs. */
  readonly joint: readonly JointLimit[];
  readonly jointPrices: readonly number[];
  /** By number of class; `undefined` where none is priced. */
  readonly classPrices: Float64Array | undefined;
  readonly misfit: number;
  readonly excess: number;
  readonly score: number;
  /** What the dwellings and resources sell for together. */
  readonly base: number;
  /** Dwellings where an option costs something, ascending: a flat price and one per unit of load. */
  readonly touched: Int32Array;
  /** Place of a dwelling in `touched`, or -1. */
  readonly placeOf: Int32Array;
  readonly flat: Float64Array;
  readonly perLoad: Float64Array;
  /** What joint limits add: by place in `touched`, then by step of load; empty where none is priced. */
  readonly extra: Float64Array;
  /** Prices of the resources with a weight of their own, by resource; empty for most. */
  readonly ownPrices: ReadonlyMap<number, number>;
}

export type Prices = Pick<
  PriceVector,
  | 'dwellings'
  | 'dwellingPrices'
  | 'resources'
  | 'resourcePrices'
  | 'classPrices'
  | 'misfit'
  | 'excess'
  | 'score'
> &
  Partial<Pick<PriceVector, 'joint' | 'jointPrices'>>;

/** Arranges prices, which are integers >= 0 by dwelling and resource, both ascending. */
export function createPriceVector(model: Model, prices: Prices): PriceVector {
  const flatOf = new Map<number, number>();
  const perLoadOf = new Map<number, number>();
  const ownPrices = new Map<number, number>();
  let base = 0;
  for (const [i, dwelling] of prices.dwellings.entries()) {
    flatOf.set(dwelling, prices.dwellingPrices[i]!);
    base += prices.dwellingPrices[i]!;
  }
  for (const [i, resource] of prices.resources.entries()) {
    const price = prices.resourcePrices[i]!;
    base += sellingPrice(model, resource, price, prices.excess);
    const kind = model.weightKind[resource]!;
    if (kind === WEIGHT_KIND.own) ownPrices.set(resource, price);
    const sums = kind === WEIGHT_KIND.load ? perLoadOf : flatOf;
    for (let j = model.memberStart[resource]!; j < model.memberStart[resource + 1]!; j += 1) {
      const dwelling = model.memberList[j]!;
      sums.set(dwelling, (sums.get(dwelling) ?? 0) + (kind === WEIGHT_KIND.own ? 0 : price));
    }
  }
  const { joint = [], jointPrices = [] } = prices;
  for (const [i, { most }] of joint.entries()) base += jointPrices[i]! * most;
  const ofJoint = joint.flatMap(({ dwellings }) => Array.from(dwellings));
  const touched = Int32Array.from(new Set([...flatOf.keys(), ...perLoadOf.keys(), ...ofJoint])).toSorted();
  const placeOf = new Int32Array(model.dwellingIds.length).fill(-1);
  for (const [place, dwelling] of touched.entries()) placeOf[dwelling] = place;
  return {
    ...prices,
    joint,
    jointPrices,
    extra: addJointPrices(model, { joint, jointPrices }, touched.length, placeOf),
    base,
    touched,
    placeOf,
    flat: Float64Array.from(touched, (dwelling) => flatOf.get(dwelling) ?? 0),
    perLoad: Float64Array.from(touched, (dwelling) => perLoadOf.get(dwelling) ?? 0),
    ownPrices,
  };
}

function addJointPrices(
  { loadSteps: { length: steps } }: Model,
  { joint, jointPrices }: Pick<PriceVector, 'joint' | 'jointPrices'>,
  places: number,
  placeOf: Int32Array,
): Float64Array {
  const extra = new Float64Array(joint.length === 0 ? 0 : places * steps);
  for (const [i, { dwellings, units }] of joint.entries()) {
    for (const [at, dwelling] of dwellings.entries()) {
      const place = placeOf[dwelling]!;
      for (let step = 0; step < steps; step += 1)
        extra[place * steps + step]! += jointPrices[i]! * units[at * steps + step]!;
    }
  }
  return extra;
}

/** What all of a resource sells for; with a price on excess, use above the soft level is paid for by that first. */
function sellingPrice(model: Model, resource: number, price: number, excess: number): number {
  const limit = model.reach[resource]!;
  const soft = model.soft[resource]!;
  if (excess === 0 || soft >= limit) return price * limit;
  return price * soft + Math.max(0, price - excess) * (limit - soft);
}

/** What an option costs. */
export function priceOption(model: Model, vector: PriceVector, option: number): number {
  const household = model.optionHousehold[option]!;
  let total = 0;
  const place = vector.placeOf[model.optionDwelling[option]!]!;
  if (place >= 0) {
    total = vector.flat[place]! + vector.perLoad[place]! * model.loads[household]!;
    if (vector.extra.length > 0)
      total += vector.extra[place * model.loadSteps.length + model.loadStep[household]!]!;
    if (vector.ownPrices.size > 0) total += priceOwnWeights(model, vector, option, household);
  }
  if (option === model.stayOption[household]) return total;
  if (vector.misfit !== 0) total += vector.misfit * model.optionMisfit[option]!;
  if (vector.score !== 0) total -= vector.score * model.optionScore[option]!;
  return total;
}

function priceOwnWeights(model: Model, vector: PriceVector, option: number, household: number): number {
  const dwelling = model.optionDwelling[option]!;
  let total = 0;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const price = vector.ownPrices.get(resource);
    if (price !== undefined) total += price * model.weights[resource]![household]!;
  }
  return total;
}

/** What there is to sell under an allowance. */
export function sellingTotal(vector: PriceVector, allowance: Allowance): number {
  let total = vector.base;
  if (vector.misfit !== 0) total += vector.misfit * allowance.misfit;
  if (vector.excess !== 0) total += vector.excess * allowance.excess;
  if (vector.score !== 0) total -= vector.score * allowance.score;
  if (vector.classPrices === undefined) return total;
  for (const [number, price] of vector.classPrices.entries()) total += price * allowance.unserved[number]!;
  return total;
}
