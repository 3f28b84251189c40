import { checkClaims } from './check/check-claims.ts';
import { checkFeasibility } from './check/check-feasibility.ts';
import { checkStatements } from './check/check-statements.ts';
import { type Deviation, MAX_DEVIATIONS } from './check/deviation.ts';
import { createFacts } from './check/facts.ts';
import { createOutcome } from './check/outcome.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';

/**
 * Says everything that is wrong with a solution, the first hundred deviations; none means that it may be stored.
 * Works in exact integers and shares only the file formats with the solver: every rule of feasibility, the
 * figures, the order, the hash, and every claim by the price lists and trees of the certificate, which suffice at
 * any size; on small problems also the served set and the placement against the best of all assignments.
 *
 * A claim whose figures leave the exact integers is refused as not verified.
 *
 * Expects values that `parseProblem` and `parseSolution` accepted.
 */
export function check(problem: Problem, solution: Solution): readonly Deviation[] {
  const deviations: Deviation[] = [];
  const facts = createFacts(problem);
  const outcome = createOutcome(facts, solution);
  for (const checkPart of [checkFeasibility, checkStatements, checkClaims]) {
    checkPart(facts, solution, outcome, (path, code, detail) => {
      if (deviations.length < MAX_DEVIATIONS) deviations.push({ path, code, detail });
    });
  }
  return deviations;
}
