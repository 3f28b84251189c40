import { dive } from './dive.ts';
import { askAgain, askOnly, type Explorer, RULED_OUT_COST, setStep } from './explorer.ts';
import { minimize } from './lp/simplex.ts';
import { isInResource, type Model } from './model.ts';
import { priceOption } from './price-vector.ts';
import {
  enterCase,
  isImpossible,
  type NodeVector,
  openOptions,
  roomOf,
  split,
  type TreeNode,
  unban,
  weigh,
} from './proof-tree.ts';
import { proposeVector, SCALES } from './propose-vector.ts';
import { tighten } from './tighten.ts';
import { figureCost, readShares, type Shares, type Taking, takeVertex } from './vertex.ts';

/** What came of a question. */
export type Answer =
  /** There is such an assignment, and it is the state now. */
  | 'found'
  /** There is none: the tree closes every case. */
  | 'closed'
  /** Neither was shown within the effort. */
  | 'open';

const MAX_DEPTH = 120;
const RULED_OUT = 1e-3;
/** A little more than what widened limits can do to a cost. */
const SLIGHT = 1e-3;
/** Vertices between two dives, once the first did not find anything. */
const DIVE_EVERY = 12;
const NEAR = 1e-3;
/** Times that joint limits are looked for before a case is split, of the whole and of a case. */
const ROUNDS_AT_ROOT = 12;
const ROUNDS_BELOW = 2;

/** Cases that a question opened, so that they can be closed again where it stays open. */
interface Question {
  readonly explorer: Explorer;
  readonly opened: TreeNode[];
  /** What a better assignment may cost at most; infinite where a household is asked about. */
  readonly most: number;
  looked: number;
}

/**
 * Asks whether the asked household can end in one of the options, or (nobody asked) whether there is an assignment
 * that costs at most `most` in the figure of the step. The vertex must be one of the present domain.
 */
export function ask(explorer: Explorer, options: readonly number[], most: number): Answer {
  const question: Question = { explorer, opened: [], most, looked: 0 };
  const answer = look(question, explorer.tree.root, options, 0);
  if (answer === 'open') for (const node of question.opened) node.branch = undefined;
  return answer;
}

/** What is left to be answered at a node. */
interface Remainder {
  options: readonly number[];
  /** Some options were left open for good. */
  isOpen: boolean;
}

function look(question: Question, node: TreeNode, options: readonly number[], depth: number): Answer {
  const { tree, asked } = question.explorer;
  if (isImpossible(tree, node)) return 'closed';
  const left: Remainder = { options: openOptions(tree, node, asked, options), isOpen: false };
  for (;;) {
    if (asked >= 0 && left.options.length === 0) return left.isOpen ? 'open' : 'closed';
    const answer =
      node.branch === undefined
        ? lookAtLeaf(question, node, left, depth)
        : lookIntoCases(question, node, left.options, depth);
    if (answer === undefined) continue;
    return answer === 'closed' && left.isOpen ? 'open' : answer;
  }
}

/** Solves once; `undefined` where that left the question smaller, or the node with cases. */
function lookAtLeaf(question: Question, node: TreeNode, left: Remainder, depth: number): Answer | undefined {
  const { explorer } = question;
  const { tree, asked } = explorer;
  if (explorer.programsLeft <= 0 || depth > MAX_DEPTH) return 'open';
  const step = solveFor(question, node, left.options, depth);
  switch (step.kind) {
    case 'found':
      return 'found';
    case 'gave-up':
      return 'open';
    case 'priced':
      if (asked < 0 || isImpossible(tree, node)) return 'closed';
      left.options = step.open;
      return undefined;
    case 'split':
      split(node, step.branch.household, step.branch.isInside);
      question.opened.push(node);
      return undefined;
    case 'divided': {
      // The asked household is in several places: its likeliest ones alone, then the others.
      const answer = look(question, node, step.part, depth);
      if (answer === 'found') return answer;
      left.isOpen ||= answer === 'open';
      left.options = openOptions(tree, node, asked, left.options).filter(
        (option) => !step.part.includes(option),
      );
      return undefined;
    }
  }
}

/** What one linear program leads to. */
type Step =
  | { readonly kind: 'found' }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'split'; readonly branch: Branch }
  | { readonly kind: 'divided'; readonly part: readonly number[] }
  | PricedStep;

/** A vector was added to the node: these options it leaves open. */
interface PricedStep {
  readonly kind: 'priced';
  readonly open: readonly number[];
}

