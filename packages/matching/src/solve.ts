import { type FirstAnswer, findFirstAnswer } from './first-answer.ts';
import { tryLightFirst } from './light-first.ts';
import { listAssignments } from './list-assignments.ts';
import type { Problem } from './problem.ts';
import { hashProblem } from './problem-hash.ts';
import { effortOf, listServed, QUESTION_PROGRAMS, select } from './select-served.ts';
import type { PlacementStepName, Solution } from './solution.ts';
import type { Effort } from './solver/explorer.ts';
import { createJointLimits } from './solver/joint-limits.ts';
import { createModel, LARGE_DWELLINGS } from './solver/model.ts';
import { placeBetter } from './solver/place-better.ts';
import { measure, solvePlacement } from './solver/placement-steps.ts';
import { createSeed } from './solver/seed.ts';
import { createState } from './solver/state.ts';
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
  /** Told of a lawful placement as soon as there is one, before anything is proven. It cannot change the result. */
  readonly onFirst?: (first: FirstAnswer) => void;
  /** Asked now and then, some hundred times a second; true ends the solve with {@link SolveCancelledError}. */
  readonly isCancelled?: () => boolean;
}

/** A solve was given up by its caller: there is no result. */
export class SolveCancelledError extends Error {
  override readonly name = 'SolveCancelledError';
}

/** Operations of one figure of the placement, and of each household in its order. */
const STEP_WORK = 1_000_000_000;
/** On large problems one program is to say how good a figure could be, up to a size where it takes too long. */
const STEP_PROGRAMS_OF_LARGE = 1;
const STEP_WORK_OF_LARGE = 150_000_000;
const MOST_DWELLINGS_OF_PROGRAM = 1500;
const PROGRAM_WORK = {
  misfit: 6_000_000_000,
  excess: 10_000_000_000,
  score: 1_500_000_000,
  order: 0,
} as const;
const PROGRESS_INTERVAL = 50;

/**
 * The assignment that `engine.md` calls optimal, with what is proved about it: who is served, then where they are
 * placed. The same problem gives the same solution, byte for byte, whatever the order of its arrays.
 *
 * Expects a problem that `parseProblem` accepted.
 *
 * @throws {SolveCancelledError} when `isCancelled` says so.
 * @throws {RangeError} when the problem names an id that it does not have, or `maxNodes` is no integer >= 0.
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const model = createModel(problem);
  const total = model.householdIds.length;
  const maxNodes = options.maxNodes ?? QUESTION_PROGRAMS;
  if (!Number.isSafeInteger(maxNodes) || maxNodes < 0)
    throw new RangeError('maxNodes must be an integer >= 0.');
  const poll = (): void => {
    if (options.isCancelled?.() === true) throw new SolveCancelledError('The solve was cancelled.');
  };
  const onHousehold = (done: number): void => {
    poll();
    if (done % PROGRESS_INTERVAL === 0) options.onProgress?.(done, total);
  };
  const state = createState(model);
  const limits = createJointLimits(model);
  options.onFirst?.(findFirstAnswer(model, limits));
  const seed = options.from === undefined ? undefined : createSeed(model, options.from, limits);
  const isLarge = problem.dwellings.length > LARGE_DWELLINGS;
  const selection = select(model, state, problem.servedRule, {
    effort: effortOf(problem.dwellings.length, maxNodes),
    onHousehold,
    limits,
    seed,
    poll,
    ...(isLarge && problem.servedRule === 'most-per-class'
      ? { improveStart: (effort: Effort) => tryLightFirst(problem, model, state, effort) }
      : {}),
  });
  const served = listServed(selection);
  const effort = effortOfSteps(problem.dwellings.length, maxNodes);
  const task = { model, limits, state, served, effort, seed, poll };
  const placementMoves = placeBetter(task, isLarge && maxNodes > 0);
  const placement = solvePlacement(task);
  options.onProgress?.(total, total);
  const certificate = writeCertificate({ model, ...selection, steps: placement.steps });
  return {
    format: 'boligtrapp-solution/2',
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

function effortOfSteps(dwellings: number, maxNodes: number): Readonly<Record<PlacementStepName, Effort>> {
  const effortOf = (step: PlacementStepName): Effort => {
    if (dwellings <= LARGE_DWELLINGS)
      return { programs: maxNodes, work: STEP_WORK, allWork: Number.POSITIVE_INFINITY };
    const work = dwellings <= MOST_DWELLINGS_OF_PROGRAM ? PROGRAM_WORK[step] : STEP_WORK_OF_LARGE;
    const programs = Math.min(maxNodes, STEP_PROGRAMS_OF_LARGE);
    return { programs, work, allWork: Number.POSITIVE_INFINITY };
  };
  return {
    misfit: effortOf('misfit'),
    excess: effortOf('excess'),
    score: effortOf('score'),
    order: effortOf('order'),
  };
}
