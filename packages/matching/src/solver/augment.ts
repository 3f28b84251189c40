import { isInResource, type Model, pairEnd } from './model.ts';
import { isFeasibleAfter, type MoveSet, makeMoves, undoMoves } from './move-set.ts';
import type { Serving } from './repair-search.ts';
import { hasRoom, isApartFromOthers, place, type State } from './state.ts';

/** Gives a household that is nowhere a free dwelling that fits as it is: least misfit, then greatest score. */
export function placeInFreeDwelling({ model, state, bans }: Serving, household: number): boolean {
  let best = -1;
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
    const dwelling = model.optionDwelling[option]!;
    if (bans[option] !== 0 || state.holder[dwelling]! >= 0) continue;
    if (!hasRoom(model, state, household, dwelling)) continue;
    if (!isApartFromOthers(model, state, household, dwelling)) continue;
    if (best < 0 || isBetter(model, option, best)) best = option;
  }
  if (best < 0) return false;
  place(model, state, household, model.optionDwelling[best]!);
  return true;
}

function isBetter(model: Model, option: number, than: number): boolean {
  const misfit = model.optionMisfit[option]! - model.optionMisfit[than]!;
  return misfit < 0 || (misfit === 0 && model.optionScore[option]! > model.optionScore[than]!);
}

/** All searches for a path together look at about so many options, each at no fewer than the least. */
const SHARED_STEPS = 200_000_000;
const LEAST_STEPS = 3000;

/** What a search over dwellings and their holders reached. */
interface Reached {
  /** The household that reached a dwelling first, or -1. */
  readonly by: Int32Array;
  readonly dwellings: number[];
}

/**
 * For a household that is nowhere: breadth first over paths household → dwelling → its holder → …, where the
 * resources seem to allow each step. The first path to a free dwelling that is feasible as a whole is gone.
 */
export function augment(serving: Serving, root: number): boolean {
  const { model, state, bans } = serving;
  const reached: Reached = { by: new Int32Array(model.dwellingIds.length).fill(-1), dwellings: [] };
  const queue = [root];
  let left = Math.max(LEAST_STEPS, Math.floor(SHARED_STEPS / model.householdIds.length));
  for (let next = 0; next < queue.length && left > 0; next += 1) {
    const household = queue[next]!;
    left -= model.optionStart[household + 1]! - model.optionStart[household]!;
    for (
      let option = model.optionStart[household]!;
      option < model.optionStart[household + 1]!;
      option += 1
    ) {
      const dwelling = model.optionDwelling[option]!;
      if (bans[option] !== 0 || reached.by[dwelling]! >= 0) continue;
      if (!seemsToFit(model, state, household, dwelling)) continue;
      reached.by[dwelling] = household;
      const holder = state.holder[dwelling]!;
      if (holder >= 0) queue.push(holder);
      else if (tryPath(model, state, pathTo(state, reached.by, root, dwelling))) return true;
    }
  }
  return false;
}

/**
 * The dwellings that a household and all who would have to make way for it can reach, if none of them is free: then
 * there are no more of them than households that need them. `undefined` where one is free.
 */
export function findNeededDwellings({ model, state, bans }: Serving, root: number): Int32Array | undefined {
  const seen = new Uint8Array(model.dwellingIds.length);
  const queue = [root];
  const dwellings: number[] = [];
  for (let next = 0; next < queue.length; next += 1) {
    const household = queue[next]!;
    const end = next === 0 ? pairEnd(model, household) : model.optionStart[household + 1]!;
    for (let option = model.optionStart[household]!; option < end; option += 1) {
      const dwelling = model.optionDwelling[option]!;
      if (bans[option] !== 0 || seen[dwelling] === 1) continue;
      const holder = state.holder[dwelling]!;
      if (holder < 0) return undefined;
      seen[dwelling] = 1;
      dwellings.push(dwelling);
      if (holder !== root) queue.push(holder);
    }
  }
  return Int32Array.from(dwellings).toSorted();
}

function seemsToFit(model: Model, state: State, household: number, dwelling: number): boolean {
  const holder = state.holder[dwelling]!;
  const from = state.at[household]!;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const weights = model.weights[resource]!;
    let use = state.use[resource]! + weights[household]!;
    if (holder >= 0) use -= weights[holder]!;
    if (use > model.limit[resource]! && from >= 0 && isInResource(model, from, resource))
      use -= weights[household]!;
    if (use > model.limit[resource]!) return false;
  }
  return true;
}

/** The moves by which a dwelling is reached: each household on the way goes to the one that it reached first. */
export function pathTo(state: State, reachedBy: Int32Array, root: number, free: number): MoveSet {
  const households: number[] = [];
  const dwellings: number[] = [];
  let dwelling = free;
  for (;;) {
    const household = reachedBy[dwelling]!;
    households.push(household);
    dwellings.push(dwelling);
    if (household === root) return { households, dwellings };
    dwelling = state.at[household]!;
  }
}

function tryPath(model: Model, state: State, path: MoveSet): boolean {
  const left = makeMoves(model, state, path);
  if (isFeasibleAfter(model, state, path)) return true;
  undoMoves(model, state, path, left);
  return false;
}
