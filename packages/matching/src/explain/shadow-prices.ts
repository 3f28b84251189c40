import { compareIds, type Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { changeProblem, newDwellingId, type ProblemChange } from './change-problem.ts';
import { selectServed } from './decide-one.ts';

/** What one more of something would do for the queue. */
export interface ShadowPrice {
  readonly change: ProblemChange;
  /** How many more are served. Not below 0 where dwellings alone are scarce; a few large ones may displace small ones. */
  readonly more: number;
  /** Who is served then and not now, by rank. */
  readonly gained: readonly string[];
}

/**
 * The worth of one more dwelling like each of `dwellings`, and of one more unit of each of `resources`, found by
 * solving again; by id, dwellings first. For the capacity gap: a type of dwelling is represented by one that is like it.
 */
export function measureShadowPrices(
  problem: Problem,
  solution: Solution,
  of: { readonly dwellings: readonly string[]; readonly resources: readonly string[] },
): ShadowPrice[] {
  const changes: ProblemChange[] = [
    ...of.dwellings
      .toSorted(compareIds)
      .map((like): ProblemChange => ({ kind: 'dwelling', like, id: newDwellingId(problem, like) })),
    ...of.resources
      .toSorted(compareIds)
      .map((resource): ProblemChange => ({ kind: 'headroom', resource, by: 1 })),
  ];
  const isServed = new Set(solution.served);
  return changes.map((change) => {
    const served = selectServed(changeProblem(problem, [change]), solution);
    return {
      change,
      more: served.length - solution.served.length,
      gained: served.filter((household) => !isServed.has(household)),
    };
  });
}
