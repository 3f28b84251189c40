import { compareIds, type Problem, type ProblemHousehold } from '../src/problem.ts';
import { hashProblem } from '../src/problem-hash.ts';
import type { Certificate, Objective, PlacementStep, Solution } from '../src/solution.ts';
import { treeOver, unitPrices } from './proof-by-enumeration.ts';
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
    (sum, { soft, ...resource }) =>
      soft === undefined ? sum : sum + Math.max(0, useOf(problem, resource, ending) - soft),
    0,
  );
  return { misfit, excess, score };
}

/** What a claimed solution leaves open; it claims everything else. */
export interface ClaimOptions {
  /** Nothing is said about who was not served, and about the order. */
  readonly onlyFigures?: boolean;
  /** Trees with nothing in them, which is enough for problems where nothing has to be proved by them. */
  readonly withoutTrees?: boolean;
}

interface Parties {
  readonly byRank: readonly ProblemHousehold[];
  readonly served: readonly ProblemHousehold[];
  readonly unserved: readonly ProblemHousehold[];
}

/**
 * A solution that is right in form and figures and claims that any feasible ending is the best there is, with trees
 * that try everything. They prove it if it is so and, for those not served and the order, nobody is kept apart and
 * nobody moves (or only one was not served): one tree for several households cannot try everything for each.
 */
export function claimBest(problem: Problem, ending: Ending, options: ClaimOptions = {}): Solution {
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  const isServed = ({ id, current }: ProblemHousehold): boolean =>
    ending.has(id) && ending.get(id) !== current;
  const parties: Parties = {
    byRank,
    served: byRank.filter((household) => isServed(household)),
    unserved: byRank.filter((household) => !isServed(household)),
  };
  const kind = options.onlyFigures === true ? 'unproven' : 'exhausted-search';
  const certificate = certify(problem, ending, parties, options);
  return {
    format: 'boligtrapp-solution/1',
    problemHash: hashProblem(problem),
    servedRule: problem.servedRule,
    optimal: certificate.servedSet.proven && certificate.placement.every(({ proven }) => proven),
    assignments: [...ending]
      .map(([household, dwelling]) => ({ household, dwelling }))
      .toSorted((a, b) => compareIds(a.household, b.household)),
    served: parties.served.map(({ id }) => id),
    objective: objectiveOf(problem, ending),
    certificate,
    trace: byRank.map((household) => ({
      household: household.id,
      outcome: isServed(household) ? 'served' : 'unserved',
      by: isServed(household) ? 'search' : kind,
      nodes: 1,
    })),
    stats: {
      households: problem.households.length,
      movers: problem.households.filter(({ current }) => current !== null).length,
      dwellings: problem.dwellings.length,
      pairs: problem.pairs.length,
      resources: problem.resources.length,
      apart: problem.apart.length,
      served: parties.served.length,
      maxNodes: 1,
      searchNodes: byRank.length,
      placementMoves: 0,
      placementNodes: 0,
    },
  };
}

function certify(problem: Problem, ending: Ending, parties: Parties, options: ClaimOptions): Certificate {
  const prices = options.withoutTrees === true ? [] : unitPrices(problem);
  const all = prices.map((_, index) => index);
  const treeFor = (households: readonly ProblemHousehold[]): ReturnType<typeof treeOver> =>
    options.withoutTrees === true ? [] : treeOver(problem, households, all);
  const { byRank, served, unserved } = parties;
  const isAll = options.onlyFigures !== true;
  const tree = isAll && unserved.length > 0 ? treeFor(orderForServedSet(problem, parties)) : [];
  const proof = isAll
    ? ({ kind: 'exhausted-search', nodes: Math.max(1, tree.length) } as const)
    : ({ kind: 'unproven', nodes: 1 } as const);
  const classes = [...new Set(byRank.map((household) => household.class))].map((rankClass) => {
    const count = served.filter((household) => household.class === rankClass).length;
    return { class: rankClass, served: count, bound: count, tree: treeFor(byRank) };
  });
  const stayers = unserved.filter(({ current }) => current !== null);
  const objective = objectiveOf(problem, ending);
  const steps = (['misfit', 'excess', 'score'] as const).map((step): PlacementStep => {
    const figure = objective[step];
    return { step, value: figure, bound: figure, proven: true, tree: treeFor([...stayers, ...served]) };
  });
  const order = isAll ? treeFor([...stayers, ...served.toReversed()]) : [];
  return {
    prices,
    servedSet: {
      proven: isAll || unserved.length === 0,
      classes: problem.servedRule === 'most-per-class' ? classes : [],
      tree,
      unserved: unserved
        .map(({ id }) => id)
        .toSorted(compareIds)
        .map((household) => ({ household, proof })),
    },
    placement: [...steps, { step: 'order', value: null, bound: null, proven: isAll, tree: order }],
  };
}

/** Whom the tree of the served set decides about, so that each of those not served comes after all who matter to it. */
function orderForServedSet(
  problem: Problem,
  { byRank, served, unserved }: Parties,
): readonly ProblemHousehold[] {
  const [only, ...others] = unserved;
  const isStrict = problem.servedRule === 'strict-rank';
  if (only !== undefined && others.length === 0) {
    return byRank.filter(
      (household) =>
        household !== only && (!isStrict || household.current !== null || household.rank < only.rank),
    );
  }
  if (!isStrict) return [...served, ...unserved.toReversed()];
  return [
    ...served.filter(({ current }) => current !== null),
    ...unserved.filter(({ current }) => current !== null).toReversed(),
    ...served.filter(({ current }) => current === null),
  ];
}
