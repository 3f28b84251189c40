import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { endingOfHighs } from '../test/ask-highs.ts';
import { describeEnding, findBestEnding } from '../test/best-of-all.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { isFeasible } from '../test/try-everything.ts';

describe('the MIP models', () => {
  it.each(['strict-rank', 'most-per-class'] as const)(
    'agree with trying all assignments, for %s',
    { timeout: 60_000 * Math.max(1, runsFactor()) },
    async (rule) => {
      await fc.assert(
        fc.asyncProperty(arbitraryProblem(rule), async (problem) => {
          const ending = await endingOfHighs(problem);
          expect(isFeasible(problem, ending)).toBe(true);
          expect(describeEnding(problem, ending)).toEqual(findBestEnding(problem));
        }),
        { numRuns: Math.ceil(60 * runsFactor()) },
      );
    },
  );
});
