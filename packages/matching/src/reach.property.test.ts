import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { arbitraryRoundDraw, drawRound } from '../test/arbitrary-round.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { isTooMuch } from '../test/too-much.ts';
import { listFeasible } from '../test/try-everything.ts';
import { createFacts } from './check/facts.ts';
import { measureUse } from './check/use.ts';
import type { Problem } from './problem.ts';
import { createModel } from './solver/model.ts';

function reachById(problem: Problem): { readonly solver: object; readonly checker: object } {
  const model = createModel(problem);
  const facts = createFacts(problem);
  return {
    solver: Object.fromEntries(model.resourceIds.map((id, place) => [id, model.reach[place]])),
    checker: Object.fromEntries(facts.resources.map(({ id }, place) => [id, facts.reach[place]])),
  };
}

describe('the reach of a resource', () => {
  it('is the greatest sum of whole households up to the limit, one in each dwelling', () => {
    const pairs = { h1: ['d1', 'd2'], h2: ['d2', 'd3'], h3: ['d3'], h4: ['d1'] };
    const problem = aProblem({
      pairs,
      loads: { h1: 4, h2: 3, h3: 6, h4: 20 },
      resources: [
        { id: 'n', capacity: 12, weight: 'load', dwellings: ['d1', 'd2', 'd3'] },
        { id: 'wide', capacity: 99, weight: 'one', dwellings: ['d1', 'd2'] },
      ],
    });
    // 4 + 6 in d1 and d3, 4 + 4 + 3; 3 + 6 + 4 is 13. h4 is too much for n.
    expect(reachById(problem).solver).toEqual({ n: 11, wide: 2 });
  });

  it('is the same for solver and checker', () => {
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const { solver, checker } = reachById(drawRound(draw, 'strict-rank'));
        expect(solver).toEqual(checker);
      }),
      { numRuns: 50 * runsFactor() },
    );
  });

  it('is not passed by any feasible assignment, which has no pair that is too much', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const facts = createFacts(problem);
        for (const ending of listFeasible(problem)) {
          const dwellingOf = Int32Array.from(facts.households, ({ id }) =>
            facts.dwellings.indexOf(ending.get(id) ?? ''),
          );
          for (const [resource, use] of measureUse(facts, dwellingOf).entries())
            expect(use).toBeLessThanOrEqual(facts.reach[resource]!);
          for (const pair of problem.pairs) {
            const isHeld = ending.get(pair.household) === pair.dwelling;
            const isHome = problem.households.some(
              ({ id, current }) => id === pair.household && current === pair.dwelling,
            );
            expect(isHeld && !isHome && isTooMuch(problem, pair)).toBe(false);
          }
        }
      }),
      { numRuns: 100 * runsFactor() },
    );
  });
});
