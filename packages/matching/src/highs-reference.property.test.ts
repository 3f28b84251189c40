import { findFirstPlacement, findPlacement, findServed, openMip } from '@boligtrapp/testing/highs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRoundDraw, drawRound } from '../test/arbitrary-round.ts';
import { runsFactor } from '../test/runs-factor.ts';
import type { Problem } from './problem.ts';
import type { Assignment, Objective, Solution } from './solution.ts';
import { solve } from './solve.ts';
import { parseProblem } from './validate/validate-problem.ts';

const RUNS = Math.ceil(20 * runsFactor());
/** A case takes half a second on average, and twenty at worst. */
const TIMEOUT_MS = 120_000 + RUNS * 2000;

interface Reference {
  readonly served: readonly string[];
  readonly objective: Objective;
  /** Those who moved, by rank. */
  readonly moves: readonly Assignment[];
}

/** What general MIPs say: the served set, then stage by stage the placement. */
async function findReference(problem: Problem): Promise<Reference> {
  using mip = await openMip(problem);
  const { places } = mip;
  const { isServed, ending } = findServed(mip, problem.servedRule);
  const { objective, ending: best } = findPlacement(mip, isServed, ending);
  const served = places.households.filter((_, household) => isServed[household] === 1).map(({ id }) => id);
  const moves = [...findFirstPlacement(mip, best)].flatMap((place, household) =>
    place < 0 || places.isStay[place] === 1
      ? []
      : [
          {
            household: places.households[household]!.id,
            dwelling: places.dwellings[places.dwelling[place]!]!,
          },
        ],
  );
  return { served, objective, moves };
}

/** Those whom a solution moves, by rank. */
function movesOf(solution: Solution): Assignment[] {
  const dwellings = new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
  return solution.served.map((household) => ({ household, dwelling: dwellings.get(household)! }));
}

describe('solve, beside a general MIP solver', () => {
  it.each(['strict-rank', 'most-per-class'] as const)(
    'serves the same households and places them as well, for %s',
    { timeout: TIMEOUT_MS },
    async (rule) => {
      let proven = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryRoundDraw(), async (draw) => {
          const problem = drawRound(draw, rule);
          expect(parseProblem(problem)).toMatchObject({ ok: true });
          const solution = solve(problem);
          const reference = await findReference(problem);
          // The few with the most pairs for their size use up their effort, and say so.
          if (!solution.optimal) return;
          proven += 1;
          expect(solution.served).toEqual(reference.served);
          expect(solution.objective).toEqual(reference.objective);
          // Of equally good placements the one with the smallest dwelling ids by rank is the answer.
          expect(movesOf(solution)).toEqual(reference.moves);
        }),
        // Shrinking would solve large problems for many minutes; the draw that is printed says what to look at.
        { numRuns: RUNS, endOnFailure: true },
      );
      expect(proven).toBeGreaterThanOrEqual(RUNS * 0.75);
    },
  );
});
