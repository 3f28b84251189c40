import type { Problem, ProblemHousehold } from '../problem.ts';

/** A change of what may lawfully change: limits, the stock, and which pairs are allowed. Never a household's facts. */
export type ProblemChange =
  /** More (or, below 0, less) of a resource. */
  | { readonly kind: 'headroom'; readonly resource: string; readonly by: number }
  /** One more dwelling that is like another one: in the same resources, for the same households. */
  | { readonly kind: 'dwelling'; readonly like: string; readonly id: string }
  /** A pair that may not be used. */
  | { readonly kind: 'forbid'; readonly household: string; readonly dwelling: string }
  /**
   * A pair that is decided, whatever the ranks say: the household can have no other dwelling, nobody else this one, and
   * the household is put before all others, so that the rest is the best that goes with it. Naming its current dwelling
   * decides that it stays. Where no assignment has the pair, the household is not served.
   */
  | { readonly kind: 'lock'; readonly household: string; readonly dwelling: string };

/** The problem with changes made in turn; ids that it does not have (or, of a new
 * dwelling, has already) change nothing. The problem itself stays as it was. */
export function changeProblem(problem: Problem, changes: readonly ProblemChange[]): Problem {
  return changes.reduce(makeChange, problem);
}

/** An id that no dwelling of the problem has, for one that is like another one. */
export function newDwellingId(problem: Problem, like: string): string {
  const taken = new Set(problem.dwellings.map(({ id }) => id));
  let id = `${like}+`;
  while (taken.has(id)) id += '+';
  return id;
}

function makeChange(problem: Problem, change: ProblemChange): Problem {
  const { pairs, resources } = problem;
  switch (change.kind) {
    case 'headroom':
      return {
        ...problem,
        resources: resources.map((resource) =>
          resource.id === change.resource
            ? { ...resource, capacity: resource.capacity + change.by }
            : resource,
        ),
      };
    case 'dwelling':
      return addDwelling(problem, change.like, change.id);
    case 'forbid':
      return {
        ...problem,
        pairs: pairs.filter(
          (pair) => pair.household !== change.household || pair.dwelling !== change.dwelling,
        ),
      };
    case 'lock':
      return lock(problem, change.household, change.dwelling);
  }
}

function lock(problem: Problem, household: string, dwelling: string): Problem {
  const locked = problem.households.find(({ id }) => id === household);
  if (locked === undefined || !problem.dwellings.some(({ id }) => id === dwelling)) return problem;
  const pairs = problem.pairs.filter(
    (pair) => (pair.household === household) === (pair.dwelling === dwelling),
  );
  if (locked.current === dwelling) return { ...problem, pairs };
  return { ...problem, pairs, households: putFirst(problem.households, locked) };
}

/** Alone in the most urgent class. Ranks and classes are numbered anew: those of a file may be as large as they can be. */
function putFirst(
  households: readonly ProblemHousehold[],
  first: ProblemHousehold,
): readonly ProblemHousehold[] {
  const byRank = households.toSorted((a, b) => a.rank - b.rank).filter((household) => household !== first);
  const places = new Map([first, ...byRank].map(({ id }, place) => [id, place]));
  const classes = [...new Set(byRank.map((household) => household.class))];
  return households.map((household) => ({
    ...household,
    rank: (places.get(household.id) ?? 0) + 1,
    class: household === first ? 1 : classes.indexOf(household.class) + 2,
  }));
}

function addDwelling(problem: Problem, like: string, id: string): Problem {
  if (!problem.dwellings.some((dwelling) => dwelling.id === like)) return problem;
  const alike = problem.pairs.filter((pair) => pair.dwelling === like);
  if (problem.dwellings.some((dwelling) => dwelling.id === id)) return problem;
  return {
    ...problem,
    dwellings: [...problem.dwellings, { id }],
    pairs: [...problem.pairs, ...alike.map((pair) => ({ ...pair, dwelling: id }))],
    resources: problem.resources.map((resource) =>
      resource.dwellings.includes(like) ? { ...resource, dwellings: [...resource.dwellings, id] } : resource,
    ),
  };
}