function solveFor(question: Question, node: TreeNode, open: readonly number[], depth: number): Step {
  const { explorer } = question;
  const narrowed = askOnly(explorer, open);
  let outcome = solve(question, node, open);
  const rounds = depth === 0 ? ROUNDS_AT_ROOT : ROUNDS_BELOW;
  for (
    let round = 0;
    round < rounds && outcome.kind === 'vertex' && outcome.shares.split.size > 0;
    round += 1
  ) {
    if (explorer.programsLeft <= 0 || !tighten(explorer, outcome.shares)) break;
    outcome = solve(question, node, open);
  }
  const taking = outcome.kind === 'vertex' ? takeOrDive(question, outcome.shares) : undefined;
  askAgain(explorer, narrowed);
  if (outcome.kind !== 'vertex') return outcome;
  if (taking?.kind === 'taken') return { kind: 'found' };
  if (taking?.kind === 'conflict') return { kind: 'split', branch: branchOnConflict(explorer, taking) };
  const part = listAskedPart(explorer, outcome.shares, open);
  if (part.length > 0) return { kind: 'divided', part };
  const branch = chooseBranch(explorer, outcome.shares);
  return branch === undefined ? { kind: 'gave-up' } : { kind: 'split', branch };
}

function lookIntoCases(question: Question, node: TreeNode, open: readonly number[], depth: number): Answer {
  const { tree } = question.explorer;
  let answer: Answer = 'closed';
  for (const side of ['inside', 'outside'] as const) {
    const branch = node.branch!;
    const made = enterCase(tree, branch, side);
    const found = look(question, branch[side], open, depth + 1);
    unban(tree, made);
    if (found === 'found') return found;
    if (found === 'open') answer = 'open';
  }
  return answer;
}

type Outcome =
  | { readonly kind: 'vertex'; readonly shares: Shares }
  | PricedStep
  | { readonly kind: 'gave-up' };

function solve(question: Question, node: TreeNode, open: readonly number[]): Outcome {
  const { explorer } = question;
  const { program, step } = explorer;
  explorer.programsLeft -= 1;
  explorer.programs += 1;
  if (!minimize(program)) return { kind: 'gave-up' };
  const shares = readShares(explorer);
  if (shares.ruledOut > RULED_OUT) {
    // Prices that speak of what is possible only, without the figure.
    if (step !== undefined) {
      setStep(explorer, undefined);
      const isSolved = minimize(program);
      const priced = isSolved ? addVector(question, node, open) : undefined;
      setStep(explorer, step);
      return priced ?? { kind: 'gave-up' };
    }
    return addVector(question, node, open) ?? { kind: 'gave-up' };
  }
  if (step !== undefined && figureCost(explorer) > question.most + SLIGHT)
    return addVector(question, node, open) ?? { kind: 'gave-up' };
  if (step !== undefined) {
    // Says how good an assignment could be at best, should the question stay open.
    if (node === explorer.tree.root && node.vectors.length === 0) addBoundVector(explorer, node);
    return { kind: 'vertex', shares };
  }
  // The same, as near as possible to where all are: that divides fewer households.
  program.distance = NEAR;
  const isNear = minimize(program);
  program.distance = 0;
  return isNear ? { kind: 'vertex', shares: readShares(explorer) } : { kind: 'gave-up' };
}

/** Rounds the prices of the vertex until they close something, and keeps the ones that close most. */
function addVector(question: Question, node: TreeNode, open: readonly number[]): PricedStep | undefined {
  const { explorer } = question;
  const { tree, asked, model } = explorer;
  let best: { readonly entry: NodeVector; readonly open: readonly number[] } | undefined;
  for (const scale of SCALES) {
    const vector = proposeVector(explorer, scale, RULED_OUT_COST);
    if (vector === undefined) break;
    const entry = weigh(tree, vector);
    if (roomOf(tree, entry, -1) < 0) {
      node.vectors.push(entry);
      return { kind: 'priced', open: [] };
    }
    if (asked < 0) continue;
    const room = roomOf(tree, entry, asked);
    const left = open.filter((option) => priceOption(model, vector, option) <= room);
    if (left.length < (best?.open.length ?? open.length)) best = { entry, open: left };
    if (left.length === 0) break;
  }
  if (best === undefined) return undefined;
  node.vectors.push(best.entry);
  return { kind: 'priced', open: best.open };
}

function addBoundVector(explorer: Explorer, node: TreeNode): void {
  for (const scale of SCALES.toReversed()) {
    const vector = proposeVector(explorer, scale, RULED_OUT_COST);
    if (vector === undefined) continue;
    const entry = weigh(explorer.tree, vector);
    if (!Number.isFinite(roomOf(explorer.tree, entry, -1))) continue;
    node.vectors.push(entry);
    return;
  }
}

