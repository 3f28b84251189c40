import type { Problem, ProblemHousehold } from '../problem.ts';
import type { Objective, Solution } from '../solution.ts';
import { solve } from '../solve.ts';
import { changeProblem } from './change-problem.ts';
import { selectServed } from './decide-one.ts';
import { limitsOf, usesOf, weightOf } from './use-of.ts';

/** Why a household does not end in a dwelling, or that it does. */
export type PairReason =
  | { readonly kind: 'placed-here' }
  /** It lives here today and stays: that is not a placement. */
  | { readonly kind: 'stays-here' }
  /** It lives here today and moves to another one. */
  | { readonly kind: 'moves-away' }
  /** No pair: a rule before the engine excludes it. */
  | { readonly kind: 'no-pair' }
  /**
   * It goes to one ranked before, or another one lives there and has nowhere else to go. The id is
   * for those who may know it.
   */
  | { readonly kind: 'taken'; readonly holder: string }
  /** With the household the resource would be used more than its limit. */
  | {
      readonly kind: 'would-overfill';
      readonly resource: string;
      readonly use: number;
      readonly limit: number;
    }
  /** Another household that ends in the same place must be kept apart from it. */
  | { readonly kind: 'kept-apart' }
  /**
   * It could have it, and then the whole would be worse: these would not be served any more, or else (nobody is named)
   * the placement would be worse by so much: what it would be with this pair, less what it is.
   */
  | { readonly kind: 'whole-is-better'; readonly lost: readonly string[]; readonly by: Objective | null };

/**
 * Says why a household does not end in a dwelling under a solution of the problem. Looks at the solution as it is,
 * from the nearest reason to the farthest; only the last one solves the problem again, with the pair locked.
 *
 * @throws {RangeError} when the problem does not have the household or the dwelling.
 */
export function explainPair(
  problem: Problem,
  solution: Solution,
  householdId: string,
  dwelling: string,
): PairReason {
  const household = problem.households.find(({ id }) => id === householdId);
  if (household === undefined || !problem.dwellings.some(({ id }) => id === dwelling))
    throw new RangeError('The problem has no such household or dwelling.');
  const endings = new Map(
    solution.assignments.map((assignment) => [assignment.household, assignment.dwelling]),
  );
  if (endings.get(householdId) === dwelling)
    return { kind: household.current === dwelling ? 'stays-here' : 'placed-here' };
  if (household.current === dwelling) return { kind: 'moves-away' };
  if (!problem.pairs.some((pair) => pair.household === householdId && pair.dwelling === dwelling))
    return { kind: 'no-pair' };
  const holder = findHolder(problem, endings, dwelling);
  const isBefore = holder !== undefined && holder.rank < household.rank;
  if (isBefore && !solution.served.includes(householdId)) return { kind: 'taken', holder: holder.id };
  return (
    findObstacle(problem, endings, household, dwelling) ??
    compareWithLocked(problem, solution, { household: householdId, dwelling, holder: holder?.id })
  );
}

function findHolder(
  problem: Problem,
  endings: ReadonlyMap<string, string>,
  dwelling: string,
): ProblemHousehold | undefined {
  return problem.households.find(({ id }) => endings.get(id) === dwelling);
}

/** What is in the way if all others stay where the solution has them, and whoever has the dwelling leaves. */
function findObstacle(
  problem: Problem,
  endings: ReadonlyMap<string, string>,
  household: ProblemHousehold,
  dwelling: string,
): PairReason | undefined {
  const holder = findHolder(problem, endings, dwelling);
  const after = new Map(endings);
  if (holder !== undefined) after.delete(holder.id);
  after.delete(household.id);
  const uses = usesOf(problem, after);
  const limits = limitsOf(problem);
  for (const resource of problem.resources) {
    if (!resource.dwellings.includes(dwelling)) continue;
    const use = (uses.get(resource.id) ?? 0) + weightOf(resource, household);
    const limit = limits.get(resource.id) ?? 0;
    if (use > limit) return { kind: 'would-overfill', resource: resource.id, use, limit };
  }
  const inPlace = new Map(problem.resources.map(({ id, dwellings }) => [id, dwellings]));
  const isKeptApart = problem.apart.some(({ a, b, resources }) => {
    if (a !== household.id && b !== household.id) return false;
    const other = after.get(a === household.id ? b : a);
    return (
      other !== undefined &&
      resources.some((id) => {
        const dwellings = inPlace.get(id) ?? [];
        return dwellings.includes(dwelling) && dwellings.includes(other);
      })
    );
  });
  return isKeptApart ? { kind: 'kept-apart' } : undefined;
}

function compareWithLocked(
  problem: Problem,
  solution: Solution,
  pair: { readonly household: string; readonly dwelling: string; readonly holder: string | undefined },
): PairReason {
  const { household, dwelling, holder } = pair;
  const locked = changeProblem(problem, [{ kind: 'lock', household, dwelling }]);
  const isServed = new Set(selectServed(locked, solution));
  // A holder who must live somewhere may have no other place at all.
  if (holder !== undefined && !isServed.has(household)) return { kind: 'taken', holder };
  const lost = solution.served.filter((id) => !isServed.has(id));
  if (lost.length > 0) return { kind: 'whole-is-better', lost, by: null };
  const { objective } = solve(locked, { from: solution });
  return {
    kind: 'whole-is-better',
    lost,
    by: {
      misfit: objective.misfit - solution.objective.misfit,
      excess: objective.excess - solution.objective.excess,
      score: objective.score - solution.objective.score,
    },
  };
}
