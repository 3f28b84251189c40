import type { ProblemApart } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './deviation.ts';
import { type Facts, isIn } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { findPair } from './pair-index.ts';
import { measureUse } from './use.ts';

/** Every rule that an assignment must keep, whatever it is worth. */
export function checkFeasibility(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  checkAssignments(facts, solution, report);
  for (const [household, { id, current }] of facts.households.entries()) {
    if (current !== null && outcome.dwellingOf[household] === -1) {
      report('/assignments', 'mover-without-dwelling', `${id} has a dwelling today and ends with none.`);
    }
  }
  for (const [resource, used] of measureUse(facts, outcome.dwellingOf).entries()) {
    const limit = facts.limits[resource]!;
    if (used <= limit) continue;
    const id = facts.resources[resource]?.id ?? '';
    report('/assignments', 'resource-over-limit', `${id}: use ${used}, limit ${limit}.`);
  }
  for (const apart of facts.problem.apart) {
    const broken = findBrokenApart(facts, outcome.dwellingOf, apart);
    if (broken !== undefined) {
      report('/assignments', 'kept-apart', `${apart.a} and ${apart.b} both end in ${broken}.`);
    }
  }
}

function checkAssignments(facts: Facts, solution: Solution, report: Report): void {
  const households = new Set<string>();
  const dwellings = new Set<string>();
  for (const [index, { household, dwelling }] of solution.assignments.entries()) {
    const path = `/assignments/${index}`;
    const row = facts.householdAt.get(household);
    const column = facts.dwellingAt.get(dwelling);
    if (row === undefined) report(`${path}/household`, 'unknown-id', `${household} is not in the problem.`);
    if (column === undefined) report(`${path}/dwelling`, 'unknown-id', `${dwelling} is not in the problem.`);
    if (households.has(household)) {
      report(`${path}/household`, 'household-assigned-twice', `${household} has another dwelling too.`);
    }
    if (dwellings.has(dwelling)) {
      report(`${path}/dwelling`, 'dwelling-assigned-twice', `${dwelling} has another household too.`);
    }
    households.add(household);
    dwellings.add(dwelling);
    if (row === undefined || column === undefined) continue;
    if (facts.current[row] === column || findPair(facts, row, column) >= 0) continue;
    report(path, 'no-such-pair', `${household} may not be placed in ${dwelling}.`);
  }
}

/** The resource in which two who are kept apart both end, at least one of them placed there; or `undefined`. */
export function findBrokenApart(
  facts: Facts,
  dwellingOf: Int32Array,
  { a, b, resources }: ProblemApart,
): string | undefined {
  const [one, other] = [facts.householdAt.get(a) ?? -1, facts.householdAt.get(b) ?? -1];
  const [here, there] = [dwellingOf[one] ?? -1, dwellingOf[other] ?? -1];
  if (here < 0 || there < 0) return undefined;
  if (facts.current[one] === here && facts.current[other] === there) return undefined;
  return resources.find((id) => {
    const resource = facts.resourceAt.get(id) ?? -1;
    return isIn(facts, here, resource) && isIn(facts, there, resource);
  });
}
