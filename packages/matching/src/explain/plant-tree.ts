import type { ProofNode, Solution } from '../solution.ts';
import type { Explorer } from '../solver/explorer.ts';
import type { Model } from '../solver/model.ts';
import type { PriceVector } from '../solver/price-vector.ts';
import { enterCase, split, type TreeNode, unban, weigh } from '../solver/proof-tree.ts';
import type { Seed } from '../solver/seed.ts';

/** What of a written proof exists in the model. */
interface Plot {
  readonly explorer: Explorer;
  readonly nodes: readonly ProofNode[];
  /** By place among the price lists. */
  readonly vectors: readonly (PriceVector | undefined)[];
  readonly households: ReadonlyMap<string, number>;
}

/**
 * Begins the served set with the cases of a solution of nearly the same problem, their prices weighed anew for this
 * one: only what the change made untrue has to be asked again. Nothing is taken on trust, so that any solution will do.
 * `seed` is made from the solution.
 */
export function plantTree(explorer: Explorer, solution: Solution, seed: Seed): void {
  const { tree, model } = explorer;
  const { servedSet } = solution.certificate;
  const { vectors } = seed;
  const households = new Map(model.householdIds.map((id, number) => [id, number]));
  const plot: Plot = { explorer, nodes: servedSet.tree, vectors, households };
  if (servedSet.tree.length > 0) plantNode(plot, tree.root, 0);
  for (const { proof } of servedSet.unserved) {
    // The proofs of one list, and those of dwellings, are not in the tree where it was not needed.
    const named = proof.kind === 'hall-set' ? proof.prices : proof.kind === 'resource' ? [proof.prices] : [];
    for (const place of named) plantVector(plot, tree.root, place);
  }
}

function plantNode(plot: Plot, node: TreeNode, place: number): void {
  const written = plot.nodes[place];
  for (const list of written?.prices ?? []) plantVector(plot, node, list);
  const branch = written?.branch ?? null;
  const household = plot.households.get(branch?.household ?? '');
  if (branch === null || household === undefined) return;
  const { tree, model } = plot.explorer;
  const { inside, outside } = branch;
  const made = split(node, household, markInside(model, household, new Set(branch.dwellings)));
  for (const [side, next] of [
    ['inside', inside],
    ['outside', outside],
  ] as const) {
    const bans = enterCase(tree, made, side);
    plantNode(plot, made[side], next);
    unban(tree, bans);
  }
}

function plantVector({ explorer, vectors }: Plot, node: TreeNode, place: number): void {
  const vector = vectors[place];
  if (vector === undefined || node.vectors.some((entry) => entry.vector === vector)) return;
  node.vectors.push(weigh(explorer.tree, vector));
}

function markInside(model: Model, household: number, dwellings: ReadonlySet<string>): Uint8Array {
  const start = model.optionStart[household]!;
  return Uint8Array.from({ length: model.optionStart[household + 1]! - start }, (_, i) =>
    dwellings.has(model.dwellingIds[model.optionDwelling[start + i]!]!) ? 1 : 0,
  );
}
