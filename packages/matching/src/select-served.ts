import type { ServedRule } from './problem.ts';
import { countUnserved, letAllTakePart, maximizeCounts, type NumberedCount } from './solver/class-counts.ts';
import { createExplorer, type Effort, type Explorer } from './solver/explorer.ts';
import type { JointLimits } from './solver/joint-limits.ts';
import { LARGE_DWELLINGS, type Model } from './solver/model.ts';
import { PART, type TreeNode } from './solver/proof-tree.ts';
import type { Seed } from './solver/seed.ts';
import { buildServedSet, type Decision } from './solver/served-set.ts';
import type { State } from './solver/state.ts';

/** Linear programs of one question by default, and operations: of one question, and of the served set. */
export const QUESTION_PROGRAMS = 20_000;
const QUESTION_WORK = 300_000_000;
const SERVED_SET_WORK = 2_000_000_000;
/** On large problems: operations of the served set for each dwelling, and the most of them for a nation. */
const QUESTION_PROGRAMS_OF_LARGE = 60;
const SERVED_SET_WORK_OF_DWELLING = 2_500_000;
const NATION_DWELLINGS = 5000;
/** All that is around an operation takes longer there. */
const SERVED_SET_WORK_OF_NATION = 5_000_000_000;

/** Of the operations of the served set, where the numbers of the classes are not proven. */
const SHARE_OF_OPEN = 10;

/** Who is served, and how that was proved. */
export interface Selection {
  /** Class by number. */
  readonly classes: readonly number[];
  readonly decisions: readonly Decision[];
  readonly counts: readonly NumberedCount[];
  readonly tree: TreeNode;
  readonly isServedSetProven: boolean;
  readonly programs: number;
}

export interface SelectionOptions {
  readonly effort: Effort;
  readonly onHousehold: (done: number) => void;
  readonly limits: JointLimits;
  readonly poll?: () => void;
  /** Where the most of each class are to be served: another start than the strict one, if it serves more. */
  readonly improveStart?: (effort: Effort) => void;
  readonly seed: Seed | undefined;
}

export function select(model: Model, state: State, rule: ServedRule, options: SelectionOptions): Selection {
  const classes = [...new Set(model.classes)].toSorted((a, b) => a - b);
  const classOf = Int32Array.from(model.classes, (own) => classes.indexOf(own));
  const { effort, limits, poll } = options;
  const task = { model, state, limits, poll, classOf, classes: Math.max(1, classes.length) };
  const first = createExplorer({ ...task, seed: options.seed });
  letMoversTakePart(first);
  const strict = buildServedSet(first, effort, options.onHousehold);
  if (rule === 'strict-rank') {
    const isServedSetProven = isProven(strict);
    const { programs } = first;
    return { classes, decisions: strict, counts: [], tree: first.tree.root, isServedSetProven, programs };
  }
  const sizes = classes.map((_, number) => classOf.reduce((sum, own) => sum + (own === number ? 1 : 0), 0));
  options.improveStart?.(effort);
  let programs = first.programs;
  for (;;) {
    const explorer = createExplorer({ ...task, seed: undefined });
    letAllTakePart(explorer);
    const counts = maximizeCounts(explorer, sizes, effort);
    const decisions = buildServedSet(explorer, effortAfter(counts, explorer, effort), options.onHousehold);
    programs += explorer.programs;
    // Where a number was not proven to be the greatest, a later step may have found more: then all begins from there.
    const isFinal = counts.every(
      ({ number, served }) => served === sizes[number]! - countUnserved(explorer, number),
    );
    if (!isFinal) continue;
    return {
      classes,
      decisions,
      counts,
      tree: explorer.tree.root,
      isServedSetProven: isProven(decisions) && counts.every(({ served, bound }) => served === bound),
      programs,
    };
  }
}

/** On a large problem where a number was not proven to be the greatest, little is spent on who makes it up. */
function effortAfter(counts: readonly NumberedCount[], { model, program }: Explorer, effort: Effort): Effort {
  const isOpen = counts.some(({ served, bound }) => served < bound);
  if (!isOpen || model.dwellingIds.length <= LARGE_DWELLINGS) return effort;
  return { ...effort, allWork: program.work + Math.floor(effort.allWork / SHARE_OF_OPEN) };
}

/** Before anybody is served, those who live somewhere may stay or move. */
export function letMoversTakePart({ tree, model, program }: Explorer): void {
  for (let household = 0; household < model.householdIds.length; household += 1) {
    if (model.current[household]! < 0) continue;
    tree.part[household] = PART.must;
    tree.players.push(household);
    program.inPlay.push(household);
  }
}

function isProven(decisions: readonly Decision[]): boolean {
  return decisions.every(({ proof }) => proof?.kind !== 'unproven');
}

/** The numbers of those who are served, by rank. */
export function listServed({ decisions }: Selection): number[] {
  return decisions.filter(({ proof }) => proof === undefined).map(({ household }) => household);
}

/** So many linear programs for one question, and the usual number of operations for a problem of this size. */
export function effortOf(dwellings: number, programs: number): Effort {
  if (dwellings <= LARGE_DWELLINGS) return { programs, work: QUESTION_WORK, allWork: SERVED_SET_WORK };
  return {
    programs: Math.min(programs, QUESTION_PROGRAMS_OF_LARGE),
    work: QUESTION_WORK,
    allWork:
      dwellings > NATION_DWELLINGS ? SERVED_SET_WORK_OF_NATION : dwellings * SERVED_SET_WORK_OF_DWELLING,
  };
}
