import { compareIds, type Problem, type ProblemHousehold } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { newDwellingId, type ProblemChange } from './change-problem.ts';
import { cutBehind } from './cut-behind.ts';
import { findLeastHeadroom, tryAmount } from './least-headroom.ts';
import { listPricedResources } from './priced-resources.ts';
import { createTrials, type Trials } from './trials.ts';
import { limitsOf, usesOf, weightOf } from './use-of.ts';

/** The smallest set of changes found, or none of those tried. */
export type NearestChange =
  | { readonly kind: 'found'; readonly changes: readonly ProblemChange[] }
  | { readonly kind: 'none-found'; readonly tried: number };

/** The question with what is known about it. */
interface Search {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly household: ProblemHousehold;
  /** Dwellings of its pairs, by id. */
  readonly own: readonly string[];
  readonly limits: ReadonlyMap<string, number>;
  readonly trials: Trials;
}

/**
 * For a household that was not served: the smallest set of changes that would serve it, everyone before it decided
 * as they would be then. In turn: the least more of one resource, of those that are in its way; one more dwelling like
 * one that fits it; for each dwelling that fits it, everything that is lacking there. Only what may lawfully change is
 * tried: limits, which are local policy, and the stock; never a fact about a household.
 *
 * What is found does serve it. Where many are ranked before it, not every amount of every resource is tried: the
 * effort is limited, by count.
 *
 * @throws {RangeError} when the problem does not have the household.
 */
export function findNearestChange(problem: Problem, solution: Solution, householdId: string): NearestChange {
  const household = problem.households.find(({ id }) => id === householdId);
  if (household === undefined) throw new RangeError('The problem has no such household.');
  if (solution.served.includes(householdId)) return { kind: 'found', changes: [] };
  const own = listOwnDwellings(problem, household);
  if (own.length === 0) return { kind: 'none-found', tried: 0 };
  const cut = cutBehind(problem, household);
  const trials = createTrials(cut, solution, household);
  const search: Search = { problem: cut, solution, household, own, limits: limitsOf(cut), trials };
  const changes =
    findHeadroom(search) ?? findFirst(search, listDwellings(search)) ?? findFirst(search, listSets(search));
  return changes === undefined ? { kind: 'none-found', tried: trials.count() } : { kind: 'found', changes };
}

function listOwnDwellings({ pairs }: Problem, { id, current }: ProblemHousehold): readonly string[] {
  return pairs
    .filter(({ household, dwelling }) => household === id && dwelling !== current)
    .map(({ dwelling }) => dwelling)
    .toSorted(compareIds);
}

function findFirst(
  { trials }: Search,
  tried: readonly (readonly ProblemChange[])[],
): readonly ProblemChange[] | undefined {
  return tried.find((changes) => trials.make(changes)?.isServed === true);
}

/** The least more of one resource that is enough; of equal amounts the first by id, of those that serve at their most. */
function findHeadroom(search: Search): readonly ProblemChange[] | undefined {
  const { trials } = search;
  // First all at their most: what serves the household there is likelier to serve it with less than what does not.
  const tried = listInTheWay(search).map((one) => ({
    ...one,
    atMost: tryAmount(trials, one.resource, one.most),
  }));
  const [serving, others] = [true, false].map((isServed) =>
    tried.filter(({ atMost }) => atMost !== undefined && atMost.isServed === isServed),
  );
  let least: { readonly resource: string; readonly by: number } | undefined;
  for (const range of [...(serving ?? []), ...(others ?? [])]) {
    const by = findLeastHeadroom(trials, range, (least?.by ?? Number.POSITIVE_INFINITY) - 1);
    if (by !== undefined) least = { resource: range.resource, by };
  }
  return least && [{ kind: 'headroom', ...least }];
}

interface InTheWay {
  readonly resource: string;
  /** Where today's use is over the capacity, so much more of it is no headroom yet. */
  readonly above: number;
  /** The most that is tried: as much more headroom as one household uses. */
  readonly most: number;
}

/** By id: the resources of its dwellings with what it uses itself, and others that its proof prices. */
function listInTheWay({ problem, solution, household, own, limits }: Search): readonly InTheWay[] {
  const priced = listPricedResources(problem, solution, household.id);
  return problem.resources
    .toSorted((a, b) => compareIds(a.id, b.id))
    .flatMap((resource): InTheWay[] => {
      const isOwn = resource.dwellings.some((dwelling) => own.includes(dwelling));
      const weight = isOwn ? weightOf(resource, household) : 0;
      const others = priced.has(resource.id)
        ? problem.households.reduce((most, other) => Math.max(most, weightOf(resource, other)), 0)
        : 0;
      // Of what it uses itself it needs no more than that; of other places, what lets somebody make way.
      const most = weight > 0 ? weight : others;
      if (most === 0) return [];
      const hidden = (limits.get(resource.id) ?? 0) - resource.capacity;
      return [{ resource: resource.id, above: hidden, most: hidden + most }];
    });
}

function listDwellings({ problem, own }: Search): readonly (readonly ProblemChange[])[] {
  return own.map((like) => [oneMoreLike(problem, like)]);
}

function oneMoreLike(problem: Problem, like: string): ProblemChange {
  return { kind: 'dwelling', like, id: newDwellingId(problem, like) };
}

/** For each of its dwellings all that is lacking there as things are, where that is more than one thing; few first. */
function listSets(search: Search): readonly (readonly ProblemChange[])[] {
  const { problem, solution, household, own, limits } = search;
  const endings = new Map(solution.assignments.map((one) => [one.household, one.dwelling]));
  endings.delete(household.id);
  const held = new Set(endings.values());
  const uses = usesOf(problem, endings);
  return own
    .map((dwelling): readonly ProblemChange[] => {
      const lacking = problem.resources.flatMap((resource): ProblemChange[] => {
        if (!resource.dwellings.includes(dwelling)) return [];
        const use = (uses.get(resource.id) ?? 0) + weightOf(resource, household);
        if (use <= (limits.get(resource.id) ?? 0)) return [];
        return [{ kind: 'headroom', resource: resource.id, by: use - resource.capacity }];
      });
      return held.has(dwelling) ? [oneMoreLike(problem, dwelling), ...lacking] : lacking;
    })
    .filter((changes) => changes.length > 1)
    .toSorted((a, b) => a.length - b.length);
}
