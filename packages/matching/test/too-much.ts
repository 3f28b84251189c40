import type { Problem, ProblemHousehold, ProblemPair, ProblemResource } from '../src/problem.ts';

/** Whether a pair overfills a resource by itself, so that it is no place in any question. */
export function isTooMuch(problem: Problem, { household, dwelling }: ProblemPair): boolean {
  const one = problem.households.find(({ id }) => id === household);
  if (one === undefined) return false;
  return problem.resources.some((resource) => {
    if (!resource.dwellings.includes(dwelling)) return false;
    const today = problem.households
      .filter(({ current }) => current !== null && resource.dwellings.includes(current))
      .reduce((sum, tenant) => sum + weightOf(resource, tenant), 0);
    return weightOf(resource, one) > Math.max(resource.capacity, today);
  });
}

function weightOf({ weight }: ProblemResource, { id, load }: ProblemHousehold): number {
  if (weight === 'load') return load;
  return weight === 'one' ? 1 : (weight[id] ?? 0);
}
