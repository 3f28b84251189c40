import type { Problem, ProblemHousehold } from '../problem.ts';

/**
 * Without those who cannot change what is decided about a household: under strict ranks the ones ranked after it that
 * have no dwelling today. Where the most of each class are served, how many could be served after it counts as well,
 * so that nobody can be left out.
 */
export function cutBehind(problem: Problem, last: ProblemHousehold): Problem {
  if (problem.servedRule === 'most-per-class') return problem;
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
