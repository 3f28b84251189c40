import { check, hashProblem, type Problem, parseProblem, solve } from '@boligtrapp/matching';
import { describe, expect, it } from 'vitest';
import { generateProblem } from './problem-generator.ts';

function servedOf(problem: Problem): number {
  return solve(problem, { maxNodes: 0 }).served.length;
}

describe('generateProblem', () => {
  it('gives the same problem for the same seed, and another one for another seed', () => {
    const first = JSON.stringify(generateProblem({ size: 'small', seed: 7 }));
    expect(JSON.stringify(generateProblem({ size: 'small', seed: 7 }))).toBe(first);
    expect(JSON.stringify(generateProblem({ size: 'small', seed: 8 }))).not.toBe(first);
    // The bytes may change only together with the figures that were measured on them.
    expect(hashProblem(generateProblem({ size: 'small', seed: 1 }))).toMatchInlineSnapshot(
      `"4d15f851a888347d18d3135ae924f9eae65b5ac9bcfd7b78b460b6df46aa9bc6"`,
    );
  });

  it.each([
    { size: 'small', households: 800, dwellings: 60, least: 4000, most: 7000 },
    { size: 'city', households: 2000, dwellings: 1200, least: 150_000, most: 250_000 },
    { size: 'region', households: 15_000, dwellings: 3000, least: 500_000, most: 800_000 },
  ] as const)('makes $size of its size, and valid', ({ size, households, dwellings, least, most }) => {
    const problem = generateProblem({ size, seed: 1 });
    expect(parseProblem(problem)).toMatchObject({ ok: true });
    expect(problem.households).toHaveLength(households);
    expect(problem.dwellings).toHaveLength(dwellings);
    expect(problem.pairs.length).toBeGreaterThan(least);
    expect(problem.pairs.length).toBeLessThan(most);
    expect(problem.apart).toHaveLength(households / 50);
    expect(problem.households.some(({ current }) => current !== null)).toBe(true);
    expect(problem.resources.some(({ soft }) => soft !== undefined)).toBe(true);
  });

  it('has limits that bind: fewer are served where there is less room', () => {
    const tight = generateProblem({ size: 'small', seed: 3, headroom: 'tight' });
    const loose = generateProblem({ size: 'small', seed: 3, headroom: 'loose' });
    const free = { ...tight, resources: [], apart: [] };
    expect(servedOf(tight)).toBeLessThan(servedOf(loose));
    expect(servedOf(loose)).toBeLessThanOrEqual(servedOf(free));
    expect(loose.pairs).toEqual(tight.pairs);
  });

  it('is solved so that the checker accepts it', () => {
    const problem = generateProblem({ size: 'small', seed: 2 });
    expect(check(problem, solve(problem, { maxNodes: 50 }))).toEqual([]);
  });
});
