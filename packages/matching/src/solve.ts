import { compareIds, type Problem, type ServedRule } from './problem.ts';
import { hashProblem } from './problem-hash.ts';
import type { Assignment, Solution } from './solution.ts';
import { countUnserved, letAllTakePart, maximizeCounts, type NumberedCount } from './solver/class-counts.ts';
import { createExplorer, type Explorer } from './solver/explorer.ts';
import { improvePlacement } from './solver/improve-placement.ts';
import { createModel, type Model } from './solver/model.ts';
import { measure, solvePlacement } from './solver/placement-steps.ts';
import { PART, type TreeNode } from './solver/proof-tree.ts';
import { createSeed, type Seed } from './solver/seed.ts';
import { buildServedSet, type Decision } from './solver/served-set.ts';
import { createState, type State } from './solver/state.ts';
import { writeCertificate } from './solver/write-certificate.ts';

/** What a caller may set. Effort is counted, never timed. */
export interface SolveOptions {
  /** Linear programs that one question may solve; 0 for none. Left out: as many as the operations allow. */
  readonly maxNodes?: number;
  /**
   * A solution of nearly the same problem (a cap, status, weight or pair was changed). It cannot change the answer,
   * only the way to it: where all were is tried first, and prices that still prove something are used again.
   */
  readonly from?: Solution;
  /** Told now and then how many of the households are decided. It cannot change the result. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Linear programs of one question by default, and operations: of one question, of the served set, of a placement step. */
const QUESTION_PROGRAMS = 20_000;
const QUESTION_WORK = 300_000_000;
const SERVED_SET_WORK = 2_000_000_000;
const STEP_WORK = 1_000_000_000;
/** Exchanges that the placement may look at. */
const PLACEMENT_STEPS = 10_000_000;
const PROGRESS_INTERVAL = 50;

/**
 * The assignment that `engine.md` calls optimal, with what is proved about it: who is served, then where they are
 * placed. The same problem gives the same solution, byte for byte, whatever the order of its arrays.
 *
 * Expects a problem that `parseProblem` accepted.
 *
 * @throws {RangeError} when the problem names an id that it does not have, or `maxNodes` is no integer >= 0.
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const model = createModel(problem);
  const total = model.householdIds.length;
  const maxNodes = options.maxNodes ?? QUESTION_PROGRAMS;
  if (!Number.isSafeInteger(maxNodes) || maxNodes < 0)
    throw new RangeError('maxNodes must be an integer >= 0.');
  const onHousehold = (done: number): void => {
    if (done % PROGRESS_INTERVAL === 0) options.onProgress?.(done, total);
  };
  const state = createState(model);
  const seed = options.from === undefined ? undefined : createSeed(model, options.from);
  const selection = select(model, state, problem.servedRule, { maxNodes, onHousehold, seed });
  const served = listServed(selection);
  const placementMoves = improvePlacement({ model, state, served, maxSteps: PLACEMENT_STEPS });
  const effort = { programs: maxNodes, work: STEP_WORK, allWork: Number.POSITIVE_INFINITY };
  const placement = solvePlacement({ model, state, served, effort, seed });
  options.onProgress?.(total, total);
  const certificate = writeCertificate({ model, ...selection, steps: placement.steps });
  return {
    format: 'boligtrapp-solution/1',
    problemHash: hashProblem(problem),
    servedRule: problem.servedRule,
    optimal: certificate.servedSet.proven && certificate.placement.every((step) => step.proven),
    assignments: listAssignments(model, state),
    served: served.map((household) => model.householdIds[household]!),
    objective: measure(model, state, served),
    certificate,
    trace: selection.decisions.map(({ household, by, nodes, proof }) => ({
      household: model.householdIds[household]!,
      outcome: proof === undefined ? 'served' : 'unserved',
      by,
      nodes,
    })),
    stats: {
      households: total,
      movers: problem.households.filter((household) => household.current !== null).length,
      dwellings: problem.dwellings.length,
      pairs: problem.pairs.length,
      resources: problem.resources.length,
      apart: problem.apart.length,
      served: served.length,
      maxNodes,
      searchNodes: selection.programs,
      placementMoves,
      placementNodes: placement.programs,
    },
  };
}

/** Who is served, and how that was proved. */
interface Selection {
  /** Class by number. */
  readonly classes: readonly number[];
  readonly decisions: readonly Decision[];
  readonly counts: readonly NumberedCount[];
  readonly tree: TreeNode;
  readonly isServedSetProven: boolean;
  readonly programs: number;
}

interface SelectionOptions {
  readonly maxNodes: number;
  readonly onHousehold: (done: number) => void;
  readonly seed: Seed | undefined;
}

function select(model: Model, state: State, rule: ServedRule, options: SelectionOptions): Selection {
  const classes = [...new Set(model.classes)].toSorted((a, b) => a - b);
  const classOf = Int32Array.from(model.classes, (own) => classes.indexOf(own));
  const effort = { programs: options.maxNodes, work: QUESTION_WORK, allWork: SERVED_SET_WORK };
  const task = { model, state, classOf, classes: Math.max(1, classes.length) };
  const first = createExplorer({ ...task, seed: options.seed });
  letMoversTakePart(first);
  const strict = buildServedSet(first, effort, options.onHousehold);
  if (rule === 'strict-rank') {
    const isServedSetProven = isProven(strict);
    const { programs } = first;
    return { classes, decisions: strict, counts: [], tree: first.tree.root, isServedSetProven, programs };
  }
  const sizes = classes.map((_, number) => classOf.reduce((sum, own) => sum + (own === number ? 1 : 0), 0));
  let programs = first.programs;
  for (;;) {
    const explorer = createExplorer({ ...task, seed: undefined });
    letAllTakePart(explorer);
    const counts = maximizeCounts(explorer, sizes, effort);
    const decisions = buildServedSet(explorer, effort, options.onHousehold);
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

/** Before anybody is served, those who live somewhere may stay or move. */
function letMoversTakePart({ tree, model, program }: Explorer): void {
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

function listServed({ decisions }: Selection): number[] {
  return decisions.filter(({ proof }) => proof === undefined).map(({ household }) => household);
}

function listAssignments(model: Model, state: State): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [household, dwelling] of state.at.entries()) {
    if (dwelling < 0) continue;
    assignments.push({ household: model.householdIds[household]!, dwelling: model.dwellingIds[dwelling]! });
  }
  return assignments.toSorted((a, b) => compareIds(a.household, b.household));
}
