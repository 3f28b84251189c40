import type { Objective, PlacementStepName } from '../solution.ts';
import {
  createExplorer,
  type Effort,
  type Explorer,
  goHome,
  holdFigure,
  type StepCosts,
  setStep,
  sowSeed,
  startQuestion,
  useSoftLevels,
} from './explorer.ts';
import type { JointLimits } from './joint-limits.ts';
import { findOption, type Model, pairEnd } from './model.ts';
import { ascendPrices, type Figure } from './price-ascent.ts';
import { ban, cloneCases, createNode, narrow, PART, type TreeNode, weigh } from './proof-tree.ts';
import { type Answer, ask } from './questions.ts';
import type { Seed } from './seed.ts';
import type { State } from './state.ts';
import { bestVector, boundOf } from './step-bound.ts';

/** A step in numbers; see `PlacementStep`. */
export interface NumberedStep {
  readonly step: PlacementStepName;
  readonly value: number | null;
  readonly bound: number | null;
  readonly proven: boolean;
  readonly tree: TreeNode;
}

/** What a placement is to be made of, and the effort for each step. */
export interface PlacementTask {
  readonly model: Model;
  readonly limits: JointLimits;
  readonly state: State;
  /** By rank. */
  readonly served: readonly number[];
  readonly effort: Readonly<Record<PlacementStepName, Effort>>;
  readonly seed: Seed | undefined;
  readonly poll?: () => void;
}

/** Totals of the served where they are, and the excess of everyone. */
export function measure(model: Model, state: State, served: readonly number[]): Objective {
  let misfit = 0;
  let score = 0;
  for (const household of served) {
    const option = findOption(model, household, state.at[household]!);
    misfit += model.optionMisfit[option]!;
    score += model.optionScore[option]!;
  }
  return { misfit, excess: state.excess, score };
}

/**
 * Makes the figures best one after the other, each proven by cases within the effort, and then the order of dwellings
 * by rank. Changes where the served are, never who is served.
 */
export function solvePlacement(task: PlacementTask): {
  readonly steps: NumberedStep[];
  readonly programs: number;
} {
  const explorer = createPlacementExplorer(task);
  const steps: NumberedStep[] = [];
  let isProven = true;
  for (const figure of ['misfit', 'excess', 'score'] as const) {
    const step = solveFigure(explorer, task, figure, isProven);
    isProven = step.proven;
    steps.push(step);
  }
  steps.push(solveOrder(explorer, task, isProven, steps[2]!.tree));
  const { programs } = explorer;
  if (steps.every(({ step, value }) => step === 'order' || measured(task)[step] === value))
    return { steps, programs };
  // A later step came upon less of a figure that had stayed open: all that was said since was of another placement.
  // From the better one it is gone through anew, which ends, since every time a figure is less that comes before.
  const again = solvePlacement(task);
  return { steps: again.steps, programs: programs + again.programs };
}

function measured({ model, state, served }: PlacementTask): Objective {
  return measure(model, state, served);
}

/** The served end in their pairs, movers who were not served stay, nobody else takes part. */
export function createPlacementExplorer({
  model,
  limits,
  state,
  served,
  seed,
  poll,
}: Omit<PlacementTask, 'effort'>): Explorer {
  const explorer = createExplorer({
    model,
    state,
    classOf: new Int32Array(model.householdIds.length),
    classes: 1,
    limits,
    seed,
    poll,
  });
  const { tree, program } = explorer;
  const isServed = new Uint8Array(model.householdIds.length);
  for (const household of served) isServed[household] = 1;
  for (let household = 0; household < isServed.length; household += 1) {
    const stay = model.stayOption[household]!;
    if (isServed[household] === 0 && stay < 0) continue;
    tree.part[household] = PART.must;
    tree.players.push(household);
    program.inPlay.push(household);
    if (isServed[household] === 1) {
      if (stay >= 0) ban(tree, stay);
      continue;
    }
    for (let option = model.optionStart[household]!; option < stay; option += 1) ban(tree, option);
  }
  return explorer;
}

function solveFigure(
  explorer: Explorer,
  task: PlacementTask,
  figure: Figure,
  isProvenBefore: boolean,
): NumberedStep {
  const { tree } = explorer;
  tree.root = createNode();
  if (figure === 'excess') useSoftLevels(explorer);
  sowSeed(explorer, figure);
  const isClosed = bettersUntilClosed(explorer, task, figure);
  const value = measure(task.model, task.state, task.served)[figure];
  const step = isClosed ? { bound: value, tree: tree.root } : readBound(explorer, task, figure, value);
  tree.allowance[figure] = value;
  holdFigure(explorer, figure, figure === 'score' ? -value : value);
  setStep(explorer, undefined);
  return {
    step: figure,
    value,
    // A question may stay open although its best bound is what there is already.
    proven: step.bound === value && isProvenBefore,
    ...step,
    ...(isTriviallyBest(figure, value) ? { tree: createNode() } : {}),
  };
}

