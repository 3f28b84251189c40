import { compareIds, type Problem } from '../problem.ts';
import type { Objective, Solution } from '../solution.ts';
import { usesOf } from './use-of.ts';

/** What a change does: who gains and loses a dwelling, who gets another one, and what places carry. */
export interface Difference {
  /** Served after and not before, before and not after, and in both with another dwelling; by rank. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly moved: readonly { readonly household: string; readonly from: string; readonly to: string }[];
  /** How many are served in the same dwelling as before. */
  readonly unchanged: number;
  /** After less before. */
  readonly objective: Objective;
  /** Resources whose use differs, by id. */
  readonly use: readonly { readonly resource: string; readonly before: number; readonly after: number }[];
}

/** Compares two solutions: of one problem, or of a problem (`after`) that was changed from the first (`before`). */
export function compareSolutions(
  before: { readonly problem: Problem; readonly solution: Solution },
  after: { readonly problem: Problem; readonly solution: Solution },
): Difference {
  const was = endingsOf(before.solution);
  const is = endingsOf(after.solution);
  const wasServed = new Set(before.solution.served);
  const isServed = new Set(after.solution.served);
  const both = after.solution.served.filter((household) => wasServed.has(household));
  const moved = both.flatMap((household) => {
    const [from, to] = [was.get(household) ?? '', is.get(household) ?? ''];
    return from === to ? [] : [{ household, from, to }];
  });
  const { objective } = after.solution;
  return {
    gained: after.solution.served.filter((household) => !wasServed.has(household)),
    lost: before.solution.served.filter((household) => !isServed.has(household)),
    moved,
    unchanged: both.length - moved.length,
    objective: {
      misfit: objective.misfit - before.solution.objective.misfit,
      excess: objective.excess - before.solution.objective.excess,
      score: objective.score - before.solution.objective.score,
    },
    use: compareUse(usesOf(before.problem, was), usesOf(after.problem, is)),
  };
}

function endingsOf(solution: Solution): ReadonlyMap<string, string> {
  return new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
}

function compareUse(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Difference['use'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted(compareIds)
    .map((resource) => ({ resource, before: before.get(resource) ?? 0, after: after.get(resource) ?? 0 }))
    .filter((use) => use.before !== use.after);
}
