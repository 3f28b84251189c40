import type { ProblemApart, ProblemHousehold } from '../problem.ts';
import { type Facts, isIn, measureUse, type Outcome, weightOf } from './facts.ts';

/** Gives a dwelling that a household which was not served could have, or `undefined`. */
export type PlaceFinder = (household: ProblemHousehold) => string | undefined;

/**
 * Looks for a dwelling that is free, or that is given to a household ranked after which has none today, and into
 * which the household fits while everyone served before stays where the solution has them. Such a place refutes a
 * search that is said to be complete; finding none proves nothing.
 */
export function createPlaceFinder(facts: Facts, outcome: Outcome): PlaceFinder {
  const use = measureUse(facts, outcome.dwellingOf);
  const holders = new Map<string, ProblemHousehold>();
  const apartOf = new Map<string, ProblemApart[]>();
  for (const household of facts.byRank) {
    const dwelling = outcome.dwellingOf.get(household.id);
    if (dwelling !== undefined) holders.set(dwelling, household);
  }
  for (const apart of facts.problem.apart) {
    for (const id of [apart.a, apart.b]) apartOf.set(id, [...(apartOf.get(id) ?? []), apart]);
  }
  return (household) => {
    for (const dwelling of facts.pairs.get(household.id)?.keys() ?? []) {
      const holder = holders.get(dwelling);
      if (holder !== undefined && (holder.current !== null || holder.rank < household.rank)) continue;
      const isOver = (facts.resourcesOf.get(dwelling) ?? []).some((resource) => {
        const leaves = household.current !== null && isIn(facts, household.current, resource.id);
        const freed = holder === undefined ? 0 : weightOf(resource, holder);
        const added = leaves ? 0 : weightOf(resource, household);
        return (use.get(resource.id) ?? 0) - freed + added > (facts.limits.get(resource.id) ?? 0);
      });
      const isKeptApart = (apartOf.get(household.id) ?? []).some(({ a, b, resources }) => {
        const other = a === household.id ? b : a;
        const otherDwelling = other === holder?.id ? undefined : outcome.dwellingOf.get(other);
        if (otherDwelling === undefined) return false;
        return resources.some((id) => isIn(facts, dwelling, id) && isIn(facts, otherDwelling, id));
      });
      if (!isOver && !isKeptApart) return dwelling;
    }
    return undefined;
  };
}
