import { isInResource, type Model } from './model.ts';

/** Who is where, and what it uses. Changed in place by `place` and `vacate` only. */
export interface State {
  /** Dwelling of a household, or -1. */
  readonly at: Int32Array;
  /** Household of a dwelling, or -1. */
  readonly holder: Int32Array;
  /** Use of a resource. */
  readonly use: Float64Array;
  /** Sum over resources of the use above the soft level. */
  excess: number;
}

/** Today: those with a current dwelling are in it, all others have none. */
export function createState(model: Model): State {
  const state: State = {
    at: new Int32Array(model.householdIds.length).fill(-1),
    holder: new Int32Array(model.dwellingIds.length).fill(-1),
    use: new Float64Array(model.resourceIds.length),
    excess: 0,
  };
  for (let resource = 0; resource < model.soft.length; resource += 1) {
    state.excess += Math.max(0, -model.soft[resource]!);
  }
  for (const [household, dwelling] of model.current.entries()) {
    if (dwelling >= 0) place(model, state, household, dwelling);
  }
  return state;
}

/** Puts a household that is nowhere into a dwelling that is free. */
export function place(model: Model, state: State, household: number, dwelling: number): void {
  state.at[household] = dwelling;
  state.holder[dwelling] = household;
  addUse(model, state, household, 1);
}

/** Takes a household out of its dwelling. */
export function vacate(model: Model, state: State, household: number): void {
  addUse(model, state, household, -1);
  state.holder[state.at[household]!] = -1;
  state.at[household] = -1;
}

function addUse(model: Model, state: State, household: number, sign: 1 | -1): void {
  const dwelling = state.at[household]!;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const before = state.use[resource]!;
    const after = before + sign * model.weights[resource]![household]!;
    const soft = model.soft[resource]!;
    state.use[resource] = after;
    state.excess += Math.max(0, after - soft) - Math.max(0, before - soft);
  }
}

/** Whether no resource of a dwelling is over its limit. */
export function isWithinLimits(model: Model, state: State, dwelling: number): boolean {
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    if (state.use[resource]! > model.limit[resource]!) return false;
  }
  return true;
}

/** Whether the resources of a dwelling have room for a household that uses none of them now. */
export function hasRoom(model: Model, state: State, household: number, dwelling: number): boolean {
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    if (state.use[resource]! + model.weights[resource]![household]! > model.limit[resource]!) return false;
  }
  return true;
}

/**
 * Whether two places break the rule that keeps two households apart: both end in a listed resource, and at least
 * one of them is placed there. Two who both stay are tolerated.
 */
export function isConflict(
  model: Model,
  resources: readonly number[],
  one: { readonly household: number; readonly dwelling: number },
  two: { readonly household: number; readonly dwelling: number },
): boolean {
  if (model.current[one.household] === one.dwelling && model.current[two.household] === two.dwelling)
    return false;
  for (const resource of resources) {
    if (isInResource(model, one.dwelling, resource) && isInResource(model, two.dwelling, resource))
      return true;
  }
  return false;
}

/** Whether a household could be in a dwelling without breaking a rule of keeping apart, as all others are now. */
export function isApartFromOthers(model: Model, state: State, household: number, dwelling: number): boolean {
  const apart = model.apart[household];
  if (apart === undefined) return true;
  for (const { other, resources } of apart) {
    const otherDwelling = state.at[other]!;
    if (otherDwelling < 0) continue;
    if (isConflict(model, resources, { household, dwelling }, { household: other, dwelling: otherDwelling }))
      return false;
  }
  return true;
}
