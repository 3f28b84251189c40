import type { ProblemHousehold } from '../problem.ts';
import type { Objective } from '../solution.ts';
import { findBrokenApart } from './check-feasibility.ts';
import { measureObjective } from './check-statements.ts';
import { type Facts, measureUse } from './facts.ts';

/** Problems with at most so many combinations of choices, and so much to add up for all, are solved by trying all. */
const MAX_COMBINATIONS = 200_000;
const MAX_ADDITIONS = 100_000_000;

/** A complete assignment with all that it is compared by. */
export interface Candidate {
  readonly served: ReadonlySet<string>;
  readonly objective: Objective;
  /** Dwelling ids of the served, by rank. */
  readonly order: readonly string[];
}

/** Less than 0 when the first is the better one. */
export type Comparison = (a: Candidate, b: Candidate) => number;

/** Whether trying everything is affordable. */
export function isSmall(facts: Facts): boolean {
  const mostResources = [...facts.resourcesOf.values()].reduce(
    (most, list) => Math.max(most, list.length),
    0,
  );
  const additions = facts.byRank.length * (1 + mostResources) + facts.problem.apart.length;
  const limit = Math.min(MAX_COMBINATIONS, MAX_ADDITIONS / Math.max(1, additions));
  let combinations = 1;
  for (const { id } of facts.byRank) {
    combinations *= 1 + (facts.pairs.get(id)?.size ?? 0);
    if (combinations > limit) return false;
  }
  return true;
}

/** Visits every feasible assignment; only for problems that are small. */
export function tryAll(facts: Facts, visit: (candidate: Candidate) => void): void {
  visitFeasible(facts, 0, new Map(), (dwellingOf) => visit(toCandidate(facts, dwellingOf)));
}

/** Compares who is served: by rank, or first by the numbers from each class. */
export function compareServed(facts: Facts): Comparison {
  return (a, b) => {
    if (facts.problem.servedRule === 'most-per-class') {
      const classes = new Set(facts.byRank.map((household) => household.class));
      for (const rankClass of classes) {
        const difference = countOf(facts, b, rankClass) - countOf(facts, a, rankClass);
        if (difference !== 0) return difference;
      }
    }
    for (const { id } of facts.byRank) {
      if (a.served.has(id) !== b.served.has(id)) return a.served.has(id) ? -1 : 1;
    }
    return 0;
  };
}

/** Compares where the served are: misfit, excess, score, then the dwelling ids by rank. */
export function comparePlacement(a: Candidate, b: Candidate): number {
  const byFigures =
    a.objective.misfit - b.objective.misfit ||
    a.objective.excess - b.objective.excess ||
    b.objective.score - a.objective.score;
  if (byFigures !== 0) return byFigures;
  for (const [index, dwelling] of a.order.entries()) {
    const other = b.order[index] ?? '';
    if (dwelling !== other) return dwelling < other ? -1 : 1;
  }
  return 0;
}

function countOf(facts: Facts, candidate: Candidate, rankClass: number): number {
  return facts.byRank.filter(({ id, class: own }) => own === rankClass && candidate.served.has(id)).length;
}

function visitFeasible(
  facts: Facts,
  place: number,
  dwellingOf: Map<string, string>,
  visit: (dwellingOf: ReadonlyMap<string, string>) => void,
): void {
  const household = facts.byRank[place];
  if (household === undefined) {
    if (isFeasible(facts, dwellingOf)) visit(dwellingOf);
    return;
  }
  const taken = new Set(dwellingOf.values());
  for (const dwelling of choicesOf(facts, household)) {
    if (dwelling !== undefined && taken.has(dwelling)) continue;
    if (dwelling !== undefined) dwellingOf.set(household.id, dwelling);
    visitFeasible(facts, place + 1, dwellingOf, visit);
    dwellingOf.delete(household.id);
  }
}

/** `undefined`: ends nowhere, which only those may who have no dwelling today. */
function choicesOf(facts: Facts, household: ProblemHousehold): (string | undefined)[] {
  return [...(facts.pairs.get(household.id)?.keys() ?? []), household.current ?? undefined];
}

function isFeasible(facts: Facts, dwellingOf: ReadonlyMap<string, string>): boolean {
  for (const [id, used] of measureUse(facts, dwellingOf)) {
    if (used > (facts.limits.get(id) ?? 0)) return false;
  }
  return facts.problem.apart.every((apart) => findBrokenApart(facts, dwellingOf, apart) === undefined);
}

function toCandidate(facts: Facts, dwellingOf: ReadonlyMap<string, string>): Candidate {
  const served = new Set<string>();
  const order: string[] = [];
  for (const { id, current } of facts.byRank) {
    const dwelling = dwellingOf.get(id);
    if (dwelling === undefined || dwelling === current) continue;
    served.add(id);
    order.push(dwelling);
  }
  return { served, objective: measureObjective(facts, { dwellingOf, served }), order };
}
