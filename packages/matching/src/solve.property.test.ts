import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem, arbitraryReordering } from '../test/arbitrary-problem.ts';
import { findBestEnding } from '../test/best-of-all.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { servedMask } from '../test/try-everything.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';
import { parseProblem } from './validate/validate-problem.ts';
import { parseSolution } from './validate/validate-solution.ts';

/** So many cases, and more in a nightly run. */
const runsOf = (count: number): number => Math.ceil(count * runsFactor());

const rule = fc.constantFrom('strict-rank' as const, 'most-per-class' as const);
const anyProblem = rule.chain(arbitraryProblem);

function maskOf(problem: Problem, solution: Solution): string {
  return servedMask(
    problem,
    new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling])),
  );
}

/** The same problem with the household at a place of the order and the one before it in exchanged ranks. */
function raise(problem: Problem, place: number): Problem {
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  const [before, after] = [byRank[place - 1], byRank[place]];
  if (before === undefined || after === undefined) return problem;
  return {
    ...problem,
    households: problem.households.map((household) => {
      if (household.id === before.id) return { ...household, rank: after.rank, class: after.class };
      if (household.id === after.id) return { ...household, rank: before.rank, class: before.class };
      return household;
    }),
  };
}

const TIMEOUT_MS = 300_000;

describe('solve', { timeout: TIMEOUT_MS }, () => {
  it.each(['strict-rank', 'most-per-class'] as const)(
    'equals trying everything, %s, with proof',
    (servedRule) => {
      fc.assert(
        fc.property(arbitraryProblem(servedRule), (problem) => {
          const solution = solve(problem);
          const endings = new Map(
            solution.assignments.map(({ household, dwelling }) => [household, dwelling]),
          );
          expect({
            mask: maskOf(problem, solution),
            objective: solution.objective,
            order: solution.served.map((household) => endings.get(household)),
          }).toEqual(findBestEnding(problem));
          expect(solution.optimal).toBe(true);
        }),
        { numRuns: runsOf(10_000) },
      );
    },
  );

  it('makes no claim that the checker refuses, with any effort', () => {
    fc.assert(
      fc.property(anyProblem, fc.constantFrom(0, 1, 2, 5, 1000), (problem, maxNodes) => {
        expect(parseProblem(problem).ok).toBe(true);
        expect(check(problem, solve(problem, { maxNodes }))).toEqual([]);
      }),
      { numRuns: runsOf(10_000) },
    );
  });

  it('gives the same bytes for the same problem in any order', () => {
    const both = anyProblem.chain((problem) => fc.tuple(fc.constant(problem), arbitraryReordering(problem)));
    fc.assert(
      fc.property(both, ([problem, reordered]) => {
        expect(toCanonicalJson(solve(reordered))).toBe(toCanonicalJson(solve(problem)));
      }),
      { numRuns: runsOf(10_000) },
    );
  });

  it('never serves worse by rank for a new dwelling or for more headroom', () => {
    const extra = fc.record({
      household: fc.nat(5),
      resource: fc.nat(1),
      more: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(arbitraryProblem(), extra, (problem, { household, resource, more }) => {
        const before = maskOf(problem, solve(problem));
        const taker = problem.households[household % problem.households.length];
        const withDwelling: Problem = {
          ...problem,
          dwellings: [...problem.dwellings, { id: 'new' }],
          pairs: [...problem.pairs, { household: taker?.id ?? '', dwelling: 'new', misfit: 0, score: 0 }],
        };
        const withHeadroom: Problem = {
          ...problem,
          resources: problem.resources.map((one, place) =>
            place === resource ? { ...one, capacity: one.capacity + more } : one,
          ),
        };
        expect(maskOf(withDwelling, solve(withDwelling)) >= before).toBe(true);
        expect(maskOf(withHeadroom, solve(withHeadroom)) >= before).toBe(true);
      }),
      { numRuns: runsOf(10_000) },
    );
  });

  it('never hurts a household that is ranked higher', () => {
    fc.assert(
      fc.property(arbitraryProblem(), fc.integer({ min: 1, max: 5 }), (problem, place) => {
        const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
        const household = byRank[place]?.id;
        if (household === undefined || !solve(problem).served.includes(household)) return;
        expect(solve(raise(problem, place)).served).toContain(household);
      }),
      { numRuns: runsOf(10_000) },
    );
  });

  it('writes a solution that its own reader accepts', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const text = toCanonicalJson(solve(problem));
        expect(parseSolution(JSON.parse(text))).toMatchObject({ ok: true });
      }),
      { numRuns: runsOf(1000) },
    );
  });

  it('leaves the problem as it was', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const before = JSON.stringify(problem);
        solve(problem);
        expect(JSON.stringify(problem)).toBe(before);
      }),
      { numRuns: runsOf(200) },
    );
  });
});
