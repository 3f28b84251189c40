import type { Facts } from './facts.ts';
import { cheapestOf, forPricedDwellings, type PriceTable } from './price-table.ts';
import type { NumberedPrices } from './prices.ts';
import type { Question } from './question.ts';

/**
 * What a price list sells for a question, and what everyone but the one asked about pays at least: enough to give
 * the room of any household in a few steps. `paidBefore[i]` is what the first i of the payers pay when ranked before
 * the one asked about, `paidAfter[i]` what those from i on pay when ranked after.
 */
export interface RoomTable {
  readonly sold: number;
  readonly payers: Int32Array;
  readonly paidBefore: Float64Array;
  readonly paidAfter: Float64Array;
}

/** Why a list says nothing about a question. */
export interface Unfit {
  /** Whether exact integers do not reach, so that the list may still be right. */
  readonly isUnsafe: boolean;
  readonly detail: string;
}

/** The figures are too large for exact integers. */
export const UNSAFE: Unfit = { isUnsafe: true, detail: 'The figures leave the exact integers.' };

/** Adds up a list that `loadPrices` has made the one that is charged. */
export function addUp(table: PriceTable, question: Question, list: NumberedPrices): RoomTable | Unfit {
  const sold = sumOfSold(table.facts, question, list);
  if (typeof sold !== 'number') return sold;
  const payers = findPayers(table, question, list);
  const paidBefore = new Float64Array(payers.length + 1);
  const paidAfter = new Float64Array(payers.length + 1);
  for (let place = 0; place < payers.length; place += 1) {
    const household = payers[place]!;
    paidBefore[place + 1] = paidBefore[place]! + leastPaid(table, household, question.before[household]!);
    if (!Number.isSafeInteger(paidBefore[place + 1])) return UNSAFE;
  }
  for (let place = payers.length - 1; place >= 0; place -= 1) {
    const household = payers[place]!;
    paidAfter[place] = paidAfter[place + 1]! + leastPaid(table, household, question.after[household]!);
    if (!Number.isSafeInteger(paidAfter[place])) return UNSAFE;
  }
  return { sold, payers, paidBefore, paidAfter };
}

/** Whether a list says nothing about the question it was added up for. */
export function isUnfit(room: RoomTable | Unfit): room is Unfit {
  return 'isUnsafe' in room;
}

/** What is left for the one asked about, as long as no case was distinguished; not a safe integer: unknown. */
export function roomFor(room: RoomTable, asked: number): number {
  const { payers } = room;
  let low = 0;
  let high = payers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (payers[middle]! < asked) low = middle + 1;
    else high = middle;
  }
  const next = payers[low] === asked ? low + 1 : low;
  const left = room.sold - room.paidBefore[low]!;
  return Number.isSafeInteger(left) ? left - room.paidAfter[next]! : Number.NaN;
}

/** What one household pays at least without distinguishing cases; 0 where it does not take part. */
export function leastPaid(table: PriceTable, household: number, kinds: number): number {
  if (kinds === 0) return 0;
  const cheapest = cheapestOf(table, household, kinds);
  return cheapest === Number.POSITIVE_INFINITY ? 0 : cheapest;
}

function sumOfSold(facts: Facts, question: Question, list: NumberedPrices): number | Unfit {
  let isSafe = true;
  let sum = 0;
  const add = (price: number, units: number): void => {
    const product = price * units;
    sum += product;
    isSafe &&= Number.isSafeInteger(product) && Number.isSafeInteger(sum);
  };
  for (const price of list.dwellings.prices) add(price, 1);
  for (const [place, resource] of list.resources.ids.entries()) {
    const price = list.resources.prices[place]!;
    const limit = facts.reach[resource]!;
    const soft = facts.resources[resource]?.soft;
    if (list.excess === 0 || soft === undefined || soft >= limit) add(price, limit);
    else {
      add(price, soft);
      add(Math.max(0, price - list.excess), limit - soft);
    }
  }
  for (const { limit, price } of list.joint) add(price, limit.most);
  const limited = [
    ['misfit', list.misfit, question.mostMisfit],
    ['excess', list.excess, question.mostExcess],
    ['score', -list.score, question.leastScore],
  ] as const;
  for (const [name, price, units] of limited) {
    if (price === 0) continue;
    if (units === null)
      return { isUnsafe: false, detail: `It prices the ${name}, which is not limited here.` };
    add(price, units);
  }
  for (const [place, rankClass] of list.classes.ids.entries()) {
    const units = question.mostUnserved[rankClass] ?? null;
    if (units === null) {
      return {
        isUnsafe: false,
        detail: `It prices class ${facts.classes[rankClass]}, which may stay unserved.`,
      };
    }
    add(list.classes.prices[place]!, units);
  }
  return isSafe ? sum : UNSAFE;
}

/**
 * Households that may pay something, by rank. Where no figure has a price, one that ends in a dwelling without a
 * price can do so in every question, and pays nothing; leaving out a payer would only leave more room.
 */
function findPayers({ facts, outcome }: PriceTable, question: Question, list: NumberedPrices): Int32Array {
  const found: number[] = [];
  const takesPart = (household: number): boolean =>
    question.before[household] !== 0 || question.after[household] !== 0;
  if (list.misfit !== 0 || list.score !== 0) {
    for (let household = 0; household < facts.households.length; household += 1) {
      if (takesPart(household)) found.push(household);
    }
    return Int32Array.from(found);
  }
  const payers = new Set<number>();
  forPricedDwellings(facts, list, (dwelling) => {
    const holder = outcome.holderOf[dwelling] ?? -1;
    if (holder >= 0 && takesPart(holder)) payers.add(holder);
  });
  if (list.classes.ids.length > 0) {
    const isPriced = new Set(list.classes.ids);
    for (const [household, rankClass] of facts.classOf.entries()) {
      if (outcome.served[household] !== 1 && isPriced.has(rankClass)) payers.add(household);
    }
  }
  return Int32Array.from(payers).toSorted();
}
