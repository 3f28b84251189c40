import type { ProblemApart } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './deviation.ts';
import { type Facts, isIn, measureUse, type Outcome } from './facts.ts';

/** Every rule that an assignment must keep, whatever it is worth. */
export function checkFeasibility(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  checkAssignments(facts, solution, report);
  for (const { id, current } of facts.byRank) {
    if (current !== null && !outcome.dwellingOf.has(id)) {
      report('/assignments', 'mover-without-dwelling', `${id} has a dwelling today and ends with none.`);
    }
  }
  const use = measureUse(facts, outcome.dwellingOf);
  for (const [id, limit] of facts.limits) {
    const used = use.get(id) ?? 0;
    if (used <= limit) continue;
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
    const known = facts.households.get(household);
    if (known === undefined) report(`${path}/household`, 'unknown-id', `${household} is not in the problem.`);
    if (!facts.dwellings.has(dwelling)) {
      report(`${path}/dwelling`, 'unknown-id', `${dwelling} is not in the problem.`);
    }
    if (households.has(household)) {
      report(`${path}/household`, 'household-assigned-twice', `${household} has another dwelling too.`);
    }
    if (dwellings.has(dwelling)) {
      report(`${path}/dwelling`, 'dwelling-assigned-twice', `${dwelling} has another household too.`);
    }
    households.add(household);
    dwellings.add(dwelling);
    const isPair = known?.current === dwelling || facts.pairs.get(household)?.has(dwelling) === true;
    if (!isPair) report(path, 'no-such-pair', `${household} may not be placed in ${dwelling}.`);
  }
}

/** The resource in which two who are kept apart both end, at least one of them placed there; or `undefined`. */
export function findBrokenApart(
  facts: Facts,
  dwellingOf: ReadonlyMap<string, string>,
  apart: ProblemApart,
): string | undefined {
  const a = dwellingOf.get(apart.a);
  const b = dwellingOf.get(apart.b);
  if (a === undefined || b === undefined) return undefined;
  const bothStay =
    facts.households.get(apart.a)?.current === a && facts.households.get(apart.b)?.current === b;
  if (bothStay) return undefined;
  return apart.resources.find((resource) => isIn(facts, a, resource) && isIn(facts, b, resource));
}
