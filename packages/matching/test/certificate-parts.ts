import type { PlacementStepName, PriceList, ProofNode, Solution, UnservedProof } from '../src/solution.ts';
import { aPriceList } from './proof-by-enumeration.ts';

/** A branch in short: household, dwellings, node inside, node outside. */
export type ShortBranch = readonly [string, readonly string[], number, number];

/** A node of a tree: the lists that close places, and the branch if there is one. */
export function aNode(prices: readonly number[], branch?: ShortBranch): ProofNode {
  if (branch === undefined) return { prices, branch: null };
  const [household, dwellings, inside, outside] = branch;
  return { prices, branch: { household, dwellings, inside, outside } };
}

/** What is put into a certificate; in proofs and trees, list 0 is the first of `prices`. */
export interface Parts {
  readonly prices?: readonly Partial<PriceList>[];
  /** By household; the others keep what they have. */
  readonly proofs?: Readonly<Record<string, UnservedProof>>;
  readonly tree?: readonly ProofNode[];
  /** The trees of the classes, from the most urgent. */
  readonly classTrees?: readonly (readonly ProofNode[])[];
  readonly stepTrees?: Readonly<Partial<Record<PlacementStepName, readonly ProofNode[]>>>;
}

/** Puts own price lists behind those of a solution, and own proofs and trees in the place of what it has. */
export function withParts(solution: Solution, parts: Parts): Solution {
  const { certificate } = solution;
  const { servedSet } = certificate;
  const start = certificate.prices.length;
  const shift = (nodes: readonly ProofNode[]): ProofNode[] =>
    nodes.map(({ prices, branch }) => ({ prices: prices.map((list) => list + start), branch }));
  const shiftProof = (proof: UnservedProof): UnservedProof => {
    if (proof.kind === 'hall-set') return { ...proof, prices: proof.prices.map((list) => list + start) };
    return proof.kind === 'resource' ? { ...proof, prices: proof.prices + start } : proof;
  };
  const unserved = servedSet.unserved.map((entry) => {
    const proof = parts.proofs?.[entry.household];
    return proof === undefined ? entry : { household: entry.household, proof: shiftProof(proof) };
  });
  const kinds = new Map(unserved.map(({ household, proof }) => [household, proof.kind]));
  return {
    ...solution,
    trace: solution.trace.map((step) => ({ ...step, by: kinds.get(step.household) ?? step.by })),
    certificate: {
      prices: [...certificate.prices, ...(parts.prices ?? []).map((prices) => aPriceList(prices))],
      servedSet: {
        ...servedSet,
        tree: parts.tree === undefined ? servedSet.tree : shift(parts.tree),
        classes: servedSet.classes.map((count, place) => {
          const own = parts.classTrees?.[place];
          return own === undefined ? count : { ...count, tree: shift(own) };
        }),
        unserved,
      },
      placement: certificate.placement.map((step) => {
        const own = parts.stepTrees?.[step.step];
        return own === undefined ? step : { ...step, tree: shift(own) };
      }),
    },
  };
}
