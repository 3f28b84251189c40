import { generateProblem } from '@boligtrapp/testing/problem-generator';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import type { FirstAnswer } from './first-answer.ts';
import { SolveCancelledError, solve } from './solve.ts';

describe('the first answer', () => {
  it.each(['tight', 'loose'] as const)('is lawful, within its bound, and changes nothing: %s', (headroom) => {
    const problem = generateProblem({ size: 'small', seed: 2, headroom });
    const told: FirstAnswer[] = [];
    const solution = solve(problem, {
      maxNodes: 20,
      onFirst: (first) => {
        told.push(first);
      },
    });
    expect(toCanonicalJson(solve(problem, { maxNodes: 20 }))).toBe(toCanonicalJson(solution));
    expect(told).toHaveLength(1);
    const [first] = told;
    const { assignments = [], served = [], objective = { misfit: 0, excess: 0, score: 0 } } = first ?? {};
    const claimed = { ...solution, assignments, served, objective };
    // What the certificate says is of another placement.
    const wrong = check(problem, claimed).filter(({ path }) =>
      /^\/(?:assignments|served|objective)/.test(path),
    );
    expect(wrong).toEqual([]);
    expect(served.length).toBeGreaterThan(0.8 * solution.served.length);
    expect(first?.mostServed).toBeGreaterThanOrEqual(solution.served.length);
    expect(first?.mostServed).toBeLessThanOrEqual(problem.dwellings.length);
  });
});

describe('a cancelled solve', () => {
  it('ends at once, with no result', () => {
    const problem = generateProblem({ size: 'small', seed: 2 });
    let asked = 0;
    const isCancelled = (): boolean => {
      asked += 1;
      return asked > 5;
    };
    expect(() => solve(problem, { isCancelled })).toThrow(SolveCancelledError);
    expect(asked).toBe(6);
  });
});
