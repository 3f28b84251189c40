import type { Problem } from '../src/problem.ts';
import type { Objective } from '../src/solution.ts';
import { classCounts, type Ending, listFeasible, servedMask, useOf } from './try-everything.ts';

/** What an ending is worth, in all that the rules look at. */
export interface DescribedEnding {
  readonly mask: string;
  readonly objective: Objective;
  /** Dwelling ids of the served, by rank. */
  readonly order: readonly string[];
}

/** The best of all feasible endings, as the engine's specification orders them. */
export function findBestEnding(problem: Problem): DescribedEnding {
  const best = findBestOf(problem, listFeasible(problem));
  if (best === undefined) throw new Error('Staying is always feasible.');
  return best;
}

/** The best of some endings; `undefined` where there are none. */
export function findBestOf(problem: Problem, endings: readonly Ending[]): DescribedEnding | undefined {
  return endings
    .map((ending) => describeEnding(problem, ending))
    .reduce<DescribedEnding | undefined>(
      (best, other) => (best === undefined || compareEndings(problem, other, best) < 0 ? other : best),
      undefined,
    );
}

/** Served, figures and dwellings of an ending, in integers straight from the problem. */
export function describeEnding(problem: Problem, ending: Ending): DescribedEnding {
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  const served = byRank.filter(({ id, current }) => ending.has(id) && ending.get(id) !== current);
  let misfit = 0;
  let score = 0;
  for (const { id } of served) {
    const pair = problem.pairs.find((one) => one.household === id && one.dwelling === ending.get(id));
    misfit += pair?.misfit ?? 0;
    score += pair?.score ?? 0;
  }
  let excess = 0;
  for (const resource of problem.resources) {
    if (resource.soft !== undefined) excess += Math.max(0, useOf(problem, resource, ending) - resource.soft);
  }
  const order = served.map(({ id }) => ending.get(id) ?? '');
  return { mask: servedMask(problem, ending), objective: { misfit, excess, score }, order };
}

/** Less than 0 when the first is the better one. */
export function compareEndings(problem: Problem, a: DescribedEnding, b: DescribedEnding): number {
  if (problem.servedRule === 'most-per-class') {
    const own = classCounts(problem, a.mask);
    const other = classCounts(problem, b.mask);
    for (const [place, count] of own.entries())
      if (count !== other[place]) return (other[place] ?? 0) - count;
  }
  if (a.mask !== b.mask) return a.mask > b.mask ? -1 : 1;
  const byFigures =
    a.objective.misfit - b.objective.misfit ||
    a.objective.excess - b.objective.excess ||
    b.objective.score - a.objective.score;
  if (byFigures !== 0) return byFigures;
  for (const [place, dwelling] of a.order.entries()) {
    if (dwelling !== b.order[place]) return dwelling < (b.order[place] ?? '') ? -1 : 1;
  }
  return 0;
}
