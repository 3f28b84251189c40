import type { Problem } from './problem.ts';
import { letMoversTakePart } from './select-served.ts';
import { createExplorer, type Effort } from './solver/explorer.ts';
import { createJointLimits } from './solver/joint-limits.ts';
import { createModel, type Model } from './solver/model.ts';
import { buildServedSet } from './solver/served-set.ts';
import { createState, place, type State, vacate } from './solver/state.ts';

/** Operations for a first guess; most of it is found by searches that come before any. */
const WORK = 100_000_000;

/**
 * A guess of how many can be served of each class: class by class, those with the least load first, whatever their
 * ranks. Becomes the state where it serves more, by the first class that differs.
 */
export function tryLightFirst(problem: Problem, model: Model, state: State, effort: Effort): void {
  const order = problem.households.toSorted(
    (a, b) => a.class - b.class || a.load - b.load || a.rank - b.rank,
  );
  const households = order.map((household, place_) => ({ ...household, rank: place_ + 1 }));
  const light = createModel({ ...problem, households });
  const guess = createState(light);
  const classOf = new Int32Array(light.householdIds.length);
  const limits = createJointLimits(light);
  const explorer = createExplorer({
    model: light,
    state: guess,
    classOf,
    classes: 1,
    limits,
    seed: undefined,
  });
  letMoversTakePart(explorer);
  buildServedSet(explorer, { ...effort, allWork: Math.min(effort.allWork, WORK) }, () => {});
  if (!servesMore(light, guess, model, state)) return;
  const numbers = new Map(model.householdIds.map((id, number) => [id, number]));
  for (let household = 0; household < model.householdIds.length; household += 1)
    if (state.at[household]! >= 0) vacate(model, state, household);
  for (const [household, dwelling] of guess.at.entries()) {
    if (dwelling >= 0) place(model, state, numbers.get(light.householdIds[household]!)!, dwelling);
  }
}

function servesMore(light: Model, guess: State, model: Model, state: State): boolean {
  const ours = countByClass(model, state);
  const theirs = countByClass(light, guess);
  for (const number of [...new Set(model.classes)].toSorted((a, b) => a - b)) {
    const difference = (theirs.get(number) ?? 0) - (ours.get(number) ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function countByClass({ classes, current }: Model, { at }: State): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [household, dwelling] of at.entries()) {
    const isServed = dwelling !== current[household] ? 1 : 0;
    counts.set(classes[household]!, (counts.get(classes[household]!) ?? 0) + isServed);
  }
  return counts;
}
