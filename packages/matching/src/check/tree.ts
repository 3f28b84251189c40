import { compareIds } from '../problem.ts';
import type { ProofBranch, ProofNode } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';

/** A deeper tree is refused: what a node costs grows with its depth, and no proof that helps anyone is deeper. */
export const MAX_DEPTH = 1000;

/** A proof by cases in the numbers of the facts. */
export interface Tree {
  readonly path: string;
  readonly nodes: readonly TreeNode[];
}

/** `prices` are places in `certificate.prices`. */
export interface TreeNode {
  readonly prices: readonly number[];
  readonly branch: TreeBranch | null;
}

/** Children come after their node, and are the children of no other. */
export interface TreeBranch {
  readonly household: number;
  readonly dwellings: ReadonlySet<number>;
  readonly inside: number;
  readonly outside: number;
}

/** What the trees of a certificate refer to. */
export interface TreeSource {
  readonly facts: Facts;
  readonly priceLists: number;
}

/**
 * Reads a tree. `undefined`, with a reason reported, unless all that it names exists, every node but the first is
 * the child of exactly one node before it, and no node is deeper than `MAX_DEPTH`: to walk it ends.
 */
export function readTree(
  source: TreeSource,
  nodes: readonly ProofNode[],
  path: string,
  report: Report,
): Tree | undefined {
  const read: TreeNode[] = [];
  const depth = new Int32Array(nodes.length).fill(-1);
  if (nodes.length > 0) depth[0] = 0;
  for (const [index, node] of nodes.entries()) {
    const at = `${path}/${index}`;
    const fault = findFault(source, node, index, depth);
    if (fault !== undefined) {
      report(at, 'tree-malformed', fault);
      return undefined;
    }
    const branch = node.branch === null ? null : readBranch(source.facts, node.branch);
    if (typeof branch === 'string') {
      report(`${at}/branch`, 'unknown-id', branch);
      return undefined;
    }
    read.push({ prices: node.prices, branch });
  }
  return { path, nodes: read };
}

/** Also notes the depth of the children. */
function findFault(
  source: TreeSource,
  { prices, branch }: ProofNode,
  index: number,
  depth: Int32Array,
): string | undefined {
  const own = depth[index]!;
  if (own === -1) return 'It is the child of no node before it.';
  if (own > MAX_DEPTH) return `It is deeper than ${MAX_DEPTH}.`;
  const unknown = prices.find((list) => !(list >= 0 && list < source.priceLists));
  if (unknown !== undefined) return `There is no price list ${unknown}.`;
  if (branch === null) return undefined;
  for (const child of [branch.inside, branch.outside]) {
    if (!Number.isInteger(child) || child <= index || child >= depth.length) {
      return `Node ${child} is not one after it.`;
    }
    if (depth[child] !== -1) return `Node ${child} is a child already.`;
    depth[child] = own + 1;
  }
  const isSorted = branch.dwellings.every(
    (id, place) => place === 0 || compareIds(branch.dwellings[place - 1] ?? '', id) < 0,
  );
  return isSorted ? undefined : 'The dwellings of its branch are not sorted.';
}

/** A text names what does not exist. */
function readBranch(
  facts: Facts,
  { household, dwellings, inside, outside }: ProofBranch,
): TreeBranch | string {
  const row = facts.householdAt.get(household);
  if (row === undefined) return `${household} is not in the problem.`;
  const columns = new Set<number>();
  for (const id of dwellings) {
    const column = facts.dwellingAt.get(id);
    if (column === undefined) return `${id} is not in the problem.`;
    columns.add(column);
  }
  return { household: row, dwellings: columns, inside, outside };
}
