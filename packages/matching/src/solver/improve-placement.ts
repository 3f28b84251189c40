import { findPair, type Model, pairEnd } from './model.ts';
import { isFeasibleAfter, type MoveSet, makeMoves, undoMoves } from './move-set.ts';
import type { State } from './state.ts';

/** The households that were served, by rank, where they are, and the effort that may be spent. */
export interface PlacementTask {
  readonly model: Model;
  readonly state: State;
  readonly served: readonly number[];
  /** Exchanges to look at. */
  readonly maxSteps: number;
}

interface Improvement extends PlacementTask {
  readonly isServed: Uint8Array;
  steps: number;
  moves: number;
}

/**
 * Improves where the served are, never who is served: one household to a free dwelling, two who exchange, one
 * after another with the last to a free dwelling, three in a ring. Every move betters misfit, then excess, then
 * score, then the order of dwellings by rank, so that it ends; what is left may still be improvable.
 *
 * @returns the number of moves made.
 */
export function improvePlacement(task: PlacementTask): number {
  const isServed = new Uint8Array(task.model.householdIds.length);
  for (const household of task.served) isServed[household] = 1;
  const improvement: Improvement = { ...task, isServed, steps: 0, moves: 0 };
  for (let before = -1; before !== improvement.moves && improvement.steps < task.maxSteps; ) {
    before = improvement.moves;
    for (const household of task.served) improveHousehold(improvement, household);
  }
  return improvement.moves;
}

function improveHousehold(improvement: Improvement, household: number): void {
  const { model } = improvement;
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
    if (improvement.steps >= improvement.maxSteps) return;
    improvement.steps += 1;
    if (isGain(improvement, household, option))
      pushInto(improvement, household, model.optionDwelling[option]!);
  }
}

/** Every move that betters something has a household that gains by itself; only those start one. */
function isGain({ model, state }: Improvement, household: number, option: number): boolean {
  const to = model.optionDwelling[option]!;
  const from = state.at[household]!;
  if (to === from) return false;
  const now = findPair(model, household, from);
  const misfit = model.optionMisfit[option]! - model.optionMisfit[now]!;
  if (misfit !== 0) return misfit < 0;
  if (state.excess > 0 && relief(model, state, household) > 0) return true;
  const score = model.optionScore[option]! - model.optionScore[now]!;
  return score > 0 || (score === 0 && to < from);
}

/** The household goes to a dwelling; whoever is in it goes on. Stops at the first move that is better. */
function pushInto(improvement: Improvement, household: number, dwelling: number): void {
  const { model, state } = improvement;
  const second = state.holder[dwelling]!;
  if (second < 0) {
    tryMoves(improvement, [household], [dwelling]);
    return;
  }
  if (improvement.isServed[second] === 0) return;
  const left = state.at[household]!;
  const hasSwapped =
    findPair(model, second, left) >= 0 && tryMoves(improvement, [household, second], [dwelling, left]);
  if (hasSwapped) return;
  for (let option = model.optionStart[second]!; option < pairEnd(model, second); option += 1) {
    const onward = model.optionDwelling[option]!;
    const third = state.holder[onward]!;
    improvement.steps += 1;
    if (onward === dwelling || third === household) continue;
    if (third < 0) {
      if (tryMoves(improvement, [household, second], [dwelling, onward])) return;
    } else if (improvement.isServed[third] === 1 && findPair(model, third, left) >= 0) {
      if (tryMoves(improvement, [household, second, third], [dwelling, onward, left])) return;
    }
  }
}

function tryMoves(improvement: Improvement, households: number[], dwellings: number[]): boolean {
  const { model, state } = improvement;
  const moves: MoveSet = { households, dwellings };
  const change = figureChange(model, state, moves);
  if (change.misfit > 0) return false;
  const isOrdered = change.score === 0 && isOrderBetter(state, moves);
  const isGain = change.misfit < 0 || change.score > 0 || isOrdered;
  if (!isGain && !households.some((household) => relief(model, state, household) > 0)) return false;
  const excessBefore = state.excess;
  const left = makeMoves(model, state, moves);
  const excess = state.excess - excessBefore;
  const isBetter = change.misfit < 0 || excess < 0 || (excess === 0 && (change.score > 0 || isOrdered));
  if (!isBetter || !isFeasibleAfter(model, state, moves)) {
    undoMoves(model, state, moves, left);
    return false;
  }
  improvement.moves += 1;
  return true;
}

interface FigureChange {
  misfit: number;
  score: number;
}

function figureChange(model: Model, state: State, { households, dwellings }: MoveSet): FigureChange {
  const change = { misfit: 0, score: 0 };
  for (const [i, household] of households.entries()) {
    const before = findPair(model, household, state.at[household]!);
    const after = findPair(model, household, dwellings[i]!);
    change.misfit += model.optionMisfit[after]! - model.optionMisfit[before]!;
    change.score += model.optionScore[after]! - model.optionScore[before]!;
  }
  return change;
}

/** The most that the excess can fall when a household leaves where it is. */
function relief(model: Model, state: State, household: number): number {
  const dwelling = state.at[household]!;
  let total = 0;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const over = state.use[resource]! - model.soft[resource]!;
    if (over > 0) total += Math.min(over, model.weights[resource]![household]!);
  }
  return total;
}

/** Whether the best-ranked household of those who move gets a smaller dwelling id. */
function isOrderBetter(state: State, { households, dwellings }: MoveSet): boolean {
  let best = 0;
  for (const [i, household] of households.entries()) if (household < households[best]!) best = i;
  return dwellings[best]! < state.at[households[best]!]!;
}
