import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRoundDraw, drawRound } from '../../test/arbitrary-round.ts';
import { expectFeasible } from '../../test/expect-feasible.ts';
import { runsFactor } from '../../test/runs-factor.ts';
import { placeInFreeDwelling } from './augment.ts';
import { lowerFigures } from './lower-figures.ts';
import { createModel } from './model.ts';
import { measure } from './placement-steps.ts';
import { rearrange } from './rearrange.ts';
import { createState, type State } from './state.ts';

function countPlaced({ at }: State): number {
  return at.reduce((sum, dwelling) => sum + (dwelling >= 0 ? 1 : 0), 0);
}

describe('rearrange', () => {
  it('serves one more within all limits, or leaves all as it was', () => {
    let found = 0;
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const model = createModel(drawRound(draw, 'strict-rank'));
        const state = createState(model);
        const bans = new Uint16Array(model.optionDwelling.length);
        const serving = { model, state, bans };
        for (let household = 0; household < model.householdIds.length; household += 1) {
          if (state.at[household]! >= 0 || placeInFreeDwelling(serving, household)) continue;
          const before = structuredClone(state);
          const { isFound, looks } = rearrange(serving, household, 1000);
          expect(looks).toBeLessThan(10_000);
          expectFeasible(model, state, bans);
          if (!isFound) expect(state).toEqual(before);
          else {
            found += 1;
            expect(countPlaced(state)).toBe(countPlaced(before) + 1);
            expect(state.at[household]).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 20 * runsFactor() },
    );
    // Else the property would hold of a search that never finds anything.
    expect(found).toBeGreaterThan(0);
  }, 60_000);
});

describe('lowerFigures', () => {
  it('lowers misfit, or excess without more misfit, for the same households within all limits', () => {
    let lower = 0;
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const model = createModel(drawRound(draw, 'strict-rank'));
        const state = createState(model);
        const bans = new Uint16Array(model.optionDwelling.length);
        const served: number[] = [];
        for (let household = 0; household < model.householdIds.length; household += 1) {
          const isNew = state.at[household]! < 0 && placeInFreeDwelling({ model, state, bans }, household);
          if (isNew) served.push(household);
        }
        const before = measure(model, state, served);
        const wasSomewhere = state.at.map((dwelling) => (dwelling < 0 ? 0 : 1));
        const lowered = lowerFigures({ model, state, served, maxLooks: 20_000 });
        const after = measure(model, state, served);
        expectFeasible(model, state, bans);
        expect(state.at.map((dwelling) => (dwelling < 0 ? 0 : 1))).toEqual(wasSomewhere);
        for (const [household, dwelling] of state.at.entries())
          if (!served.includes(household) && dwelling >= 0) expect(dwelling).toBe(model.current[household]);
        expect(after.misfit).toBeLessThanOrEqual(before.misfit);
        if (after.misfit === before.misfit) expect(after.excess).toBeLessThanOrEqual(before.excess);
        expect(lowered > 0).toBe(after.misfit < before.misfit || after.excess < before.excess);
        lower += lowered;
      }),
      { numRuns: 60 * runsFactor() },
    );
    expect(lower).toBeGreaterThan(0);
  }, 60_000);
});
