import type { Problem } from '@boligtrapp/matching';
import { generateProblem } from '@boligtrapp/testing/problem-generator';
import type { Case } from './measurement.ts';

/** The problem of a case. */
export function problemOf({ size, seed, headroom, rule }: Case): Problem {
  return { ...generateProblem({ size, seed, headroom }), servedRule: rule };
}
