import type { Problem } from '../problem.ts';
import type { Certificate, Solution } from '../solution.ts';
import { pairEnd } from '../solver/model.ts';
import { type PriceVector, priceOption } from '../solver/price-vector.ts';
import { roomOf, visitCases } from '../solver/proof-tree.ts';
import { decideByRank } from './decide-one.ts';

/**
 * The resources that may be in the way of a household that is not served. Under strict ranks those whose prices keep
 * it out of one of its pairs, in any case of its proof: what is short for it, or for those who would have to make way.
 * Where the most of each class are served, all that a proof about the served set prices.
 */
export function listPricedResources(problem: Problem, solution: Solution, id: string): ReadonlySet<string> {
  return problem.servedRule === 'strict-rank'
    ? listClosing(problem, solution, id)
    : listAllPriced(solution.certificate);
}

function listClosing(problem: Problem, solution: Solution, id: string): ReadonlySet<string> {
  const { model, tree } = decideByRank(problem, solution, id).explorer;
  const household = model.householdIds.indexOf(id);
  const closing = new Set<PriceVector>();
  visitCases(tree, ({ vectors }) => {
    for (const entry of vectors) {
      if (closing.has(entry.vector)) continue;
      const room = roomOf(tree, entry, household);
      for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
        if (priceOption(model, entry.vector, option) > room) closing.add(entry.vector);
      }
    }
  });
  return new Set(
    [...closing].flatMap(({ resources }) => Array.from(resources, (number) => model.resourceIds[number]!)),
  );
}

function listAllPriced({ prices, servedSet }: Certificate): ReadonlySet<string> {
  const { classes, tree, unserved } = servedSet;
  const named = [tree, ...classes.map((count) => count.tree)].flatMap((nodes) =>
    nodes.flatMap((node) => node.prices),
  );
  const proved = unserved.flatMap(({ proof }) => (proof.kind === 'resource' ? [proof.prices] : []));
  return new Set([...named, ...proved].flatMap((place) => Object.keys(prices[place]?.resources ?? {})));
}
