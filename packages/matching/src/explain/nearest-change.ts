import type { Problem, ProblemHousehold } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { solve } from '../solve.ts';
import { changeProblem, newDwellingId, type ProblemChange } from './change-problem.ts';
import { limitsOf, weightOf } from './use-of.ts';

/** The smallest set of changes found, or none of those tried. */
export type NearestChange =
  | { readonly kind: 'found'; readonly changes: readonly ProblemChange[] }
  | { readonly kind: 'none-found'; readonly tried: number };

/** More sets of two than this are not tried. */
const MAX_PAIRS = 60;

/**
 * For a household that was not served: the smallest set of changes that would serve it, everyone before it decided
 * as they would be then. Tries one resource with the least more headroom that is enough, then one more dwelling like
 * one that fits it, then two resources. Only what may lawfully change is tried: limits, which are local policy, and
 * the stock; never a fact about a household. Solves the problem many times, without those ranked after.
 *
 * @throws {RangeError} when the problem does not have the household.
 */
export function findNearestChange(problem: Problem, solution: Solution, householdId: string): NearestChange {
  const household = problem.households.find(({ id }) => id === householdId);
  if (household === undefined) throw new RangeError('The problem has no such household.');
  if (solution.served.includes(householdId)) return { kind: 'found', changes: [] };
  const cut = cutBehind(problem, household);
  let tried = 0;
  const isServedBy = (changes: readonly ProblemChange[]): boolean => {
    tried += 1;
    return solve(changeProblem(cut, changes), { from: solution }).served.includes(householdId);
  };
  const own = new Set(
    cut.pairs.filter((pair) => pair.household === householdId).map((pair) => pair.dwelling),
  );
  const full = raisable(cut, household, own);
  const single = leastOf(full, isServedBy);
  if (single !== undefined) return { kind: 'found', changes: [single] };
  for (const like of [...own].toSorted()) {
    const change: ProblemChange = { kind: 'dwelling', like, id: newDwellingId(cut, like) };
    if (isServedBy([change])) return { kind: 'found', changes: [change] };
  }
  for (const changes of pairsOf(full).slice(0, MAX_PAIRS)) {
    if (isServedBy(changes)) return { kind: 'found', changes };
  }
  return { kind: 'none-found', tried };
}

/** Without the households ranked after that have no dwelling today: they cannot change what is decided before. */
function cutBehind(problem: Problem, last: ProblemHousehold): Problem {
  const kept = new Set(
    problem.households
      .filter(({ rank, current }) => rank <= last.rank || current !== null)
      .map(({ id }) => id),
  );
  return {
    ...problem,
    households: problem.households.filter(({ id }) => kept.has(id)),
    pairs: problem.pairs.filter(({ household }) => kept.has(household)),
    resources: problem.resources.map((resource) =>
      typeof resource.weight === 'string'
        ? resource
        : {
            ...resource,
            weight: Object.fromEntries(Object.entries(resource.weight).filter(([id]) => kept.has(id))),
          },
    ),
    apart: problem.apart.filter(({ a, b }) => kept.has(a) && kept.has(b)),
  };
}

/** Each resource of the household's dwellings with as much more as it could need: what it uses itself. */
function raisable(problem: Problem, household: ProblemHousehold, own: ReadonlySet<string>): ProblemChange[] {
  const limits = limitsOf(problem);
  return problem.resources.flatMap((resource): ProblemChange[] => {
    const weight = weightOf(resource, household);
    if (weight === 0 || !resource.dwellings.some((dwelling) => own.has(dwelling))) return [];
    // Where today's use is over the capacity, headroom begins only above that.
    const hidden = (limits.get(resource.id) ?? 0) - resource.capacity;
    return [{ kind: 'headroom', resource: resource.id, by: hidden + weight }];
  });
}

/** The one that is enough with the least more; of equal ones the first by id. */
function leastOf(
  changes: readonly ProblemChange[],
  isServedBy: (changes: readonly ProblemChange[]) => boolean,
): ProblemChange | undefined {
  let best: (ProblemChange & { kind: 'headroom' }) | undefined;
  for (const change of changes) {
    if (change.kind !== 'headroom' || !isServedBy([change])) continue;
    // What is tried last was enough; one ranked before may want more of it too, so that less might be as well.
    let [enough, tooLittle] = [change.by, 0];
    while (enough - tooLittle > 1) {
      const middle = Math.floor((enough + tooLittle) / 2);
      if (isServedBy([{ ...change, by: middle }])) enough = middle;
      else tooLittle = middle;
    }
    if (best === undefined || enough < best.by) best = { ...change, by: enough };
  }
  return best;
}

function pairsOf(changes: readonly ProblemChange[]): ProblemChange[][] {
  return changes.flatMap((one, place) => changes.slice(place + 1).map((other) => [one, other]));
}
