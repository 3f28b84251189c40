import { generateProblem } from '@boligtrapp/testing/problem-generator';
import { describe, expect, it } from 'vitest';
import { A_LIMIT_APART, withJointLimits } from '../test/a-joint-limit.ts';
import { check } from './check.ts';
import type { JointLimit, Solution } from './solution.ts';
import { solve } from './solve.ts';
import { parseSolution } from './validate/validate-solution.ts';

const solved = solve(A_LIMIT_APART);

function withLimit(change: Partial<JointLimit>): Solution {
  return withJointLimits(solved, (limits) => limits.map((one, i) => (i === 0 ? { ...one, ...change } : one)));
}

function codesOf(solution: Solution): string[] {
  return check(A_LIMIT_APART, solution).map(({ path, code }) => `${path} ${code}`);
}

describe('joint limits', () => {
  it('prove what no list of loads shows, and are accepted', () => {
    expect(solved.certificate.jointLimits?.length).toBeGreaterThan(0);
    expect(solved.optimal).toBe(true);
    expect(check(A_LIMIT_APART, solved)).toEqual([]);
    expect(parseSolution(solved)).toMatchObject({ ok: true });
  });

  it.each<readonly [string, Partial<JointLimit>]>([
    ['joint-limit-refuted', { most: 0 }],
    ['joint-limit-refuted', { units: { d1: { '4': 2 }, d2: { '4': 1 } } }],
    ['joint-limit-refuted', { units: { d1: { '3': 1, '4': 1 }, d2: { '4': 1 } } }],
    ['joint-limit-malformed', { resource: 'none' }],
    ['joint-limit-malformed', { within: ['n2'] }],
    ['joint-limit-malformed', { within: ['n1', 'n1'] }],
    ['joint-limit-malformed', { units: { d3: { '4': 1 } } }],
  ])('%s: %o', (code, change) => {
    expect(codesOf(withLimit(change))).toContain(`/certificate/jointLimits/0 ${code}`);
  });

  it('are missed where a list prices one that is not there', () => {
    expect(codesOf(withJointLimits(solved, () => []))).toContainEqual(
      expect.stringMatching(/^\/certificate\/prices\/\d+\/joint unknown-id$/),
    );
  });

  it('may be too high: then they prove less', () => {
    const codes = codesOf(withLimit({ most: 2 }));
    expect(codes).toContainEqual(expect.stringMatching(/proof-refuted$/));
    expect(codes).not.toContainEqual(expect.stringMatching(/joint-limit/));
  });

  it('are no part of the format before', () => {
    const old: unknown = { ...solved, format: 'boligtrapp-solution/1' };
    expect(parseSolution(old)).toMatchObject({ ok: false });
  });

  it('of a committee round are as low as can be: one unit less is refused, each of them', () => {
    const problem = { ...generateProblem({ size: 'small', seed: 1 }), servedRule: 'most-per-class' as const };
    const round = solve(problem);
    expect(round.optimal).toBe(true);
    expect(check(problem, round)).toEqual([]);
    const lowered = withJointLimits(round, (limits) =>
      limits.map((limit) => ({ ...limit, most: Math.max(0, limit.most - 1) })),
    );
    const refused = check(problem, lowered).filter(({ code }) => code === 'joint-limit-refuted');
    expect(refused.length).toBe(Math.min(100, round.certificate.jointLimits?.length ?? 0));
    expect(refused.length).toBeGreaterThan(5);
  });
});
