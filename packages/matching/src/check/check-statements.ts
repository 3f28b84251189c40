import { compareIds } from '../problem.ts';
import { hashProblem } from '../problem-hash.ts';
import type { Objective, Solution, SolutionStats } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { measureUse } from './use.ts';

/** What the solution says about itself: hash, order, served, figures, trace and sizes. */
export function checkStatements(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  if (solution.problemHash !== hashProblem(facts.problem)) {
    report('/problemHash', 'problem-hash-differs', 'The solution is for another problem.');
  }
  if (solution.servedRule !== facts.problem.servedRule) {
    report('/servedRule', 'served-rule-differs', `The problem says ${facts.problem.servedRule}.`);
  }
  checkSorted(solution.assignments, ({ household }) => household, '/assignments', report);
  checkServed(facts, solution, outcome, report);
  checkObjective(measureObjective(facts, outcome), solution.objective, report);
  checkUnservedIds(facts, solution, outcome, report);
  checkTrace(facts, solution, outcome, report);
  checkStats(facts, solution, outcome, report);
}

/** Refuses a list whose keys do not strictly ascend. */
function checkSorted<T>(items: readonly T[], keyOf: (item: T) => string, path: string, report: Report): void {
  let before: string | undefined;
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (before !== undefined && compareIds(before, key) >= 0) {
      report(`${path}/${index}`, 'not-sorted', `${key} comes after ${before}.`);
      return;
    }
    before = key;
  }
}

/** Misfit and score of the served, and the excess of all. */
export function measureObjective(
  facts: Facts,
  { dwellingOf, pairOf }: Pick<Outcome, 'dwellingOf' | 'pairOf'>,
): Objective {
  let misfit = 0;
  let score = 0;
  for (const pair of pairOf) {
    if (pair < 0) continue;
    misfit += facts.pairMisfit[pair]!;
    score += facts.pairScore[pair]!;
  }
  const use = measureUse(facts, dwellingOf);
  let excess = 0;
  for (const [resource, { soft }] of facts.resources.entries()) {
    if (soft !== undefined) excess += Math.max(0, use[resource]! - soft);
  }
  return { misfit, excess, score };
}

function checkServed(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const expected = facts.households.filter((_, place) => outcome.served[place] === 1).map(({ id }) => id);
  const length = Math.max(expected.length, solution.served.length);
  for (let index = 0; index < length; index += 1) {
    if (expected[index] === solution.served[index]) continue;
    const detail = `Expected ${expected[index] ?? 'the end'} here, by assignment and rank.`;
    report(`/served/${index}`, 'served-differs', detail);
    return;
  }
}

function checkObjective(expected: Objective, stated: Objective, report: Report): void {
  for (const name of ['misfit', 'excess', 'score'] as const) {
    if (expected[name] === stated[name]) continue;
    report(`/objective/${name}`, 'objective-differs', `It is ${expected[name]}, not ${stated[name]}.`);
  }
}

function checkUnservedIds(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const path = '/certificate/servedSet/unserved';
  const { unserved } = solution.certificate.servedSet;
  checkSorted(unserved, ({ household }) => household, path, report);
  const expected = facts.households.filter((_, place) => outcome.served[place] !== 1).map(({ id }) => id);
  const stated = new Set(unserved.map(({ household }) => household));
  if (unserved.length !== expected.length || expected.some((id) => !stated.has(id))) {
    report(path, 'unserved-differs', 'These are not the households that were not served.');
  }
}

function checkTrace(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const proofs = new Map(
    solution.certificate.servedSet.unserved.map(({ household, proof }) => [household, proof.kind]),
  );
  if (solution.trace.length !== facts.households.length) {
    report('/trace', 'trace-differs', `Expected ${facts.households.length} steps, one for each household.`);
    return;
  }
  for (const [index, { id }] of facts.households.entries()) {
    const step = solution.trace[index];
    const outcomeOfId = outcome.served[index] === 1 ? 'served' : 'unserved';
    const isRight =
      step?.household === id &&
      step.outcome === outcomeOfId &&
      (outcomeOfId === 'unserved' ? step.by === proofs.get(id) : !PROOF_KINDS.has(step.by));
    if (isRight) continue;
    report(`/trace/${index}`, 'trace-differs', `Expected ${id}, ${outcomeOfId}, here.`);
    return;
  }
}

const PROOF_KINDS: ReadonlySet<string> = new Set(['hall-set', 'resource', 'exhausted-search', 'unproven']);

function checkStats(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { problem } = facts;
  const expected: Partial<SolutionStats> = {
    households: problem.households.length,
    movers: problem.households.filter(({ current }) => current !== null).length,
    dwellings: problem.dwellings.length,
    pairs: problem.pairs.length,
    resources: problem.resources.length,
    apart: problem.apart.length,
    served: outcome.served.reduce((sum, one) => sum + one, 0),
  };
  const stated = new Map(Object.entries(solution.stats));
  for (const [name, figure] of Object.entries(expected)) {
    if (stated.get(name) !== figure) report(`/stats/${name}`, 'stats-differ', `It is ${figure}.`);
  }
  const inTrace = solution.trace.reduce((sum, step) => sum + step.nodes, 0);
  const { searchNodes } = solution.stats;
  // Linear programs for the counts of the classes belong to no household.
  const isRight = problem.servedRule === 'strict-rank' ? searchNodes === inTrace : searchNodes >= inTrace;
  if (!isRight) report('/stats/searchNodes', 'stats-differ', `The trace has ${inTrace}.`);
}
