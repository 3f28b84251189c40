import type { Problem, ProblemHousehold, ProblemPair, ProblemResource } from '../problem.ts';
import type { Solution } from '../solution.ts';

/** The problem as the checker reads it: by id, straight from the file. Shares nothing with the solver. */
export interface Facts {
  readonly problem: Problem;
  readonly households: ReadonlyMap<string, ProblemHousehold>;
  readonly byRank: readonly ProblemHousehold[];
  readonly dwellings: ReadonlySet<string>;
  /** By household, then dwelling; without the pair with the own current dwelling, which means staying. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, ProblemPair>>;
  readonly resources: ReadonlyMap<string, ProblemResource>;
  readonly resourcesOf: ReadonlyMap<string, readonly ProblemResource[]>;
  readonly limits: ReadonlyMap<string, number>;
}

/** Where the households of a solution end, and which of them were served. */
export interface Outcome {
  readonly dwellingOf: ReadonlyMap<string, string>;
  readonly served: ReadonlySet<string>;
}

/** Reads a valid problem. */
export function createFacts(problem: Problem): Facts {
  const households = new Map(problem.households.map((household) => [household.id, household]));
  const pairs = new Map<string, Map<string, ProblemPair>>();
  for (const household of problem.households) pairs.set(household.id, new Map());
  for (const pair of problem.pairs) {
    if (households.get(pair.household)?.current === pair.dwelling) continue;
    pairs.get(pair.household)?.set(pair.dwelling, pair);
  }
  const resourcesOf = new Map<string, ProblemResource[]>();
  for (const resource of problem.resources) {
    for (const dwelling of resource.dwellings) {
      const list = resourcesOf.get(dwelling);
      if (list === undefined) resourcesOf.set(dwelling, [resource]);
      else list.push(resource);
    }
  }
  const today = new Map<string, string>();
  for (const { id, current } of problem.households) if (current !== null) today.set(id, current);
  const facts = {
    problem,
    households,
    byRank: problem.households.toSorted((a, b) => a.rank - b.rank),
    dwellings: new Set(problem.dwellings.map((dwelling) => dwelling.id)),
    pairs,
    resources: new Map(problem.resources.map((resource) => [resource.id, resource])),
    resourcesOf,
  };
  const use = measureUse(facts, today);
  const limits = new Map(
    problem.resources.map(({ id, capacity }) => [id, Math.max(capacity, use.get(id) ?? 0)]),
  );
  return { ...facts, limits };
}

/** Where everyone ends according to the assignments, as far as the ids exist. */
export function createOutcome(facts: Facts, solution: Solution): Outcome {
  const dwellingOf = new Map<string, string>();
  const served = new Set<string>();
  for (const { household, dwelling } of solution.assignments) {
    const known = facts.households.get(household);
    if (known === undefined || !facts.dwellings.has(dwelling)) continue;
    dwellingOf.set(household, dwelling);
    if (known.current !== dwelling) served.add(household);
  }
  return { dwellingOf, served };
}

/** What a household uses of a resource when it is in one of its dwellings. */
export function weightOf(resource: ProblemResource, household: ProblemHousehold): number {
  if (resource.weight === 'load') return household.load;
  if (resource.weight === 'one') return 1;
  return Object.hasOwn(resource.weight, household.id) ? (resource.weight[household.id] ?? 0) : 0;
}

/** Use of each resource, by id; those that nobody uses are left out. */
export function measureUse(
  facts: Pick<Facts, 'households' | 'resourcesOf'>,
  dwellingOf: ReadonlyMap<string, string>,
): Map<string, number> {
  const use = new Map<string, number>();
  for (const [id, dwelling] of dwellingOf) {
    const household = facts.households.get(id);
    if (household === undefined) continue;
    for (const resource of facts.resourcesOf.get(dwelling) ?? []) {
      use.set(resource.id, (use.get(resource.id) ?? 0) + weightOf(resource, household));
    }
  }
  return use;
}

/** Whether a dwelling belongs to a resource. */
export function isIn(facts: Facts, dwelling: string, resource: string): boolean {
  return (facts.resourcesOf.get(dwelling) ?? []).some(({ id }) => id === resource);
}
