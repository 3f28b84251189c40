import { isInResource, type Model } from './model.ts';
import { type Allowance, type PriceVector, priceOption, sellingTotal } from './price-vector.ts';

/** How a household takes part in the questions that are asked now. */
export const PART = {
  none: 0,
  /** It ends in one of the options that are left to it. */
  must: 1,
  /** It may also end nowhere, unserved. */
  may: 2,
  /** It ends nowhere, unserved. */
  nowhere: 3,
} as const;

/** A vector at a node, with the sum of the cheapest places of all who take part. */
export interface NodeVector {
  readonly vector: PriceVector;
  cheapest: number;
}

/** A case of the proof; see `ProofNode`. Its vectors hold for everything that is asked from now on. */
export interface TreeNode {
  readonly vectors: NodeVector[];
  branch: TreeBranch | undefined;
}

/** `isInside` is by place among the options of the household. */
export interface TreeBranch {
  readonly household: number;
  readonly isInside: Uint8Array;
  readonly inside: TreeNode;
  readonly outside: TreeNode;
}

/**
 * Who takes part and where each may end, and the cases by which it was shown what cannot be. It may only be narrowed:
 * then everything that was shown stays true.
 */
export interface ProofTree {
  readonly model: Model;
  readonly classOf: Int32Array;
  /** The whole; each step of the placement starts another one. */
  root: TreeNode;
  readonly part: Uint8Array;
  readonly players: number[];
  /**
   * What is not 0 is ruled out, by the tree's domain or by the case that is looked at: options, and behind them being
   * nowhere for each household.
   */
  readonly bans: Uint16Array;
  readonly allowance: Allowance;
  /** Told when an option is ruled out or back in. */
  onBan: (option: number, isBanned: boolean) => void;
}

export function createProofTree(model: Model, classOf: Int32Array, classes: number): ProofTree {
  const bans = new Uint16Array(model.optionDwelling.length + model.householdIds.length);
  for (const option of model.tooMuch) bans[option] = 1;
  return {
    model,
    classOf,
    root: createNode(),
    part: new Uint8Array(model.householdIds.length),
    players: [],
    bans,
    allowance: { misfit: 0, excess: 0, score: 0, unserved: new Float64Array(classes) },
    onBan: () => {},
  };
}

/** A case of which nothing is known yet. */
export function createNode(): TreeNode {
  return { vectors: [], branch: undefined };
}

/** The same cases and vectors, to be carried further without changing the first. */
export function cloneCases(node: TreeNode): TreeNode {
  const { branch } = node;
  return {
    vectors: node.vectors.map((entry) => ({ ...entry })),
    branch: branch && { ...branch, inside: cloneCases(branch.inside), outside: cloneCases(branch.outside) },
  };
}

/** Rules an option out once more. */
export function ban(tree: ProofTree, option: number): void {
  tree.bans[option]! += 1;
  if (tree.bans[option] === 1) tree.onBan(option, true);
}

/** Takes back one `ban` of each option. */
export function unban(tree: ProofTree, options: readonly number[]): void {
  for (const option of options) {
    tree.bans[option]! -= 1;
    if (tree.bans[option] === 0) tree.onBan(option, false);
  }
}

/** The least that a household pays, wherever it ends; infinite where nothing is left to it. */
export function cheapestPlace(tree: ProofTree, vector: PriceVector, household: number): number {
  const { model } = tree;
  const part = tree.part[household]!;
  if (part === PART.none) return 0;
  const nowhere = vector.classPrices?.[tree.classOf[household]!] ?? 0;
  const mayBeNowhere = part !== PART.must && tree.bans[model.optionDwelling.length + household] === 0;
  let least = mayBeNowhere ? nowhere : Number.POSITIVE_INFINITY;
  if (part === PART.nowhere) return least;
  const stay = model.stayOption[household]!;
  const isLowest = vector.score === 0;
  for (let option = model.optionStart[household]!; option < model.optionStart[household + 1]!; option += 1) {
    if (tree.bans[option] !== 0) continue;
    const price = priceOption(model, vector, option) + (option === stay ? nowhere : 0);
    if (price < least) least = price;
    if (least === 0 && isLowest) break;
  }
  return least;
}

/** Adds up the cheapest places of all who take part at the case that is looked at. */
export function weigh(tree: ProofTree, vector: PriceVector): NodeVector {
  let cheapest = 0;
  for (const household of tree.players) cheapest += cheapestPlace(tree, vector, household);
  return { vector, cheapest };
}

/**
 * What is left of a vector for a household (-1: nobody is asked about), and nothing at all where a figure cannot be
 * told exactly.
 */
export function roomOf(tree: ProofTree, entry: NodeVector, asked: number): number {
  const sold = sellingTotal(entry.vector, tree.allowance);
  const own = asked < 0 ? 0 : askedShare(tree, entry.vector, asked);
  const room = sold - entry.cheapest + own;
  if (room === Number.NEGATIVE_INFINITY) return room;
  const isExact =
    Number.isSafeInteger(sold) && Number.isSafeInteger(entry.cheapest) && Number.isSafeInteger(room);
  return isExact ? room : Number.POSITIVE_INFINITY;
}

/** The share of the asked household in the sum: it is asked about without what it is entitled to meanwhile. */
function askedShare(tree: ProofTree, vector: PriceVector, asked: number): number {
  return tree.part[asked] === PART.none ? 0 : cheapestPlace(tree, vector, asked);
}

/** With more vectors than this at a node, only those that close all options at once are looked for. */
const MANY_VECTORS = 400;

