import type { Problem, ProblemPair } from '../src/problem.ts';
import type { Certificate, ProofBranch, ProofNode, Solution } from '../src/solution.ts';
import type { Mutation, Random } from './mutate-solution.ts';
import { isTooMuch } from './too-much.ts';

/** One tree of a certificate. */
interface Place {
  readonly tree: readonly ProofNode[];
  /** Whether a place or case is left open where there is nothing in the tree, or no list. */
  readonly isNeeded: boolean;
  readonly replace: (tree: readonly ProofNode[]) => Certificate;
}

function listTrees(problem: Problem, solution: Solution): Place[] {
  const { certificate } = solution;
  const { servedSet, placement } = certificate;
  // Without prices a place is closed only by those who are kept apart from one another.
  const isMixed = problem.apart.length === 0;
  const isSearched = servedSet.unserved.some(
    ({ household, proof }) =>
      proof.kind === 'exhausted-search' && problem.pairs.some((pair) => isPlace(problem, pair, household)),
  );
  return [
    {
      tree: servedSet.tree,
      isNeeded: isMixed && isSearched,
      replace: (tree) => ({ ...certificate, servedSet: { ...servedSet, tree } }),
    },
    ...servedSet.classes.map((count, index) => ({
      tree: count.tree,
      // An empty tree is enough where no more can be served than there are.
      isNeeded: count.bound < problem.households.filter((one) => one.class === count.class).length,
      replace: (tree: readonly ProofNode[]) => ({
        ...certificate,
        servedSet: { ...servedSet, classes: servedSet.classes.with(index, { ...count, tree }) },
      }),
    })),
    ...placement.map((step, index) => ({
      tree: step.tree,
      isNeeded:
        step.step === 'order'
          ? isMixed && hasSmaller(problem, solution)
          : step.step === 'score' || (step.bound ?? 0) > 0,
      replace: (tree: readonly ProofNode[]) => ({
        ...certificate,
        placement: placement.with(index, { ...step, tree }),
      }),
    })),
  ];
}

function isPlace(problem: Problem, pair: ProblemPair, household: string): boolean {
  const isStaying = problem.households.some(
    ({ id, current }) => id === household && current === pair.dwelling,
  );
  return pair.household === household && !isStaying && !isTooMuch(problem, pair);
}

/** Whether somebody served has a pair with a smaller dwelling id than its own. */
function hasSmaller(problem: Problem, { assignments, served }: Solution): boolean {
  const dwellingOf = new Map(assignments.map(({ household, dwelling }) => [household, dwelling]));
  return problem.pairs.some(
    (pair) =>
      served.includes(pair.household) &&
      isPlace(problem, pair, pair.household) &&
      pair.dwelling < (dwellingOf.get(pair.household) ?? ''),
  );
}

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items.length === 0 ? undefined : items[random(items.length)];
}

/** Changes one node with a branch, anywhere. */
function changeBranch(
  problem: Problem,
  solution: Solution,
  random: Random,
  change: (branch: ProofBranch, index: number) => ProofBranch | undefined,
): Solution | undefined {
  const place = pick(
    listTrees(problem, solution).filter(({ tree }) => tree.some(({ branch }) => branch !== null)),
    random,
  );
  const indices = place?.tree.flatMap(({ branch }, index) => (branch === null ? [] : [index])) ?? [];
  const index = pick(indices, random);
  const node = index === undefined ? undefined : place?.tree[index];
  if (place === undefined || index === undefined || !node?.branch) return undefined;
  const branch = change(node.branch, index);
  return branch && { ...solution, certificate: place.replace(place.tree.with(index, { ...node, branch })) };
}

/** Changes of trees, and of lists as trees name them. */
export const MUTATIONS_OF_TREES: Readonly<Record<string, Mutation>> = {
  'the last price list dropped': (problem, solution) => {
    const { prices, servedSet } = solution.certificate;
    const last = prices.length - 1;
    const isUsed =
      listTrees(problem, solution).some(({ tree }) => tree.some((node) => node.prices.includes(last))) ||
      servedSet.unserved.some(({ proof }) =>
        proof.kind === 'hall-set'
          ? proof.prices.includes(last)
          : proof.kind === 'resource' && proof.prices === last,
      );
    if (!isUsed) return undefined;
    return { ...solution, certificate: { ...solution.certificate, prices: prices.slice(0, -1) } };
  },
  'the last node of a tree dropped': (problem, solution, random) => {
    const place = pick(
      listTrees(problem, solution).filter(
        ({ tree, isNeeded }) => tree.length > 1 || (tree.length === 1 && isNeeded),
      ),
      random,
    );
    return place && { ...solution, certificate: place.replace(place.tree.slice(0, -1)) };
  },
  'a node added that no node leads to': (problem, solution, random) => {
    const place = pick(
      listTrees(problem, solution).filter(({ tree }) => tree.length > 0),
      random,
    );
    return (
      place && { ...solution, certificate: place.replace([...place.tree, { prices: [], branch: null }]) }
    );
  },
  'no price list at any node of a tree': (problem, solution, random) => {
    const place = pick(
      listTrees(problem, solution).filter(({ tree, isNeeded }) => tree.length > 0 && isNeeded),
      random,
    );
    const bare = place?.tree.map(({ branch }) => ({ prices: [], branch }));
    return bare && place && { ...solution, certificate: place.replace(bare) };
  },
  'a price list that does not exist at a node': (problem, solution, random) => {
    const place = pick(
      listTrees(problem, solution).filter(({ tree }) => tree.length > 0),
      random,
    );
    const index = random(Math.max(1, place?.tree.length ?? 0));
    const node = place?.tree[index];
    if (place === undefined || node === undefined) return undefined;
    const prices = [...node.prices, solution.certificate.prices.length];
    return { ...solution, certificate: place.replace(place.tree.with(index, { ...node, prices })) };
  },
  'a branch on one who does not exist': (problem, solution, random) =>
    changeBranch(problem, solution, random, (branch) => ({ ...branch, household: `${branch.household}~` })),
  'a branch on a dwelling that does not exist': (problem, solution, random) =>
    changeBranch(problem, solution, random, (branch) => ({ ...branch, dwellings: ['~'] })),
  'a branch with one case twice': (problem, solution, random) =>
    changeBranch(problem, solution, random, (branch) => ({ ...branch, outside: branch.inside })),
  'a branch that leads back': (problem, solution, random) =>
    changeBranch(problem, solution, random, (branch, index) => ({ ...branch, inside: index })),
  'a branch whose dwellings are not sorted': (problem, solution, random) =>
    changeBranch(problem, solution, random, (branch) => ({
      ...branch,
      dwellings: [...branch.dwellings, branch.dwellings[0] ?? '~'],
    })),
};
