import { expect } from 'vitest';
import { findOption, type Model } from '../src/solver/model.ts';
import { isApartFromOthers, isWithinLimits, type State } from '../src/solver/state.ts';

/** Those who are somewhere, each in an option of its own that is not ruled out, within limits and apart. */
export function expectFeasible(model: Model, state: State, bans: Uint16Array): void {
  const used = new Float64Array(model.resourceIds.length);
  for (const [household, dwelling] of state.at.entries()) {
    if (dwelling < 0) continue;
    const option = findOption(model, household, dwelling);
    expect(option).toBeGreaterThanOrEqual(0);
    expect(bans[option]).toBe(0);
    expect(state.holder[dwelling]).toBe(household);
    expect(isWithinLimits(model, state, dwelling)).toBe(true);
    expect(isApartFromOthers(model, state, household, dwelling)).toBe(true);
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1)
      used[model.resourceList[i]!]! += model.weights[model.resourceList[i]!]![household]!;
  }
  expect(state.use).toEqual(used);
}
