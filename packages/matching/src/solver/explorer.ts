import type { JointLimits } from './joint-limits.ts';
import {
  createProgram,
  FIGURE_ROWS,
  figureRow,
  type LinearProgram,
  NO_LIMIT,
  resetVertex,
} from './lp/program.ts';
import { findOption, type Model } from './model.ts';
import { createProofTree, PART, type ProofTree, weigh } from './proof-tree.ts';
import type { Seed } from './seed.ts';
import type { State } from './state.ts';

/** What an option or being nowhere costs in the figure that is made best, 0 or more; and what a unit of cost means. */
export interface StepCosts {
  readonly figure: 'misfit' | 'excess' | 'score' | number;
  readonly cost: Float64Array;
  /** One unit of cost in the program is so much of the figure. */
  readonly unit: number;
}

/** Costs against what a case or question rules out: above all costs of a figure, which are 1 at most. */
export const RULED_OUT_COST: number = 1000;

/** Everything that questions about one problem share: where all are, the proof, and the program behind it. */
export interface Explorer {
  readonly model: Model;
  readonly state: State;
  readonly tree: ProofTree;
  readonly program: LinearProgram;
  /** The household that is asked about, or -1. */
  asked: number;
  /** What a question leaves to the asked household, beside the tree's bans. */
  readonly isNotAsked: Uint8Array;
  step: StepCosts | undefined;
  /** Shared with all other questions about the problem. */
  readonly limits: JointLimits;
  /** A solution of nearly the same problem, to begin with. */
  readonly seed: Seed | undefined;
  /** The numbers from each class are held: whoever is served takes the turn of another one. */
  hasCounts: boolean;
  /** Linear programs that may still be solved, and were solved. */
  programsLeft: number;
  programs: number;
}

/** Effort, counted: linear programs and operations of one question, and operations of all together. */
export interface Effort {
  readonly programs: number;
  readonly work: number;
  readonly allWork: number;
}

/** Gives the next question its share of the effort. */
export function startQuestion(explorer: Explorer, effort: Effort): void {
  const { program } = explorer;
  explorer.programsLeft = effort.programs;
  program.workLimit = Math.min(program.work + effort.work, effort.allWork);
}

/** What an explorer is made for. */
export interface ExplorerTask {
  readonly model: Model;
  readonly state: State;
  /** Number of each household's class, and how many classes there are (at least one). */
  readonly classOf: Int32Array;
  readonly classes: number;
  readonly limits: JointLimits;
  readonly seed: Seed | undefined;
  /** Called now and then; may throw to end it all. */
  readonly poll?: (() => void) | undefined;
}

/** With nobody in play and nothing proved. */
export function createExplorer(task: ExplorerTask): Explorer {
  const { model, state, classOf, classes, limits, seed } = task;
  const tree = createProofTree(model, classOf, classes);
  const program = createProgram(model, classOf, classes, limits);
  if (task.poll !== undefined) program.poll = task.poll;
  const explorer: Explorer = {
    model,
    state,
    tree,
    program,
    asked: -1,
    isNotAsked: new Uint8Array(program.firstSoft),
    step: undefined,
    limits,
    seed,
    hasCounts: false,
    programsLeft: 0,
    programs: 0,
  };
  tree.onBan = (column) => setCost(explorer, column);
  program.cost.fill(RULED_OUT_COST, program.firstNowhere, program.firstSoft);
  for (const option of model.tooMuch) program.cost[option] = RULED_OUT_COST;
  return explorer;
}

/** Cost of an option, or of being nowhere: against the rules, or as the figure has it. */
export function setCost(explorer: Explorer, column: number): void {
  const { program, step } = explorer;
  const cost = isRuledOut(explorer, column) ? RULED_OUT_COST : (step?.cost[column] ?? 0);
  program.cost[column] = cost;
}

/** Whether the question or case rules a column out. */
export function isRuledOut(explorer: Explorer, column: number): boolean {
  const { tree, program } = explorer;
  if (tree.bans[column] !== 0 || explorer.isNotAsked[column] === 1) return true;
  if (column < program.firstNowhere) return false;
  const part = tree.part[column - program.firstNowhere]!;
  return part !== PART.may && part !== PART.nowhere;
}

/** Sets the costs of all columns of those who take part, for another figure. */
export function setStep(explorer: Explorer, step: StepCosts | undefined): void {
  const { program, model, tree } = explorer;
  explorer.step = step;
  for (const household of tree.players) {
    for (
      let option = model.optionStart[household]!;
      option < model.optionStart[household + 1]!;
      option += 1
    ) {
      setCost(explorer, option);
    }
    setCost(explorer, program.firstNowhere + household);
  }
  for (let column = program.firstSoft; column < program.columns; column += 1) {
    program.cost[column] = step?.cost[column] ?? 0;
  }
}

/** Asks about some options of a household only; gives what this ruled out, for `askAgain`. */
export function askOnly(explorer: Explorer, options: readonly number[]): readonly number[] {
  const { model, asked } = explorer;
  if (asked < 0) return [];
  const kept = new Set(options);
  const out: number[] = [];
  for (let option = model.optionStart[asked]!; option < model.optionStart[asked + 1]!; option += 1) {
    if (kept.has(option) || explorer.isNotAsked[option] === 1) continue;
    explorer.isNotAsked[option] = 1;
    out.push(option);
    setCost(explorer, option);
  }
  return out;
}

/** Takes `askOnly` back. */
export function askAgain(explorer: Explorer, options: readonly number[]): void {
  for (const option of options) {
    explorer.isNotAsked[option] = 0;
    setCost(explorer, option);
  }
}

/** Starts the program from where all are. */
export function goHome(explorer: Explorer): void {
  const { model, state, tree, program } = explorer;
  for (const household of tree.players) {
    const dwelling = state.at[household]!;
    program.home[household] = dwelling < 0 ? -1 : findOption(model, household, dwelling);
  }
  resetVertex(program);
}

/** Limits a figure from now on to what the assignment of today has. */
export function holdFigure(explorer: Explorer, figure: 'misfit' | 'excess' | 'score', most: number): void {
  explorer.program.limit[figureRow(explorer.program, FIGURE_ROWS[figure])] = most;
}

/** From now on use above a soft level costs excess: the rows of resources end at the soft level. */
export function useSoftLevels(explorer: Explorer): void {
  const { program, model } = explorer;
  for (let resource = 0; resource < program.resources; resource += 1) {
    const soft = model.soft[resource]!;
    if (soft === NO_LIMIT || program.softLength[resource]! <= 0) continue;
    program.limit[program.dwellings + resource] = soft;
    program.inPlay.push(program.firstSoftSet + resource);
  }
}

/** Begins a proof with the prices of the seed that speak of a figure (or of none), weighed anew. */
export function sowSeed({ seed, tree }: Explorer, figure: 'misfit' | 'excess' | 'score' | undefined): void {
  for (const vector of seed?.vectors ?? []) {
    if (vector === undefined) continue;
    const last =
      vector.score > 0 ? 'score' : vector.excess > 0 ? 'excess' : vector.misfit > 0 ? 'misfit' : undefined;
    if (last === figure) tree.root.vectors.push(weigh(tree, vector));
  }
}
