import type { Problem } from '../problem.ts';
import { effortOf, letMoversTakePart, listServed, QUESTION_PROGRAMS, select } from '../select-served.ts';
import type { Solution } from '../solution.ts';
import { createExplorer, type Effort, type Explorer } from '../solver/explorer.ts';
import { createJointLimits } from '../solver/joint-limits.ts';
import { createModel, type Model, pairEnd } from '../solver/model.ts';
import { PART, stillOpen } from '../solver/proof-tree.ts';
import { createSeed } from '../solver/seed.ts';
import { buildServedSet, isSpent } from '../solver/served-set.ts';
import { createState } from '../solver/state.ts';
import { plantTree } from './plant-tree.ts';

/** What was decided until a household was: enough to say whether it is served, and no more. */
export interface Decided {
  readonly isServed: boolean;
  /** All who are served; under strict ranks only those among the first `decided`. By rank. */
  readonly served: readonly string[];
  /** So many households were decided, by rank: no more once it is clear that this one is not served. */
  readonly decided: number;
  /** Whether `solve` is sure to say the same: no search was given up. */
  readonly isProven: boolean;
  /** Linear programs solved. */
  readonly programs: number;
}

/** As much as `solve` may spend. */
function fullEffort(problem: Problem): Effort {
  return effortOf(problem.dwellings.length, QUESTION_PROGRAMS);
}

/**
 * Whether `solve` would serve a household, without the placement, the proofs in writing, and what is decided after it.
 * `from` is a solution of nearly the same problem; it only makes the way shorter.
 */
export function decideOne(
  problem: Problem,
  from: Solution,
  id: string,
  effort: Effort = fullEffort(problem),
): Decided {
  const isStrict = problem.servedRule === 'strict-rank';
  return isStrict
    ? decideByRank(problem, from, id, effort).decided
    : decideByClass(problem, from, id, effort);
}

/** All whom `solve` would serve, by rank; `from` as for `decideOne`. */
export function selectServed(problem: Problem, from: Solution): readonly string[] {
  const isStrict = problem.servedRule === 'strict-rank';
  return isStrict
    ? decideByRank(problem, from, undefined, fullEffort(problem)).decided.served
    : decideByClass(problem, from, undefined, fullEffort(problem)).served;
}

function decideByClass(problem: Problem, from: Solution, id: string | undefined, effort: Effort): Decided {
  const model = createModel(problem);
  const limits = createJointLimits(model);
  const options = { effort, onHousehold: () => {}, limits, seed: createSeed(model, from, limits) };
  const selection = select(model, createState(model), problem.servedRule, options);
  const served = listServed(selection).map((household) => model.householdIds[household]!);
  return {
    isServed: id !== undefined && served.includes(id),
    served,
    decided: model.householdIds.length,
    isProven: selection.isServedSetProven,
    programs: selection.programs,
  };
}

/** The same under strict ranks, with the proofs that were needed for it; without an id, all are decided. */
export function decideByRank(
  problem: Problem,
  from: Solution,
  id: string | undefined,
  effort: Effort = fullEffort(problem),
): { readonly decided: Decided; readonly explorer: Explorer } {
  const model = createModel(problem);
  const limits = createJointLimits(model);
  const whole = createSeed(model, from, limits);
  // Its prices are planted where they belong.
  const seed = { ...whole, vectors: [] };
  const classOf = new Int32Array(model.householdIds.length);
  const explorer = createExplorer({ model, state: createState(model), classOf, classes: 1, limits, seed });
  letMoversTakePart(explorer);
  plantTree(explorer, from, whole);
  const asked = id === undefined ? undefined : model.householdIds.indexOf(id);
  const { decided, isProven } = decideUntil(explorer, asked, effort);
  const served = model.householdIds.filter(
    (_, household) => household < decided && isServed(explorer, household),
  );
  const isIn = id !== undefined && served.includes(id);
  const { programs } = explorer;
  return { decided: { isServed: isIn, served, decided, isProven, programs }, explorer };
}

/** Thrown to leave the building of the served set; nothing that it leaves unfinished is read. */
class EnoughDecided extends Error {}

/** Decides by rank until the asked household is decided, or cannot be served any more; says how many were. */
function decideUntil(
  explorer: Explorer,
  asked: number | undefined,
  effort: Effort,
): Pick<Decided, 'decided' | 'isProven'> {
  const { model, tree } = explorer;
  const options = asked === undefined ? [] : listPairs(model, asked);
  let decided = 0;
  let players = -1;
  let programs = 0;
  let isProven = true;
  const onHousehold = (household: number): void => {
    decided = household;
    const isAsked = explorer.programs > programs || isSpent(explorer, household - 1, effort);
    programs = explorer.programs;
    if (household > 0 && isAsked) isProven &&= isSettled(explorer, household - 1);
    const isChanged = tree.players.length > players;
    players = tree.players.length;
    if (asked === undefined) return;
    // What is possible only gets less, so that this is final.
    if (household > asked || (isChanged && !stillOpen(tree, asked, options).isOpen))
      throw new EnoughDecided();
  };
  try {
    buildServedSet(explorer, effort, onHousehold);
    onHousehold(model.householdIds.length);
  } catch (error) {
    if (!(error instanceof EnoughDecided)) throw error;
  }
  return { decided, isProven };
}

/** Whether a household was served, or shown not to be possible. */
function isSettled(explorer: Explorer, household: number): boolean {
  const { model, tree } = explorer;
  return isServed(explorer, household) || !stillOpen(tree, household, listPairs(model, household)).isOpen;
}

function listPairs(model: Model, household: number): readonly number[] {
  const start = model.optionStart[household]!;
  return Array.from({ length: pairEnd(model, household) - start }, (_, place) => start + place);
}

function isServed({ model, tree }: Explorer, household: number): boolean {
  const stay = model.stayOption[household]!;
  return tree.part[household] === PART.must && (stay < 0 || tree.bans[stay] !== 0);
}
