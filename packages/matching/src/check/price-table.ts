import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';
import type { NumberedPrices } from './prices.ts';
import { AS_SERVED, NOWHERE, PAIRS, STAYS } from './question.ts';
import { weightOf } from './use.ts';

/**
 * What places cost by one price list at a time. The prices of a dwelling and of its resources are joined, so that
 * the cost of a pair takes a few steps however many resources there are.
 */
export interface PriceTable {
  readonly facts: Facts;
  readonly outcome: Outcome;
  /** By dwelling: what everyone pays, and what is paid for each unit of load. */
  readonly fixed: Float64Array;
  readonly perLoad: Float64Array;
  /** By resource: the price of those that have own figures for each household; 0 for the others. */
  readonly perOwn: Float64Array;
  readonly perClass: Float64Array;
  /** By dwelling: what joint limits add for a load; empty where none is priced. */
  readonly perJoint: Map<number, Map<number, number>>;
  readonly greatest: Greatest;
  list: NumberedPrices | undefined;
  hasOwn: boolean;
}

/** Greatest figures of a problem, from which it follows that no cost can leave the safe integers. */
interface Greatest {
  readonly load: number;
  readonly own: number;
  readonly misfit: number;
  readonly score: number;
}

/** A table without prices. */
export function createPriceTable(facts: Facts, outcome: Outcome): PriceTable {
  let own = 0;
  for (const weights of facts.ownWeights) {
    for (const weight of weights?.values() ?? []) own = Math.max(own, weight);
  }
  return {
    facts,
    outcome,
    fixed: new Float64Array(facts.dwellings.length),
    perLoad: new Float64Array(facts.dwellings.length),
    perOwn: new Float64Array(facts.resources.length),
    perClass: new Float64Array(facts.classes.length),
    perJoint: new Map(),
    greatest: {
      load: greatestOf(facts.loads),
      own,
      misfit: greatestOf(facts.pairMisfit),
      score: greatestOf(facts.pairScore),
    },
    list: undefined,
    hasOwn: false,
  };
}

function greatestOf(figures: Float64Array): number {
  return figures.reduce((max, figure) => Math.max(max, Math.abs(figure)), 0);
}

/** Makes a list the one that is charged. False where a cost could leave the safe integers: it proves nothing. */
export function loadPrices(table: PriceTable, list: NumberedPrices): boolean {
  if (table.list !== list) {
    if (table.list !== undefined) addPrices(table, table.list, 0);
    addPrices(table, list, 1);
    table.list = list;
  }
  const { greatest } = table;
  let fixed = 0;
  let perLoad = 0;
  forPricedDwellings(table.facts, list, (dwelling) => {
    fixed = Math.max(fixed, table.fixed[dwelling]!);
    perLoad = Math.max(perLoad, table.perLoad[dwelling]!);
  });
  const perOwn = table.hasOwn ? table.perOwn.reduce((sum, price) => sum + price, 0) : 0;
  const perClass = list.classes.prices.reduce((max, price) => Math.max(max, price), 0);
  const joint = list.joint.reduce((sum, { limit, price }) => sum + price * limit.greatest, 0);
  const most =
    joint +
    fixed +
    perLoad * greatest.load +
    perOwn * greatest.own +
    perClass +
    list.misfit * greatest.misfit +
    list.score * greatest.score;
  return most <= Number.MAX_SAFE_INTEGER;
}

/** Visits every dwelling for which a place may cost something besides misfit and score; some twice. */
export function forPricedDwellings(
  facts: Facts,
  list: NumberedPrices,
  visit: (dwelling: number) => void,
): void {
  for (const dwelling of list.dwellings.ids) visit(dwelling);
  for (const resource of list.resources.ids) {
    for (const dwelling of facts.dwellingsOf[resource] ?? []) visit(dwelling);
  }
  for (const { limit } of list.joint) for (const dwelling of limit.units.keys()) visit(dwelling);
}

