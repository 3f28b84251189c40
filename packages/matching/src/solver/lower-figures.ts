import { findPair, type Model, pairEnd } from './model.ts';
import { rearrange, relieve } from './rearrange.ts';
import type { Serving } from './repair-search.ts';
import { place, type State, vacate } from './state.ts';

/** Options that one attempt looks at. */
const LOOKS_OF_ATTEMPT = 50_000;

/** Who is served, where all are, and the effort that may be spent. */
export interface LoweringTask {
  readonly model: Model;
  readonly state: State;
  /** By rank. */
  readonly served: readonly number[];
  /** Options to look at. */
  readonly maxLooks: number;
}

/**
 * Lowers misfit, and then excess with no more misfit, where many have to move for it because limits are nearly used
 * up. Changes where the served are, never who is served. What is left may still be improvable.
 *
 * @returns the number of attempts that lowered something.
 */
export function lowerFigures(task: LoweringTask): number {
  const half = Math.floor(task.maxLooks / 2);
  const misfit = lowerMisfit({ ...task, maxLooks: half });
  const excess = lowerExcess({ ...task, maxLooks: task.maxLooks - misfit.looks });
  return misfit.lowered + excess.lowered;
}

interface Lowered {
  readonly lowered: number;
  readonly looks: number;
}

/** One household after the other goes to where it fits better, and nobody to where it fits worse. */
function lowerMisfit(task: LoweringTask): Lowered {
  const { model, state, served } = task;
  let looks = 0;
  let lowered = 0;
  for (const household of served) {
    for (let isLower = true; isLower && looks < task.maxLooks; ) {
      const dwelling = state.at[household]!;
      const misfit = model.optionMisfit[findPair(model, household, dwelling)]!;
      if (misfit === 0) break;
      const bans = banWorse(task);
      for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
        if (model.optionMisfit[option]! >= misfit) bans[option] = 1;
      vacate(model, state, household);
      const found = rearrange({ model, state, bans }, household, LOOKS_OF_ATTEMPT);
      if (!found.isFound) place(model, state, household, dwelling);
      looks += 1 + found.looks;
      isLower = found.isFound;
      if (isLower) lowered += 1;
    }
  }
  return { lowered, looks };
}

/** One resource after the other is used by one unit less above its soft level, and no other one more above its own. */
function lowerExcess(task: LoweringTask): Lowered {
  const { model, state } = task;
  let looks = 0;
  let lowered = 0;
  for (let resource = 0; resource < model.resourceIds.length; resource += 1) {
    for (let isLower = true; isLower && looks < task.maxLooks; ) {
      if (state.use[resource]! <= model.soft[resource]!) break;
      const limit = model.limit.map((most, other) =>
        Math.min(most, Math.max(state.use[other]!, model.soft[other]!)),
      );
      limit[resource] = state.use[resource]! - 1;
      const serving: Serving = { model: { ...model, limit }, state, bans: banWorse(task) };
      const found = relieve(serving, LOOKS_OF_ATTEMPT);
      looks += 1 + found.looks;
      isLower = found.isFound;
      if (isLower) lowered += 1;
    }
  }
  return { lowered, looks };
}

/** Rules out, for the served, what fits worse than where they are, and for movers who were not served, all but staying. */
function banWorse({ model, state, served }: LoweringTask): Uint16Array {
  const bans = new Uint16Array(model.optionDwelling.length);
  const isServed = new Uint8Array(model.householdIds.length);
  for (const household of served) {
    isServed[household] = 1;
    const own = model.optionMisfit[findPair(model, household, state.at[household]!)]!;
    for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
      if (model.optionMisfit[option]! > own) bans[option] = 1;
    if (model.stayOption[household]! >= 0) bans[model.stayOption[household]!] = 1;
  }
  for (const [household, stay] of model.stayOption.entries()) {
    if (stay >= 0 && isServed[household] === 0) bans.fill(1, model.optionStart[household], stay);
  }
  return bans;
}
