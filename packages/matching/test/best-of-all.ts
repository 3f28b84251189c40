import type { Problem } from '../src/problem.ts';
import type { Objective } from '../src/solution.ts';
import { classCounts, type Ending, listFeasible, servedMask, useOf } from './try-everything.ts';

/** The optimal ending of a small problem, found by comparing all. */
export interface BestEnding {
  readonly mask: string;
  readonly objective: Objective;
  /** Dwelling ids of the served, by rank. */
  readonly order: readonly string[];
}

/** The best of all feasible endings, as the engine's specification orders them. */
export function findBestEnding(problem: Problem): BestEnding {
  const best = findBestOf(problem, listFeasible(problem));
  if (best === undefined) throw new Error('Staying is always feasible.');
  return best;
}

/** The best of some endings; `undefined` where there are none. */
export function findBestOf(problem: Problem, endings: readonly Ending[]): BestEnding | undefined {
  return endings
    .map((ending) => describe(problem, ending))
    .reduce<BestEnding | undefined>(
      (best, other) => (best === undefined || compare(problem, other, best) < 0 ? other : best),
      undefined,
    );
}

function describe(problem: Problem, ending: Ending): BestEnding {
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
function compare(problem: Problem, a: BestEnding, b: BestEnding): number {
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