/** Asks for something better until there is none (true), or that stays open. */
function bettersUntilClosed(
  explorer: Explorer,
  { model, state, served, effort }: PlacementTask,
  figure: Figure,
): boolean {
  const { tree } = explorer;
  const better = figure === 'score' ? 1 : -1;
  const costs = figureCosts(explorer, figure);
  startQuestion(explorer, effort[figure]);
  for (;;) {
    const value = measure(model, state, served)[figure];
    if (isTriviallyBest(figure, value)) return true;
    tree.allowance[figure] = value + better;
    goHome(explorer);
    setStep(explorer, costs);
    const answer = ask(explorer, [], costOf(explorer, costs) - 1);
    if (answer !== 'found') return answer === 'closed';
    // What was found is better, unless floating point was wrong about it.
    if ((measure(model, state, served)[figure] - value) * better <= 0) return false;
  }
}

/** The best bound that is known of a figure that stayed open, and the one node that shows it. */
function readBound(
  explorer: Explorer,
  { effort }: PlacementTask,
  figure: Figure,
  value: number,
): Pick<NumberedStep, 'bound' | 'tree'> {
  const { tree } = explorer;
  const ascended = effort[figure].programs === 0 ? undefined : ascendPrices(explorer, figure, value);
  if (ascended !== undefined) tree.root.vectors.push(weigh(tree, ascended));
  const vector = bestVector(tree, figure);
  if (vector === undefined) return { bound: null, tree: createNode() };
  return { bound: boundOf(tree, figure, value), tree: { vectors: [vector], branch: undefined } };
}

/** No figure but score can be below 0. */
function isTriviallyBest(figure: Figure, value: number): boolean {
  return figure !== 'score' && value === 0;
}

/** Costs from 0; of score, what an option has less than the most that anybody gets. */
export function figureCosts(explorer: Explorer, figure: Figure): StepCosts {
  const { program, model, tree } = explorer;
  const cost = new Float64Array(program.columns);
  if (figure === 'excess') {
    for (let resource = 0; resource < program.resources; resource += 1) {
      if (Number.isFinite(program.softLength[resource]!))
        cost[program.firstSoft + 2 * resource + 1] = program.softLength[resource]!;
    }
  } else {
    const most = figure === 'score' ? greatest(model.optionScore) : 0;
    for (const household of tree.players) {
      for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
        cost[option] = figure === 'misfit' ? model.optionMisfit[option]! : most - model.optionScore[option]!;
      }
    }
  }
  const unit = Math.max(1, greatest(cost)) * Math.max(1, tree.players.length / 50);
  return { figure, cost: cost.map((figureCost) => figureCost / unit), unit };
}

function greatest(list: Int32Array | Float64Array): number {
  let most = 0;
  for (const item of list) if (item > most) most = item;
  return most;
}

/** What the state costs by the costs of a step, in units of the figure. */
function costOf({ model, state, tree }: Explorer, { figure, cost, unit }: StepCosts): number {
  if (figure === 'excess') return state.excess;
  let total = 0;
  for (const household of tree.players)
    total += cost[findOption(model, household, state.at[household]!)]! * unit;
  return Math.round(total);
}

/** For each served household by rank the smallest dwelling that leaves the figures as they are. */
function solveOrder(
  explorer: Explorer,
  { model, state, served, effort }: PlacementTask,
  isProvenBefore: boolean,
  scoreTree: TreeNode,
): NumberedStep {
  const { tree } = explorer;
  // The cases that close the score tell at once of most dwellings that they would cost something.
  tree.root = cloneCases(scoreTree);
  let isOpen = false;
  for (const household of isProvenBefore ? served : []) {
    let answer: Answer = 'found';
    while (answer === 'found') {
      const smaller = listSmaller(model, household, state.at[household]!);
      if (smaller.length === 0) break;
      explorer.asked = household;
      startQuestion(explorer, effort.order);
      goHome(explorer);
      answer = ask(explorer, smaller, Number.POSITIVE_INFINITY);
      explorer.asked = -1;
    }
    if (answer === 'open') {
      isOpen = true;
      break;
    }
    const kept = findOption(model, household, state.at[household]!);
    narrow(tree, household, () => {
      for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
        if (option !== kept) ban(tree, option);
      }
    });
  }
  const proven = isProvenBefore && !isOpen;
  return { step: 'order', value: null, bound: null, proven, tree: proven ? tree.root : createNode() };
}

function listSmaller(model: Model, household: number, dwelling: number): number[] {
  const options: number[] = [];
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
    if (model.optionDwelling[option]! < dwelling) options.push(option);
  }
  return options;
}