/** The options that no vector of a node closes. */
export function openOptions(
  tree: ProofTree,
  node: TreeNode,
  asked: number,
  options: readonly number[],
): readonly number[] {
  let open = options.filter((option) => tree.bans[option] === 0);
  if (node.vectors.length > MANY_VECTORS)
    return findClosing(tree, node, asked, open) === undefined ? open : [];
  for (const entry of node.vectors) {
    if (open.length === 0) return open;
    const room = roomOf(tree, entry, asked);
    open = open.filter((option) => priceOption(tree.model, entry.vector, option) <= room);
  }
  return open;
}

/** A vector of a node that closes all of the options by itself. */
export function findClosing(
  tree: ProofTree,
  node: TreeNode,
  asked: number,
  options: readonly number[],
): NodeVector | undefined {
  const [first] = options;
  return node.vectors.find((entry) => {
    if (first !== undefined && priceOption(tree.model, entry.vector, first) <= 0) return false;
    const room = roomOf(tree, entry, asked);
    return options.every((option) => priceOption(tree.model, entry.vector, option) > room);
  });
}

/** The options that stay open in some case; the nodes that were looked at are counted. */
export function stillOpen(
  tree: ProofTree,
  asked: number,
  options: readonly number[],
  node: TreeNode = tree.root,
): { readonly isOpen: boolean; readonly nodes: number } {
  if (isImpossible(tree, node)) return { isOpen: false, nodes: 1 };
  const open = openOptions(tree, node, asked, options);
  if (open.length === 0) return { isOpen: false, nodes: 1 };
  if (node.branch === undefined) return { isOpen: true, nodes: 1 };
  let nodes = 1;
  for (const side of ['inside', 'outside'] as const) {
    const made = enterCase(tree, node.branch, side);
    const found = stillOpen(tree, asked, open, node.branch[side]);
    unban(tree, made);
    nodes += found.nodes;
    if (found.isOpen) return { isOpen: true, nodes };
  }
  return { isOpen: false, nodes };
}

/** Whether a vector shows that there is no assignment in a case at all. */
export function isImpossible(tree: ProofTree, node: TreeNode): boolean {
  return node.vectors.some((entry) => roomOf(tree, entry, -1) < 0);
}

/** Splits a case by whether a household ends in one of the options inside. */
export function split(node: TreeNode, household: number, isInside: Uint8Array): TreeBranch {
  const branch = { household, isInside, inside: createNode(), outside: createNode() };
  node.branch = branch;
  return branch;
}

/** Looks at one side of a case: gives the bans that this made, for `unban`. */
export function enterCase(
  tree: ProofTree,
  branch: TreeBranch,
  side: 'inside' | 'outside',
): readonly number[] {
  const { model } = tree;
  const { household, isInside } = branch;
  const made: number[] = [];
  const start = model.optionStart[household]!;
  for (const [place, inside] of isInside.entries()) {
    if ((inside === 1) === (side === 'inside')) continue;
    ban(tree, start + place);
    made.push(start + place);
  }
  if (side === 'inside') {
    ban(tree, model.optionDwelling.length + household);
    made.push(model.optionDwelling.length + household);
  }
  banKeptApart(tree, household, side === 'outside', made);
  return made;
}

/** Whoever is kept apart from the household has no place in a resource that holds all the places left to it. */
function banKeptApart(tree: ProofTree, household: number, mayBeNowhere: boolean, made: number[]): void {
  const { model } = tree;
  const part = tree.part[household];
  if (part === PART.none || (part === PART.may && mayBeNowhere)) return;
  for (const { other, resources } of model.apart[household] ?? []) {
    for (const resource of resources) {
      const within = findWithin(tree, household, resource);
      if (within === 'not') continue;
      for (let option = model.optionStart[other]!; option < model.optionStart[other + 1]!; option += 1) {
        if (!isInResource(model, model.optionDwelling[option]!, resource)) continue;
        if (option === model.stayOption[other] && within === 'with-stay') continue;
        ban(tree, option);
        made.push(option);
      }
    }
  }
}

function findWithin(tree: ProofTree, household: number, resource: number): 'not' | 'all' | 'with-stay' {
  const { model } = tree;
  let within: 'not' | 'all' | 'with-stay' = 'not';
  for (let option = model.optionStart[household]!; option < model.optionStart[household + 1]!; option += 1) {
    if (tree.bans[option] !== 0) continue;
    if (!isInResource(model, model.optionDwelling[option]!, resource)) return 'not';
    if (option === model.stayOption[household]) within = 'with-stay';
    else if (within === 'not') within = 'all';
  }
  return within;
}

/** Every case that is still possible, with its restrictions in force while it is visited. */
export function visitCases(
  tree: ProofTree,
  visit: (node: TreeNode) => void,
  node: TreeNode = tree.root,
): void {
  visit(node);
  const { branch } = node;
  if (branch === undefined) return;
  for (const side of ['inside', 'outside'] as const) {
    const made = enterCase(tree, branch, side);
    visitCases(tree, visit, branch[side]);
    unban(tree, made);
  }
}

/** Narrows where one household may end (`narrow` does it), and keeps the sums of all vectors right. */
export function narrow(tree: ProofTree, household: number, change: () => void): void {
  visitCases(tree, (node) => {
    for (const entry of node.vectors) entry.cheapest -= cheapestPlace(tree, entry.vector, household);
  });
  change();
  visitCases(tree, (node) => {
    for (const entry of node.vectors) {
      entry.cheapest += cheapestPlace(tree, entry.vector, household);
      // Somebody had no place in this case: infinity cannot be taken out of a sum again.
      if (!Number.isFinite(entry.cheapest)) entry.cheapest = weigh(tree, entry.vector).cheapest;
    }
  });
}
