import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem, arbitraryReordering } from '../test/arbitrary-problem.ts';
import { classCounts, listFeasible, servedMask } from '../test/try-everything.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';
import { parseProblem } from './validate/validate-problem.ts';
import { parseSolution } from './validate/validate-solution.ts';

function maskOf(problem: Problem, solution: Solution): string {
  return servedMask(
    problem,
    new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling])),
  );
}

describe('solve', () => {
  it('serves by strict rank exactly whom trying everything serves, and proves it', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const solution = solve(problem);
        const best = listFeasible(problem)
          .map((ending) => servedMask(problem, ending))
          .toSorted()
          .at(-1);
        expect(maskOf(problem, solution)).toBe(best);
        expect(solution.certificate.servedSet.proven).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every rule that the checker knows, with any effort and either rule', () => {
    const rule = fc.constantFrom('strict-rank' as const, 'most-per-class' as const);
    fc.assert(
      fc.property(rule.chain(arbitraryProblem), fc.constantFrom(0, 1, 7, 1000), (problem, maxNodes) => {
        expect(parseProblem(problem).ok).toBe(true);
        expect(check(problem, solve(problem, { maxNodes }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same bytes for the same problem in any order', () => {
    const both = arbitraryProblem().chain((problem) =>
      fc.tuple(fc.constant(problem), arbitraryReordering(problem)),
    );
    fc.assert(
      fc.property(both, ([problem, reordered]) => {
        expect(toCanonicalJson(solve(reordered))).toBe(toCanonicalJson(solve(problem)));
      }),
      { numRuns: 200 },
    );
  });

  it('says most-per-class is proven only where no assignment serves more of a class, or the same by better rank', () => {
    fc.assert(
      fc.property(arbitraryProblem('most-per-class'), (problem) => {
        const solution = solve(problem);
        if (!solution.certificate.servedSet.proven) return;
        const key = (mask: string): string => `${classCounts(problem, mask).join(' ')} ${mask}`;
        const best = listFeasible(problem)
          .map((ending) => key(servedMask(problem, ending)))
          .toSorted()
          .at(-1);
        expect(key(maskOf(problem, solution))).toBe(best);
      }),
      { numRuns: 200 },
    );
  });

  it('never serves fewer of the urgent under most-per-class than by strict rank', () => {
    fc.assert(
      fc.property(arbitraryProblem('most-per-class'), (problem) => {
        const strict = classCounts(
          problem,
          maskOf(problem, solve({ ...problem, servedRule: 'strict-rank' })),
        );
        const most = classCounts(problem, maskOf(problem, solve(problem)));
        expect(most.join(' ') >= strict.join(' ')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('writes a solution that its own reader accepts', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const text = toCanonicalJson(solve(problem));
        expect(parseSolution(JSON.parse(text)).ok).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the problem as it was', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const before = JSON.stringify(problem);
        solve(problem);
        expect(JSON.stringify(problem)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});
