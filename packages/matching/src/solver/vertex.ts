import { type Explorer, isRuledOut } from './explorer.ts';
import { columnCost, type LinearProgram } from './lp/program.ts';
import { isInResource } from './model.ts';
import { PART } from './proof-tree.ts';
import { isConflict, place, vacate } from './state.ts';

const NOTHING = 1e-3;

/** The columns of households that a vertex takes, with their shares, and those households that it splits. */
export interface Shares {
  readonly shares: ReadonlyMap<number, number>;
  readonly split: ReadonlyMap<number, readonly number[]>;
  /** How much is ruled out of what is taken. */
  readonly ruledOut: number;
}

/** Reads the vertex; shares of next to nothing (limits are widened a little) are left out. */
export function readShares(explorer: Explorer): Shares {
  const { program } = explorer;
  const shares = new Map<number, number>();
  const split = new Map<number, number[]>();
  let ruledOut = 0;
  const add = (column: number, share: number): void => {
    if (column >= program.firstSoft || share <= 0) return;
    if (isRuledOut(explorer, column)) ruledOut += share;
    if (share <= NOTHING) return;
    shares.set(column, share);
    if (share >= 1 - NOTHING) return;
    const household = householdOf(program, column);
    const list = split.get(household);
    if (list === undefined) split.set(household, [column]);
    else list.push(column);
  };
  for (const set of program.inPlay) add(program.basis.key[set]!, program.basis.keyValue[set]!);
  for (let i = 0; i < program.basis.size; i += 1) add(program.basis.columnAt[i]!, program.basis.value[i]!);
  return { shares, split, ruledOut };
}

/** Household of an option or of being nowhere. */
export function householdOf(program: LinearProgram, column: number): number {
  if (column >= program.firstNowhere) return column - program.firstNowhere;
  return program.model.optionHousehold[column]!;
}

/** What the vertex costs in the figure that is made best, in units of the figure. */
export function figureCost(explorer: Explorer): number {
  const { program, step } = explorer;
  if (step === undefined) return 0;
  const { basis } = program;
  let cost = 0;
  const add = (column: number, share: number): void => {
    if (column >= program.firstSoft || !isRuledOut(explorer, column))
      cost += columnCost(program, column) * share;
  };
  for (const set of program.inPlay) add(basis.key[set]!, basis.keyValue[set]!);
  for (let i = 0; i < basis.size; i += 1) add(basis.columnAt[i]!, basis.value[i]!);
  return cost * step.unit;
}

/** What came of taking an assignment over. */
export type Taking =
  | { readonly kind: 'taken' }
  /** It breaks a rule of keeping apart, which the program does not know: the two cannot both be in the resource. */
  | {
      readonly kind: 'conflict';
      readonly household: number;
      readonly other: number;
      readonly resource: number;
    }
  /** It is not feasible in integers. */
  | { readonly kind: 'refused' };

/** Makes an undivided vertex the state, after checking it in integers. */
export function takeVertex(explorer: Explorer, shares: ReadonlyMap<number, number>): Taking {
  const { model, state, tree, program, asked } = explorer;
  const optionOf = new Map<number, number>();
  for (const column of shares.keys()) {
    if (column < program.firstNowhere && isPlaying(explorer, householdOf(program, column)))
      optionOf.set(householdOf(program, column), column);
  }
  const players = asked >= 0 && tree.part[asked] === PART.none ? [...tree.players, asked] : tree.players;
  const isComplete = players.every(
    (household) => optionOf.has(household) || mayBeNowhere(explorer, household),
  );
  if (!isComplete) return { kind: 'refused' };
  for (const [household, option] of optionOf) {
    const dwelling = model.optionDwelling[option]!;
    for (const { other, resources } of model.apart[household] ?? []) {
      const otherOption = optionOf.get(other);
      if (otherOption === undefined) continue;
      const there = { household: other, dwelling: model.optionDwelling[otherOption]! };
      if (!isConflict(model, resources, { household, dwelling }, there)) continue;
      const resource = resources.find(
        (shared) => isInResource(model, dwelling, shared) && isInResource(model, there.dwelling, shared),
      )!;
      return household === asked
        ? { kind: 'conflict', household: other, other: household, resource }
        : { kind: 'conflict', household, other, resource };
    }
  }
  return settle(explorer, optionOf) ? { kind: 'taken' } : { kind: 'refused' };

  /** All at once, and back again where a dwelling or resource is overfull. */
  function settle(self: Explorer, options: ReadonlyMap<number, number>): boolean {
    const before = players.map((household) => state.at[household]!);
    for (const household of players) if (state.at[household]! >= 0) vacate(model, state, household);
    let fits = true;
    for (const [household, option] of options) {
      const dwelling = model.optionDwelling[option]!;
      if (state.holder[dwelling]! >= 0) {
        fits = false;
        break;
      }
      place(model, state, household, dwelling);
    }
    fits &&= state.use.every((use, resource) => use <= self.model.limit[resource]!);
    if (fits) return true;
    for (const household of players) if (state.at[household]! >= 0) vacate(model, state, household);
    for (const [i, household] of players.entries())
      if (before[i]! >= 0) place(model, state, household, before[i]!);
    return false;
  }
}

function isPlaying({ tree, asked }: Explorer, household: number): boolean {
  return household === asked || tree.part[household] !== PART.none;
}

function mayBeNowhere({ tree, asked }: Explorer, household: number): boolean {
  if (household === asked) return false;
  return tree.part[household] === PART.may || tree.part[household] === PART.nowhere;
}
