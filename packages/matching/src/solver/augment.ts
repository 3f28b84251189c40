import { isInResource, type Model } from './model.ts';
import { isFeasibleAfter, type MoveSet, makeMoves, undoMoves } from './move-set.ts';
import { DUTY, type Serving } from './serving.ts';
import { hasRoom, isApartFromOthers, place, type State } from './state.ts';

/** What came of looking for a path of moves that ends in a free dwelling. */
export type AugmentResult =
  /** The moves were made; the household has a dwelling and the state is feasible. */
  | { readonly kind: 'placed' }
  /** No path, even if resources and rules of keeping apart are left out: these need all these dwellings. */
  | { readonly kind: 'blocked'; readonly sets: readonly number[] }
  /** There are paths, but none of those tried is feasible. */
  | { readonly kind: 'open' };

/** Gives a household that is nowhere a free dwelling that fits as it is: least misfit, then greatest score. */
export function placeInFreeDwelling(serving: Serving, household: number): boolean {
  const { model, state } = serving;
  let best = -1;
  for (let edge = model.edgeStart[household]!; edge < model.edgeStart[household + 1]!; edge += 1) {
    const dwelling = model.edgeDwelling[edge]!;
    if (state.holder[dwelling]! >= 0 || !hasRoom(model, state, household, dwelling)) continue;
    if (!isApartFromOthers(model, state, household, dwelling)) continue;
    if (best < 0 || isBetterEdge(model, edge, best)) best = edge;
  }
  if (best < 0) return false;
  place(model, state, household, model.edgeDwelling[best]!);
  return true;
}

function isBetterEdge(model: Model, edge: number, than: number): boolean {
  const misfit = model.edgeMisfit[edge]! - model.edgeMisfit[than]!;
  return misfit < 0 || (misfit === 0 && model.edgeScore[edge]! > model.edgeScore[than]!);
}

/**
 * For a household that is to be served (its duty says so) and is nowhere: breadth first over paths household →
 * dwelling → its holder → …. Every free dwelling that is reached is tried with the path that reached it. Where none is reached at all, the households
 * and dwellings of the search are a Hall set, which is recorded. At most one visit to each pair.
 */
export function augment(serving: Serving, household: number): AugmentResult {
  const whole = explore(serving, household, false);
  if (whole.placed) return { kind: 'placed' };
  if (!whole.reachedFree) return { kind: 'blocked', sets: recordHallSet(serving, household, whole) };
  return explore(serving, household, true).placed ? { kind: 'placed' } : { kind: 'open' };
}

/**
 * All explorations of a problem together look at about so many pairs, each at no fewer than the least. The limit
 * holds only once a free dwelling was reached: until then there may be a Hall set, which needs the whole.
 */
const SHARED_STEPS = 400_000_000;
const LEAST_STEPS = 5000;

interface Exploration {
  reachedFree: boolean;
  steps: number;
  readonly root: number;
  readonly guided: boolean;
  /** A member of a tight set may look inside it, because its own dwelling there becomes free. */
  readonly mayEnterTight: boolean;
  /** The household that reached a dwelling first, or -1. */
  readonly reachedBy: Int32Array;
  readonly dwellings: number[];
  readonly households: number[];
  /** Hall sets at which the search ended, since they hold no free dwelling. */
  readonly touched: Set<number>;
}

/** `guided`: goes only where the resources seem to allow the step, so that the paths it tries are likelier to fit. */
function explore(
  serving: Serving,
  root: number,
  guided: boolean,
): Exploration & { readonly placed: boolean } {
  const { model, duty } = serving;
  const exploration: Exploration = {
    reachedFree: false,
    steps: 0,
    root,
    guided,
    mayEnterTight: serving.isInTightSet[root] === 1,
    reachedBy: new Int32Array(model.dwellingIds.length).fill(-1),
    dwellings: [],
    households: [root],
    touched: new Set(),
  };
  const maxSteps = Math.max(LEAST_STEPS, Math.floor(SHARED_STEPS / model.householdIds.length));
  for (let next = 0; next < exploration.households.length; next += 1) {
    const isDone = exploration.dwellings.length === model.dwellingIds.length || exploration.steps > maxSteps;
    if (isDone && (guided || exploration.reachedFree)) break;
    const household = exploration.households[next]!;
    const current = model.current[household]!;
    const mayReturn = duty[household] === DUTY.mayMove || duty[household] === DUTY.stays;
    let placed = mayReturn && reach(serving, exploration, household, current);
    const end = duty[household] === DUTY.stays ? -1 : model.edgeStart[household + 1]!;
    for (let edge = model.edgeStart[household]!; edge < end && !placed; edge += 1) {
      placed = reach(serving, exploration, household, model.edgeDwelling[edge]!);
      exploration.steps += 1;
    }
    if (placed) return { ...exploration, placed };
  }
  return { ...exploration, placed: false };
}

/** Goes one step on; true when that gave the root a dwelling. */
function reach(serving: Serving, exploration: Exploration, household: number, dwelling: number): boolean {
  const { model, state } = serving;
  if (exploration.reachedBy[dwelling]! >= 0) return false;
  const tight = serving.tightSet[dwelling]!;
  if (tight >= 0 && !exploration.mayEnterTight) {
    exploration.touched.add(tight);
    return false;
  }
  const holder = state.holder[dwelling]!;
  if (exploration.guided && !seemsToFit(model, state, household, dwelling)) return false;
  exploration.reachedBy[dwelling] = household;
  exploration.dwellings.push(dwelling);
  if (holder >= 0) {
    exploration.households.push(holder);
    return false;
  }
  exploration.reachedFree = true;
  if (!seemsToFit(model, state, household, dwelling)) return false;
  return tryPath(model, state, pathTo(state, exploration.reachedBy, exploration.root, dwelling));
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

function pathTo(state: State, reachedBy: Int32Array, root: number, free: number): MoveSet {
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

/** Records what is new in the search and gives the sets that prove that the household cannot be served. */
function recordHallSet(serving: Serving, root: number, found: Exploration): number[] {
  const touched = [...found.touched].toSorted((a, b) => a - b);
  if (found.dwellings.length === 0) return touched;
  const households = found.households.slice(1);
  const number = serving.hallSets.length;
  serving.hallSets.push({ dwellings: found.dwellings, households, needs: touched });
  for (const dwelling of found.dwellings) {
    if (serving.tightSet[dwelling]! < 0) serving.tightSet[dwelling] = number;
  }
  for (const household of households) serving.isInTightSet[household] = 1;
  return [number];
}
