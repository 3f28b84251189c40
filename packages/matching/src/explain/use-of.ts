import type { Problem, ProblemHousehold, ProblemResource } from '../problem.ts';

/** What a household uses of a resource in one of its dwellings. */
export function weightOf(resource: ProblemResource, household: ProblemHousehold): number {
  if (resource.weight === 'load') return household.load;
  if (resource.weight === 'one') return 1;
  return Object.hasOwn(resource.weight, household.id) ? (resource.weight[household.id] ?? 0) : 0;
}

/** Use of each resource by those who end in a dwelling (by household), 0 included. */
export function usesOf(problem: Problem, endings: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const holders = new Map<string, ProblemHousehold>();
  for (const household of problem.households) {
    const dwelling = endings.get(household.id);
    if (dwelling !== undefined) holders.set(dwelling, household);
  }
  return new Map(
    problem.resources.map((resource) => {
      let use = 0;
      for (const dwelling of resource.dwellings) {
        const holder = holders.get(dwelling);
        if (holder !== undefined) use += weightOf(resource, holder);
      }
      return [resource.id, use];
    }),
  );
}

/** What a resource can take: its capacity, or the use of today where that is more. */
export function limitsOf(problem: Problem): ReadonlyMap<string, number> {
  const today = new Map(
    problem.households.flatMap(({ id, current }) => (current === null ? [] : [[id, current] as const])),
  );
  const used = usesOf(problem, today);
  return new Map(problem.resources.map(({ id, capacity }) => [id, Math.max(capacity, used.get(id) ?? 0)]));
}
