import { compareIds, type Problem } from '../src/problem.ts';
import { hashProblem } from '../src/problem-hash.ts';
import type { Objective, Solution } from '../src/solution.ts';
import { type Ending, useOf } from './try-everything.ts';

/** What an ending is worth. */
export function objectiveOf(problem: Problem, ending: Ending): Objective {
  let misfit = 0;
  let score = 0;
  for (const { id, current } of problem.households) {
    if (ending.get(id) === current) continue;
    const pair = problem.pairs.find(
      ({ household, dwelling }) => household === id && dwelling === ending.get(id),
    );
    misfit += pair?.misfit ?? 0;
    score += pair?.score ?? 0;
  }
  const excess = problem.resources.reduce(
    (sum, resource) => sum + Math.max(0, useOf(problem, resource, ending) - (resource.soft ?? 1000)),
    0,
  );
  return { misfit, excess, score };
}

/** A solution that is right in form and figures and claims that any feasible ending is the best there is. */
export function claimBest(problem: Problem, ending: Ending): Solution {
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  const isServed = (id: string): boolean =>
    ending.has(id) &&
    problem.households.every((household) => household.id !== id || household.current !== ending.get(id));
  const served = byRank.filter(({ id }) => isServed(id)).map(({ id }) => id);
  const objective = objectiveOf(problem, ending);
  const unserved = byRank.filter(({ id }) => !isServed(id)).map(({ id }) => id);
  return {
    format: 'boligtrapp-solution/1',
    problemHash: hashProblem(problem),
    servedRule: problem.servedRule,
    optimal: true,
    assignments: [...ending]
      .map(([household, dwelling]) => ({ household, dwelling }))
      .toSorted((a, b) => compareIds(a.household, b.household)),
    served,
    objective,
    certificate: {
      servedSet: {
        proven: true,
        hallSets: [],
        unserved: unserved
          .toSorted(compareIds)
          .map((household) => ({ household, proof: { kind: 'exhausted-search', nodes: 1 } })),
      },
      placement: [
        { step: 'misfit', value: objective.misfit, bound: objective.misfit, proven: true },
        { step: 'excess', value: objective.excess, bound: objective.excess, proven: true },
        { step: 'score', value: objective.score, bound: objective.score, proven: true },
        { step: 'order', value: null, bound: null, proven: true },
      ],
    },
    trace: byRank.map(({ id }) => ({
      household: id,
      outcome: isServed(id) ? 'served' : 'unserved',
      by: isServed(id) ? 'search' : 'exhausted-search',
      nodes: 1,
    })),
    stats: {
      households: problem.households.length,
      movers: problem.households.filter(({ current }) => current !== null).length,
      dwellings: problem.dwellings.length,
      pairs: problem.pairs.length,
      resources: problem.resources.length,
      apart: problem.apart.length,
      served: served.length,
      maxNodes: 1,
      searchNodes: byRank.length,
      placementMoves: 0,
    },
  };
}
