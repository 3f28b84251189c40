import { describe, expect, it } from 'vitest';
import { aProblem, type ShortProblem } from '../test/a-problem.ts';
import { check } from './check.ts';
import { solve } from './solve.ts';

/** Figures at the limits of the format: sums and prices come near the end of the exact integers. */
const PROBLEMS: readonly ShortProblem[] = [
  {
    pairs: { h0: ['d2:0:0'], h1: ['d1:2147483646:-2147483647', 'd2:0:0'] },
    dwellings: ['d0', 'd1', 'd2', 'd3'],
    loads: { h0: 0, h1: 0 },
  },
  { pairs: { h0: ['d1:2147483646:0', 'd2:0:0', 'd3:1:2147483647'] }, loads: { h0: 0 } },
];

describe('figures at their limits', () => {
  it.each(PROBLEMS)('lead to no claim that the checker cannot follow (%#)', (short) => {
    const problem = aProblem(short);
    expect(check(problem, solve(problem))).toEqual([]);
  });
});