function takeOrDive(question: Question, shares: Shares): Taking {
  const { explorer } = question;
  if (shares.split.size === 0) return takeVertex(explorer, shares.shares);
  question.looked += 1;
  if ((question.looked - 1) % DIVE_EVERY !== 0) return { kind: 'refused' };
  return dive(explorer, question.most) ? { kind: 'taken' } : { kind: 'refused' };
}

/** The places of the asked household that are like its greatest share; none when it is not divided. */
function listAskedPart(
  explorer: Explorer,
  { shares, split: divided }: Shares,
  open: readonly number[],
): readonly number[] {
  const { model, asked } = explorer;
  const columns = divided.get(asked);
  if (columns === undefined || open.length < 2) return [];
  const options = columns.filter((column) => column < model.optionDwelling.length);
  const likeliest = options.reduce((a, b) => (shares.get(b)! > shares.get(a)! ? b : a));
  const dwelling = model.optionDwelling[likeliest]!;
  const alike = open.filter((option) => hasSameResources(model, model.optionDwelling[option]!, dwelling));
  return alike.length < open.length ? alike : [likeliest];
}

function hasSameResources(model: Model, a: number, b: number): boolean {
  const start = model.resourceStart;
  const length = start[a + 1]! - start[a]!;
  if (length !== start[b + 1]! - start[b]!) return false;
  for (let i = 0; i < length; i += 1) {
    if (model.resourceList[start[a]! + i] !== model.resourceList[start[b]! + i]) return false;
  }
  return true;
}

interface Branch {
  readonly household: number;
  readonly isInside: Uint8Array;
}

/** The household and the resource (or dwelling) that are most undecided, those who use most first. */
function chooseBranch(explorer: Explorer, { shares, split: divided }: Shares): Branch | undefined {
  const { model } = explorer;
  let best: { score: number; branch: Branch } | undefined;
  const offer = (
    household: number,
    share: number,
    isInside: (dwelling: number) => boolean,
    extra: number,
  ): void => {
    const score = Math.min(share, 1 - share) * extra;
    if (share > 1 - RULED_OUT || score <= (best?.score ?? 0)) return;
    best = { score, branch: { household, isInside: markOptions(model, household, isInside) } };
  };
  for (const [household, columns] of divided) {
    if (household === explorer.asked) continue;
    const options = columns.filter((column) => column < model.optionDwelling.length);
    const load = 1 + model.loads[household]!;
    const seen = new Set<number>();
    for (const option of options) {
      const dwelling = model.optionDwelling[option]!;
      for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
        const resource = model.resourceList[i]!;
        if (seen.has(resource)) continue;
        seen.add(resource);
        const isIn = (other: number): boolean => isInResource(model, other, resource);
        const share = options.reduce(
          (sum, other) => sum + (isIn(model.optionDwelling[other]!) ? shares.get(other)! : 0),
          0,
        );
        offer(household, share, isIn, 100 * load);
      }
      offer(household, shares.get(option)!, (other) => other === dwelling, 1);
    }
    const somewhere = options.reduce((sum, option) => sum + shares.get(option)!, 0);
    if (somewhere < 1 - RULED_OUT) offer(household, somewhere, () => true, 100 * load);
  }
  return best?.branch;
}

function markOptions(model: Model, household: number, isInside: (dwelling: number) => boolean): Uint8Array {
  const start = model.optionStart[household]!;
  return Uint8Array.from({ length: model.optionStart[household + 1]! - start }, (_, i) =>
    isInside(model.optionDwelling[start + i]!) ? 1 : 0,
  );
}

/** Two who are kept apart: one of them is in the resource, or it is not; where both may stay, it stays or does not. */
function branchOnConflict(explorer: Explorer, conflict: Taking & { kind: 'conflict' }): Branch {
  const { model, tree } = explorer;
  const { household, other, resource } = conflict;
  const mayStay = (one: number): boolean => {
    const stay = model.stayOption[one]!;
    return stay >= 0 && tree.bans[stay] === 0 && isInResource(model, model.current[one]!, resource);
  };
  if (mayStay(household) && mayStay(other))
    return {
      household,
      isInside: markOptions(model, household, (dwelling) => dwelling === model.current[household]),
    };
  return {
    household,
    isInside: markOptions(model, household, (dwelling) => isInResource(model, dwelling, resource)),
  };
}
