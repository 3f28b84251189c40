import { type Allowance, sellingTotal } from './price-vector.ts';
import { type NodeVector, type ProofTree } from './proof-tree.ts';

/**
 * The best that the vectors of the whole allow a figure that is being made least (of score: greatest): whatever is
 * strictly better is impossible. `fallback` where they say nothing.
 */
export function boundOf(
  tree: ProofTree,
  figure: 'misfit' | 'excess' | 'score' | number,
  fallback: number,
): number {
  const bounds = tree.root.vectors.map((entry) => boundOfVector(tree, entry, figure));
  const known = bounds.filter((bound) => bound !== undefined);
  if (known.length === 0) return figure === 'score' ? fallback : Math.min(0, fallback);
  return figure === 'score' ? Math.min(...known) : Math.max(...known);
}

/** The vector of the whole that gives the best bound, or `undefined`. */
export function bestVector(
  tree: ProofTree,
  figure: 'misfit' | 'excess' | 'score' | number,
): NodeVector | undefined {
  const sign = figure === 'score' ? -1 : 1;
  let best: NodeVector | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const entry of tree.root.vectors) {
    const bound = boundOfVector(tree, entry, figure);
    if (bound === undefined || sign * bound <= most) continue;
    most = sign * bound;
    best = entry;
  }
  return best;
}

/** room(allowed) = rest + price × allowed must be 0 or more: the least allowed (of score: the greatest) is the bound. */
function boundOfVector(
  tree: ProofTree,
  entry: NodeVector,
  figure: 'misfit' | 'excess' | 'score' | number,
): number | undefined {
  const { vector } = entry;
  const price = typeof figure === 'number' ? (vector.classPrices?.[figure] ?? 0) : vector[figure];
  if (price === 0) return undefined;
  const allowance: Allowance = { ...tree.allowance, unserved: tree.allowance.unserved.slice() };
  if (typeof figure === 'number') allowance.unserved[figure] = 0;
  else allowance[figure] = 0;
  const rest = sellingTotal(vector, allowance) - entry.cheapest;
  if (!Number.isSafeInteger(rest)) return undefined;
  const bound = figure === 'score' ? Math.floor(rest / price) : Math.ceil(-rest / price);
  // What the bound is worth only if the sums that show it are exact.
  const better = figure === 'score' ? bound + 1 : bound - 1;
  if (typeof figure === 'number') allowance.unserved[figure] = better;
  else allowance[figure] = better;
  const room = sellingTotal(vector, allowance) - entry.cheapest;
  const isExact =
    Number.isSafeInteger(sellingTotal(vector, allowance)) && Number.isSafeInteger(entry.cheapest);
  return isExact && room < 0 ? bound : undefined;
}