/** Adds the prices of a list, or with 0 wipes them out. */
function addPrices(table: PriceTable, list: NumberedPrices, sign: 0 | 1): void {
  const { facts } = table;
  for (const [place, dwelling] of list.dwellings.ids.entries()) {
    table.fixed[dwelling] = sign * (table.fixed[dwelling]! + list.dwellings.prices[place]!);
  }
  table.hasOwn = false;
  for (const [place, resource] of list.resources.ids.entries()) {
    const price = list.resources.prices[place]!;
    const weight = facts.resources[resource]?.weight;
    if (weight !== 'load' && weight !== 'one') {
      table.perOwn[resource] = sign * price;
      table.hasOwn = sign === 1;
      continue;
    }
    const column = weight === 'load' ? table.perLoad : table.fixed;
    for (const dwelling of facts.dwellingsOf[resource] ?? []) {
      column[dwelling] = sign * (column[dwelling]! + price);
    }
  }
  table.perJoint.clear();
  if (sign === 1) addJointPrices(table, list);
  for (const [place, rankClass] of list.classes.ids.entries()) {
    table.perClass[rankClass] = sign * list.classes.prices[place]!;
  }
}

function addJointPrices({ perJoint }: PriceTable, { joint }: NumberedPrices): void {
  for (const { limit, price } of joint) {
    for (const [dwelling, units] of limit.units) {
      const sums = perJoint.get(dwelling) ?? new Map<number, number>();
      for (const [load, unit] of units) sums.set(load, (sums.get(load) ?? 0) + price * unit);
      perJoint.set(dwelling, sums);
    }
  }
}

/** What a household pays for one of its pairs. */
export function costOfPair(table: PriceTable, household: number, pair: number): number {
  const { facts, list } = table;
  let cost = costOfDwelling(table, household, facts.pairDwelling[pair]!);
  if (list === undefined) return cost;
  if (list.misfit !== 0) cost += list.misfit * facts.pairMisfit[pair]!;
  if (list.score !== 0) cost -= list.score * facts.pairScore[pair]!;
  return cost;
}

function costOfDwelling(table: PriceTable, household: number, dwelling: number): number {
  const { facts } = table;
  let cost = table.fixed[dwelling]! + table.perLoad[dwelling]! * facts.loads[household]!;
  if (table.perJoint.size > 0) cost += table.perJoint.get(dwelling)?.get(facts.loads[household]!) ?? 0;
  if (!table.hasOwn) return cost;
  for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
    const resource = facts.resourceOf[at]!;
    const price = table.perOwn[resource]!;
    if (price !== 0) cost += price * weightOf(facts, resource, household);
  }
  return cost;
}

/** What it pays for staying in its current dwelling, and so for not being served. */
export function costOfStaying(table: PriceTable, household: number): number {
  return costOfDwelling(table, household, table.facts.current[household]!) + costOfNowhere(table, household);
}

/** What it pays for not being served. */
export function costOfNowhere(table: PriceTable, household: number): number {
  return table.perClass[table.facts.classOf[household]!]!;
}

/** The cheapest place of the given kinds; infinite where there is none. */
export function cheapestOf(table: PriceTable, household: number, kinds: number): number {
  const { facts, outcome } = table;
  let least = Number.POSITIVE_INFINITY;
  if ((kinds & NOWHERE) !== 0) least = costOfNowhere(table, household);
  if ((kinds & STAYS) !== 0) least = Math.min(least, costOfStaying(table, household));
  if ((kinds & AS_SERVED) !== 0 && outcome.pairOf[household]! >= 0) {
    least = Math.min(least, costOfPair(table, household, outcome.pairOf[household]!));
  }
  if ((kinds & PAIRS) === 0) return least;
  const end = facts.pairStart[household + 1]!;
  // Only a price for score can bring a cost below 0.
  const isOver0 = table.list === undefined || table.list.score === 0;
  for (let pair = facts.pairStart[household]!; pair < end; pair += 1) {
    if (isOver0 && least === 0) return 0;
    if (facts.isTooMuch[pair] === 1) continue;
    const cost = costOfPair(table, household, pair);
    if (cost < least) least = cost;
  }
  return least;
}
