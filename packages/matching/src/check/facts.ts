import { compareIds, type Problem, type ProblemHousehold, type ProblemResource } from '../problem.ts';
import { indexPairs, type PairIndex } from './pair-index.ts';
import { findReach, findTooMuch } from './reach.ts';
import { measureUse } from './use.ts';

/** One who is kept apart from a household, and the resources in which that holds. */
export interface Partner {
  readonly household: number;
  readonly resources: readonly number[];
}

/**
 * The problem as the checker reads it: in numbers, straight from the file. Households are numbered from 0 by rank,
 * dwellings by id, resources as they come, classes from the most urgent; -1 stands for nothing. Shares nothing with
 * the solver.
 */
export interface Facts extends PairIndex {
  readonly problem: Problem;
  readonly households: readonly ProblemHousehold[];
  readonly dwellings: readonly string[];
  readonly resources: readonly ProblemResource[];
  readonly classes: readonly number[];
  readonly householdAt: ReadonlyMap<string, number>;
  readonly dwellingAt: ReadonlyMap<string, number>;
  readonly resourceAt: ReadonlyMap<string, number>;
  /** Number of the class of each household, and of households in each class. */
  readonly classOf: Int32Array;
  readonly classSizes: Float64Array;
  readonly loads: Float64Array;
  /** The dwelling of each household today. */
  readonly current: Int32Array;
  /** Dwellings of each resource; the resources of dwelling d are `resourceOf` from `resourceStart[d]` on. */
  readonly dwellingsOf: readonly Int32Array[];
  readonly resourceStart: Int32Array;
  readonly resourceOf: Int32Array;
  /** What a household uses of a resource that has its own figures. */
  readonly ownWeights: readonly (ReadonlyMap<number, number> | undefined)[];
  readonly limits: Float64Array;
  /** The most of each resource that can be used: households are whole, so that it may be less than the limit. */
  readonly reach: Float64Array;
  /** By pair, 1 where it overfills a resource by itself: that is no place. */
  readonly isTooMuch: Uint8Array;
  readonly partners: ReadonlyMap<number, readonly Partner[]>;
}

/** Reads a valid problem. */
export function createFacts(problem: Problem): Facts {
  const households = problem.households.toSorted((a, b) => a.rank - b.rank);
  const dwellings = problem.dwellings.map(({ id }) => id).toSorted(compareIds);
  const { resources } = problem;
  const householdAt = new Map(households.map(({ id }, place) => [id, place]));
  const dwellingAt = new Map(dwellings.map((id, place) => [id, place]));
  const resourceAt = new Map(resources.map(({ id }, place) => [id, place]));
  const classes = [...new Set(households.map((household) => household.class))].toSorted((a, b) => a - b);
  const classAt = new Map(classes.map((rankClass, place) => [rankClass, place]));
  const classOf = Int32Array.from(households, (household) => classAt.get(household.class) ?? 0);
  const classSizes = new Float64Array(classes.length);
  for (const place of classOf) classSizes[place]! += 1;
  const current = Int32Array.from(households, (household) =>
    household.current === null ? -1 : (dwellingAt.get(household.current) ?? -1),
  );
  const facts = {
    problem,
    households,
    dwellings,
    resources,
    classes,
    householdAt,
    dwellingAt,
    resourceAt,
    classOf,
    classSizes,
    loads: Float64Array.from(households, ({ load }) => load),
    current,
    ...indexPairs(problem.pairs, { householdAt, dwellingAt, current }),
    ...indexResources(resources, dwellingAt),
    ownWeights: resources.map((resource) => readOwnWeights(resource, householdAt)),
    partners: indexPartners(problem, householdAt, resourceAt),
  };
  const today = measureUse(facts, current);
  const limits = Float64Array.from(resources, ({ capacity }, place) => Math.max(capacity, today[place]!));
  const isTooMuch = findTooMuch({ ...facts, limits });
  return { ...facts, limits, isTooMuch, reach: findReach({ ...facts, limits }, isTooMuch) };
}

function indexResources(
  resources: readonly ProblemResource[],
  dwellingAt: ReadonlyMap<string, number>,
): Pick<Facts, 'dwellingsOf' | 'resourceStart' | 'resourceOf'> {
  const dwellingsOf = resources.map((resource) =>
    Int32Array.from(resource.dwellings, (id) => dwellingAt.get(id) ?? -1),
  );
  const resourceStart = new Int32Array(dwellingAt.size + 1);
  for (const list of dwellingsOf) for (const dwelling of list) resourceStart[dwelling + 1]! += 1;
  for (let place = 0; place < dwellingAt.size; place += 1) resourceStart[place + 1]! += resourceStart[place]!;
  const next = resourceStart.slice();
  const resourceOf = new Int32Array(resourceStart[dwellingAt.size]!);
  for (const [resource, list] of dwellingsOf.entries()) {
    for (const dwelling of list) {
      resourceOf[next[dwelling]!] = resource;
      next[dwelling]! += 1;
    }
  }
  return { dwellingsOf, resourceStart, resourceOf };
}

function readOwnWeights(
  { weight }: ProblemResource,
  householdAt: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> | undefined {
  if (typeof weight === 'string') return undefined;
  const own = new Map<number, number>();
  for (const [id, figure] of Object.entries(weight)) own.set(householdAt.get(id) ?? -1, figure);
  return own;
}

function indexPartners(
  { apart }: Problem,
  householdAt: ReadonlyMap<string, number>,
  resourceAt: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly Partner[]> {
  const partners = new Map<number, Partner[]>();
  for (const { a, b, resources } of apart) {
    const both = [householdAt.get(a) ?? -1, householdAt.get(b) ?? -1];
    const listed = resources.map((id) => resourceAt.get(id) ?? -1);
    for (const [own = -1, other = -1] of [both, both.toReversed()]) {
      const list = partners.get(own) ?? [];
      list.push({ household: other, resources: listed });
      partners.set(own, list);
    }
  }
  return partners;
}

/** Whether a dwelling belongs to a resource. */
export function isIn(facts: Facts, dwelling: number, resource: number): boolean {
  for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
    if (facts.resourceOf[at] === resource) return true;
  }
  return false;
}
