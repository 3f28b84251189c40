import { findFirstPlacement, findPlacement, findServed, type Mip, openMip } from '@boligtrapp/testing/highs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { objectiveOf } from '../test/claim-solution.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { classCounts, type Ending, listFeasible, servedMask } from '../test/try-everything.ts';
import type { Problem } from './problem.ts';

/** Text that is smaller for a better assignment: every step of the placement, and the dwellings by rank. */
function placementKey(problem: Problem, ending: Ending): string {
  const { misfit, excess, score } = objectiveOf(problem, ending);
  const figures = [misfit, excess, 500 - score].map((figure) => String(figure).padStart(4, '0'));
  const dwellings = problem.households
    .toSorted((a, b) => a.rank - b.rank)
    .filter(({ id, current }) => ending.has(id) && ending.get(id) !== current)
    .map(({ id }) => ending.get(id));
  return [...figures, ...dwellings].join(' ');
}

function bestEndings(problem: Problem): Ending[] {
  const key = (ending: Ending): string => {
    const mask = servedMask(problem, ending);
    return problem.servedRule === 'strict-rank' ? mask : `${classCounts(problem, mask).join('')} ${mask}`;
  };
  const endings = listFeasible(problem);
  const best = endings.map(key).reduce((a, b) => (a > b ? a : b));
  return endings.filter((ending) => key(ending) === best);
}

function solveWithMips(mip: Mip, problem: Problem): Ending {
  const { places } = mip;
  const { isServed, ending } = findServed(mip, problem.servedRule);
  const best = findFirstPlacement(mip, findPlacement(mip, isServed, ending).ending);
  return new Map(
    [...best].flatMap((place, household) =>
      place < 0 ? [] : [[places.households[household]!.id, places.dwellings[places.dwelling[place]!]!]],
    ),
  );
}

describe('the MIP models', () => {
  it.each(['strict-rank', 'most-per-class'] as const)(
    'agree with trying all assignments, for %s',
    { timeout: 60_000 * Math.max(1, runsFactor()) },
    async (rule) => {
      await fc.assert(
        fc.asyncProperty(arbitraryProblem(rule), async (problem) => {
          using mip = await openMip(problem);
          const ending = solveWithMips(mip, problem);
          const best = bestEndings(problem);
          const keys = best.map((other) => placementKey(problem, other));
          expect(servedMask(problem, ending)).toBe(servedMask(problem, best[0]!));
          expect(placementKey(problem, ending)).toBe(keys.reduce((a, b) => (a < b ? a : b)));
        }),
        { numRuns: Math.ceil(60 * runsFactor()) },
      );
    },
  );
});
