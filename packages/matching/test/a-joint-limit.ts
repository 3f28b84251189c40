import type { Problem } from '../src/problem.ts';
import type { JointLimit, Solution } from '../src/solution.ts';

const DWELLINGS = ['d1', 'd2', 'd3', 'd4'];

/** Three of load 4 want into two places that carry 7: each has room for one of them, and for one of load 3. */
export const A_LIMIT_APART: Problem = {
  format: 'boligtrapp-problem/1',
  servedRule: 'strict-rank',
  households: [4, 4, 4, 3].map((load, i) => ({
    id: `h${i + 1}`,
    rank: i + 1,
    class: 1,
    load,
    current: null,
  })),
  dwellings: DWELLINGS.map((id) => ({ id })),
  pairs: [
    ...['h1', 'h2', 'h3'].flatMap((household) =>
      DWELLINGS.map((dwelling) => ({ household, dwelling, misfit: 0, score: 0 })),
    ),
    { household: 'h4', dwelling: 'd1', misfit: 0, score: 0 },
    { household: 'h4', dwelling: 'd3', misfit: 0, score: 0 },
  ],
  resources: [
    { id: 'n1', capacity: 7, weight: 'load', dwellings: ['d1', 'd2'] },
    { id: 'n2', capacity: 7, weight: 'load', dwellings: ['d3', 'd4'] },
  ],
  apart: [],
};

/** The solution with other joint limits. */
export function withJointLimits(
  solution: Solution,
  change: (limits: readonly JointLimit[]) => readonly JointLimit[],
): Solution {
  const { certificate } = solution;
  return {
    ...solution,
    certificate: { ...certificate, jointLimits: change(certificate.jointLimits ?? []) },
  };
}
