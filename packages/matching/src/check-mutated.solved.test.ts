import { generateProblem } from '@boligtrapp/testing/problem-generator';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { mutateSolution, type Random } from '../test/mutate-solution.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';

const RULES = ['strict-rank', 'most-per-class'] as const;

/** Refusing takes a whole check, so a committee's problem gets fewer mutations than a small one. */
const OF_A_COMMITTEE = Math.ceil(150 * runsFactor());
const OF_SMALL_ONES = Math.ceil(500 * runsFactor());

/** Numbers from 0 to count - 1 from a small generator: for problems too large for fast-check to print. */
function seeded(seed: number): Random {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

/** Mutates until so many were made; each one must be refused. Gives how many were made. */
function refuseAll(problem: Problem, solution: Solution, random: Random, rounds: number): number {
  let made = 0;
  for (let round = 0; round < rounds; round += 1) {
    const mutated = mutateSolution(problem, solution, random);
    if (mutated === undefined) continue;
    made += 1;
    if (check(problem, mutated).length === 0) throw new Error(`Mutation ${round} was accepted.`);
  }
  return made;
}

describe('solutions of the solver', { timeout: 600_000 }, () => {
  it.each([
    [1, 'tight'],
    [4, 'loose'],
  ] as const)('of committee %i, %s: accepted as they are, and refused when mutated', (seed, headroom) => {
    const problem = generateProblem({ size: 'small', seed, headroom });
    const solution = solve(problem);
    expect(check(problem, solution)).toEqual([]);
    expect(refuseAll(problem, solution, seeded(seed), OF_A_COMMITTEE)).toBe(OF_A_COMMITTEE);
  });

  it.each(RULES)('of small problems: accepted as they are, and refused when mutated, %s', (rule) => {
    let made = 0;
    fc.assert(
      fc.property(arbitraryProblem(rule), fc.integer(), (problem, seed) => {
        const solution = solve(problem);
        expect(check(problem, solution)).toEqual([]);
        made += refuseAll(problem, solution, seeded(seed), 5);
      }),
      { numRuns: OF_SMALL_ONES / 4 },
    );
    expect(made).toBeGreaterThan(OF_SMALL_ONES);
  });
});
