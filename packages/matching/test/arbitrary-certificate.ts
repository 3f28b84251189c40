import type { Problem, ProblemHousehold } from '../src/problem.ts';
import type {
  ClassCount,
  PlacementStep,
  PriceList,
  ProofNode,
  Solution,
  UnservedProof,
} from '../src/solution.ts';
import { unitPrices } from './proof-by-enumeration.ts';

/** A number from 0 up to, but not including, `count`. */
export type Random = (count: number) => number;

/**
 * The solution with a certificate that is well formed and claims at random, with random price lists and trees that
 * are sometimes right. Only what trees and lists have to show is random, so that nothing else can be refused.
 */
export function arbitraryCertificate(problem: Problem, solution: Solution, random: Random): Solution {
  const prices = [...unitPrices(problem), ...Array.from({ length: 8 }, () => randomPrices(problem, random))];
  const treeFor = (): ProofNode[] => randomTree(problem, prices.length, random);
  const { servedSet, placement } = solution.certificate;
  const tree = treeFor();
  const unserved = servedSet.unserved.map(({ household }) => ({
    household,
    proof: randomProof({ lists: prices.length, nodes: tree.length }, random),
  }));
  const classes = servedSet.classes.map(
    (count): ClassCount => ({ ...count, bound: count.served + random(2), tree: treeFor() }),
  );
  const steps = placement.map((step): PlacementStep => {
    if (step.step === 'order') return { ...step, proven: true, tree: treeFor() };
    const value = step.value ?? 0;
    const bound = step.step === 'score' ? value + random(3) : Math.max(0, value - random(3));
    return { ...step, bound, tree: treeFor() };
  });
  return {
    ...solution,
    certificate: { prices, servedSet: { ...servedSet, classes, tree, unserved }, placement: steps },
  };
}

function randomProof(
  size: { readonly lists: number; readonly nodes: number },
  random: Random,
): UnservedProof {
  switch (random(4)) {
    case 0:
      return { kind: 'hall-set', prices: Array.from({ length: 4 }, () => random(size.lists)) };
    case 1:
      return { kind: 'unproven', nodes: 1 };
    default:
      return { kind: 'exhausted-search', nodes: 1 };
  }
}

function randomPrices(problem: Problem, random: Random): PriceList {
  const some = (ids: readonly string[], chance: number): Record<string, number> =>
    Object.fromEntries(ids.flatMap((id) => (random(chance) === 0 ? [[id, 1 + random(3)]] : [])));
  const few = (): number => (random(3) === 0 ? 1 + random(3) : 0);
  const isByClass = problem.servedRule === 'most-per-class';
  const figures = random(2) === 0;
  const classes = [...new Set(problem.households.map((household) => String(household.class)))];
  return {
    dwellings: some(
      problem.dwellings.map(({ id }) => id),
      2,
    ),
    resources: some(
      problem.resources.map(({ id }) => id),
      2,
    ),
    classes: isByClass && random(2) === 0 ? some(classes, 2) : {},
    misfit: figures ? few() : 0,
    excess: figures ? few() : 0,
    score: figures ? few() : 0,
  };
}

/** Up to four branches; every node names most of the lists. */
function randomTree(problem: Problem, lists: number, random: Random): ProofNode[] {
  const nodes: ProofNode[] = [];
  const add = (depth: number): number => {
    const index = nodes.length;
    const prices = Array.from({ length: lists }, (_, list) => list).filter(() => random(8) > 0);
    nodes.push({ prices, branch: null });
    const household: ProblemHousehold | undefined = problem.households[random(problem.households.length)];
    if (household === undefined || depth === 4 || random(5) === 0) return index;
    const dwellings = problem.dwellings.map(({ id }) => id).filter(() => random(2) === 0);
    const inside = add(depth + 1);
    const outside = add(depth + 1);
    nodes[index] = { prices, branch: { household: household.id, dwellings, inside, outside } };
    return index;
  };
  add(0);
  return nodes;
}
