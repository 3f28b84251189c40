import type { Problem } from '../src/problem.ts';
import type { Solution } from '../src/solution.ts';
import { MUTATIONS_OF_CERTIFICATE } from './mutations-of-certificate.ts';
import { MUTATIONS_OF_STATEMENTS } from './mutations-of-statements.ts';

/** A number from 0 up to, but not including, `count`. */
export type Random = (count: number) => number;

/**
 * A wrong solution made from a right one by one change, or `undefined` where it has nothing to change, or where the
 * changed solution might still be right.
 */
export type Mutation = (problem: Problem, solution: Solution, random: Random) => Solution | undefined;

/** By name, so that a test can say which one was not noticed. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  ...MUTATIONS_OF_STATEMENTS,
  ...MUTATIONS_OF_CERTIFICATE,
};

/**
 * A wrong solution made from one that `check` accepts: it must be refused. The mutation is drawn, and the next one
 * taken where it cannot be made; `undefined` only where none can.
 */
export function mutateSolution(problem: Problem, solution: Solution, random: Random): Solution | undefined {
  const mutations = Object.values(MUTATIONS);
  const start = random(mutations.length);
  for (const mutate of [...mutations.slice(start), ...mutations.slice(0, start)]) {
    const mutated = mutate(problem, solution, random);
    if (mutated !== undefined) return mutated;
  }
  return undefined;
}
