import { generateProblem } from '@boligtrapp/testing/problem-generator';
import { describe, expect, it } from 'vitest';
import { tryLightFirst } from './light-first.ts';
import { effortOf } from './select-served.ts';
import { createModel } from './solver/model.ts';
import { createState, isApartFromOthers } from './solver/state.ts';

describe('tryLightFirst', () => {
  it('serves more of the most urgent class than nobody, and lawfully; begun again from there it changes nothing', () => {
    const problem = generateProblem({ size: 'small', seed: 4 });
    const model = createModel(problem);
    const state = createState(model);
    const effort = effortOf(problem.dwellings.length, 20);
    tryLightFirst(problem, model, state, effort);
    const served = Array.from(state.at.keys()).filter((one) => state.at[one] !== model.current[one]);
    expect(served.length).toBeGreaterThan(30);
    for (const [resource, use] of state.use.entries())
      expect(use).toBeLessThanOrEqual(model.limit[resource] ?? 0);
    for (const household of served)
      expect(isApartFromOthers(model, state, household, state.at[household] ?? -1)).toBe(true);
    for (const [household, dwelling] of model.current.entries())
      if (dwelling >= 0) expect(state.at[household]).toBeGreaterThanOrEqual(0);
    const before = state.at.slice();
    tryLightFirst(problem, model, state, effort);
    expect(state.at).toEqual(before);
  });
});
