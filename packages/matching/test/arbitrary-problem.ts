import * as fc from 'fast-check';
import type { Problem, ProblemApart, ProblemHousehold, ProblemResource } from '../src/problem.ts';

const MAX_HOUSEHOLDS = 6;
const MAX_DWELLINGS = 5;

const WEIGHTS = ['load', 'one', 'own'] as const;

interface Draw {
  readonly households: readonly { load: number; isUrgent: boolean; mover: number }[];
  readonly dwellings: number;
  readonly pairs: readonly { misfit: number; score: number; isThere: boolean }[];
  readonly resources: readonly {
    capacity: number;
    soft: number | undefined;
    weight: (typeof WEIGHTS)[number];
    own: readonly number[];
    dwellings: readonly boolean[];
  }[];
  readonly apart: readonly { a: number; b: number; resources: readonly boolean[] }[];
  readonly names: readonly number[];
  readonly servedRule: Problem['servedRule'];
}

function toProblem(draw: Draw): Problem {
  const id = (place: number): string => `h${draw.names[place] ?? place}`;
  const dwellings = Array.from({ length: draw.dwellings }, (_, place) => ({ id: `d${place}` }));
  const urgent = draw.households.filter(({ isUrgent }) => isUrgent).length;
  const held = new Set<string>();
  const households = draw.households.map(({ load, mover }, place): ProblemHousehold => {
    const wanted = dwellings[mover]?.id ?? null;
    const current = wanted === null || held.has(wanted) ? null : wanted;
    if (current !== null) held.add(current);
    return { id: id(place), rank: 2 * place + 1, class: place < urgent ? 1 : 2, load, current };
  });
  const pairs = households.flatMap((household, row) =>
    dwellings.flatMap((dwelling, column) => {
      const pair = draw.pairs[row * MAX_DWELLINGS + column];
      if (pair?.isThere !== true) return [];
      return [{ household: household.id, dwelling: dwelling.id, misfit: pair.misfit, score: pair.score }];
    }),
  );
  const resources = draw.resources.map(
    ({ capacity, soft, weight, own, dwellings: isIn }, place): ProblemResource => ({
      id: `r${place}`,
      capacity,
      ...(soft === undefined ? {} : { soft }),
      weight:
        weight === 'own'
          ? Object.fromEntries(households.map((household, row) => [household.id, own[row] ?? 0]))
          : weight,
      dwellings: dwellings.filter((_, column) => isIn[column] === true).map((dwelling) => dwelling.id),
    }),
  );
  const apart = draw.apart.flatMap(({ a, b, resources: isListed }): ProblemApart[] => {
    const first = households[a % households.length];
    const second = households[b % households.length];
    if (first === undefined || second === undefined || first === second) return [];
    const listed = resources.filter((_, place) => isListed[place] === true).map((resource) => resource.id);
    return [{ a: first.id, b: second.id, resources: listed }];
  });
  return {
    format: 'boligtrapp-problem/1',
    servedRule: draw.servedRule,
    households,
    dwellings,
    pairs,
    resources,
    apart,
  };
}

/**
 * Problems up to 6 households and 5 dwellings with two resources of every kind of weight, tight or not, movers,
 * and up to two pairs kept apart; ids are not in the order of ranks.
 */
export function arbitraryProblem(servedRule: Problem['servedRule'] = 'strict-rank'): fc.Arbitrary<Problem> {
  const household = fc.record({
    load: fc.integer({ min: 0, max: 4 }),
    isUrgent: fc.boolean(),
    mover: fc.integer({ min: 0, max: 3 * MAX_DWELLINGS }),
  });
  const pair = fc.record({
    misfit: fc.integer({ min: 0, max: 2 }),
    score: fc.integer({ min: -2, max: 4 }),
    isThere: fc.boolean(),
  });
  const pairs = MAX_HOUSEHOLDS * MAX_DWELLINGS;
  return fc
    .record({
      households: fc.array(household, { minLength: 1, maxLength: MAX_HOUSEHOLDS }),
      dwellings: fc.integer({ min: 0, max: MAX_DWELLINGS }),
      pairs: fc.array(pair, { minLength: pairs, maxLength: pairs }),
      resources: fc.array(
        fc.record({
          capacity: fc.integer({ min: -1, max: 9 }),
          soft: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
          weight: fc.constantFrom(...WEIGHTS),
          own: fc.array(fc.integer({ min: 0, max: 3 }), {
            minLength: MAX_HOUSEHOLDS,
            maxLength: MAX_HOUSEHOLDS,
          }),
          dwellings: flags(MAX_DWELLINGS),
        }),
        { minLength: 2, maxLength: 2 },
      ),
      apart: fc.array(fc.record({ a: fc.nat(5), b: fc.nat(5), resources: flags(2) }), { maxLength: 2 }),
      names: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 10, 11], { minLength: 6, maxLength: 6 }),
      servedRule: fc.constant(servedRule),
    })
    .map(toProblem);
}

function flags(length: number): fc.Arbitrary<boolean[]> {
  return fc.array(fc.boolean(), { minLength: length, maxLength: length });
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

/** The same problem with every array in another order. */
export function arbitraryReordering(problem: Problem): fc.Arbitrary<Problem> {
  return fc
    .record({
      households: shuffled(problem.households),
      dwellings: shuffled(problem.dwellings),
      pairs: shuffled(problem.pairs),
      resources: shuffled(problem.resources),
      apart: shuffled(problem.apart),
    })
    .map((arrays) => ({
      ...problem,
      ...arrays,
      resources: arrays.resources.map((resource) => ({
        ...resource,
        dwellings: resource.dwellings.toReversed(),
      })),
      apart: arrays.apart.map(({ a, b, resources }) => ({ a: b, b: a, resources: resources.toReversed() })),
    }));
}
