import { compareIds, type Problem, type ProblemHousehold } from '../src/problem.ts';
import type { PriceList, ProofNode } from '../src/solution.ts';

/** A price list in short; what is not named costs nothing. */
export function aPriceList(prices: Partial<PriceList>): PriceList {
  return { dwellings: {}, resources: {}, classes: {}, misfit: 0, excess: 0, score: 0, ...prices };
}

/**
 * One list for each dwelling, resource, class (if asked for) and figure, each with the price 1; for the excess one
 * for every set of resources with a soft level. Where everyone has one place left, they find all that is wrong.
 */
export function unitPrices(problem: Problem): readonly PriceList[] {
  const softOnes = problem.resources.filter(({ soft }) => soft !== undefined).map(({ id }) => id);
  let sets: string[][] = [[]];
  for (const id of softOnes) sets = sets.flatMap((set) => [set, [...set, id]]);
  return [
    ...problem.dwellings.map(({ id }) => aPriceList({ dwellings: { [id]: 1 } })),
    ...problem.resources.map(({ id }) => aPriceList({ resources: { [id]: 1 } })),
    aPriceList({ misfit: 1 }),
    aPriceList({ score: 1 }),
    ...sets.map((set) => aPriceList({ excess: 1, resources: Object.fromEntries(set.map((id) => [id, 1])) })),
    ...(problem.servedRule === 'strict-rank'
      ? []
      : [...new Set(problem.households.map((household) => household.class))].map((rankClass) =>
          aPriceList({ classes: { [rankClass]: 1 } }),
        )),
  ];
}

/**
 * The tree that tries every dwelling for the given households in turn, with the given price lists at each node. Only
 * where two would have the same dwelling, or a mover none, it ends early.
 */
export function treeOver(
  problem: Problem,
  households: readonly ProblemHousehold[],
  prices: readonly number[],
): ProofNode[] {
  const nodes: ProofNode[] = [];
  const add = (place: number, taken: ReadonlySet<string>, options: readonly string[] | undefined): number => {
    const index = nodes.length;
    const household = households[place];
    nodes.push({ prices, branch: null });
    if (household === undefined) return index;
    const [first, ...others] = options ?? optionsOf(problem, household);
    if (first === undefined) {
      // It ends nowhere. A mover cannot, so this node needs no branch.
      if (household.current !== null) return index;
      nodes.pop();
      return add(place + 1, taken, undefined);
    }
    const inside = taken.has(first)
      ? nodes.push({ prices, branch: null }) - 1
      : add(place + 1, new Set([...taken, first]), undefined);
    const outside = add(place, taken, others);
    nodes[index] = { prices, branch: { household: household.id, dwellings: [first], inside, outside } };
    return index;
  };
  add(0, new Set(), undefined);
  return nodes;
}

function optionsOf(problem: Problem, { id, current }: ProblemHousehold): readonly string[] {
  const pairs = problem.pairs.filter(({ household }) => household === id).map(({ dwelling }) => dwelling);
  return [...new Set([...pairs, ...(current === null ? [] : [current])])].toSorted(compareIds);
}
