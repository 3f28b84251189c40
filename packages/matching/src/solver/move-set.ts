import type { Model } from './model.ts';
import { isApartFromOthers, isWithinLimits, place, type State, vacate } from './state.ts';

/** Moves that are made together: household i goes to dwelling i. Every occupant of a target is among the movers. */
export interface MoveSet {
  readonly households: readonly number[];
  readonly dwellings: readonly number[];
}

/** Makes the moves and gives the dwellings that were left (-1: none), for `undoMoves`. */
export function makeMoves(model: Model, state: State, moves: MoveSet): number[] {
  const left = moves.households.map((household) => state.at[household]!);
  settle(model, state, moves.households, moves.dwellings);
  return left;
}

/** Puts everyone back. */
export function undoMoves(model: Model, state: State, moves: MoveSet, left: readonly number[]): void {
  settle(model, state, moves.households, left);
}

function settle(
  model: Model,
  state: State,
  households: readonly number[],
  dwellings: readonly number[],
): void {
  for (const household of households) {
    if (state.at[household]! >= 0) vacate(model, state, household);
  }
  for (const [i, household] of households.entries()) {
    const dwelling = dwellings[i]!;
    if (dwelling >= 0) place(model, state, household, dwelling);
  }
}

/** Whether the state is feasible where the moves, just made, ended; a feasible state before is taken for granted. */
export function isFeasibleAfter(model: Model, state: State, moves: MoveSet): boolean {
  for (const dwelling of moves.dwellings) {
    if (!isWithinLimits(model, state, dwelling)) return false;
  }
  for (const [i, household] of moves.households.entries()) {
    if (!isApartFromOthers(model, state, household, moves.dwellings[i]!)) return false;
  }
  return true;
}
