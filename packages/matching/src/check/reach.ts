import type { Facts } from './facts.ts';
import { weightOf } from './use.ts';

/** Where different weights (added up over its dwellings) times the limit are more, a limit counts as it is. */
const MAX_STEPS = 20_000_000;

type Unsharpened = Omit<Facts, 'reach' | 'isTooMuch'>;

/** By pair, 1 where it overfills a resource by itself: that is no place in any question. */
export function findTooMuch(facts: Unsharpened): Uint8Array {
  const isTooMuch = new Uint8Array(facts.pairDwelling.length);
  forPairs(facts, (household, dwelling, pair) => {
    for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
      const resource = facts.resourceOf[at]!;
      if (weightOf(facts, resource, household) > facts.limits[resource]!) isTooMuch[pair] = 1;
    }
  });
  return isTooMuch;
}

/**
 * The most that can be used of each resource: the greatest sum up to the limit with one weight, or none, from each of
 * its dwellings, of those who have a place there.
 */
export function findReach(facts: Unsharpened, isTooMuch: Uint8Array): Float64Array {
  const weights = new Map<number, Set<number>>();
  const add = (household: number, dwelling: number): void => {
    for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
      const weight = weightOf(facts, facts.resourceOf[at]!, household);
      if (weight === 0) continue;
      const known = weights.get(at);
      if (known === undefined) weights.set(at, new Set([weight]));
      else known.add(weight);
    }
  };
  forPairs(facts, (household, dwelling, pair) => {
    if (isTooMuch[pair] === 0) add(household, dwelling);
  });
  for (const [household, dwelling] of facts.current.entries()) if (dwelling !== -1) add(household, dwelling);
  const choices: Set<number>[][] = facts.resources.map(() => []);
  for (const [at, known] of weights) choices[facts.resourceOf[at]!]?.push(known);
  return facts.limits.map((limit, resource) => greatestUse(choices[resource] ?? [], limit));
}

function forPairs(
  facts: Unsharpened,
  visit: (household: number, dwelling: number, pair: number) => void,
): void {
  for (let household = 0; household < facts.households.length; household += 1) {
    const end = facts.pairStart[household + 1]!;
    for (let pair = facts.pairStart[household]!; pair < end; pair += 1)
      visit(household, facts.pairDwelling[pair]!, pair);
  }
}

function greatestUse(choices: readonly Set<number>[], limit: number): number {
  let different = 0;
  let most = 0;
  for (const weights of choices) {
    different += weights.size;
    most += Math.max(...weights);
  }
  if (most <= limit) return most;
  if (different * limit > MAX_STEPS) return limit;
  // Bit s stands for the sum s.
  const all = (1n << BigInt(limit + 1)) - 1n;
  let sums = 1n;
  for (const weights of choices) {
    let next = sums;
    for (const weight of weights) if (weight <= limit) next |= sums << BigInt(weight);
    sums = next & all;
  }
  return sums.toString(2).length - 1;
}
