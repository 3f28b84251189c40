import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem } from '../../test/arbitrary-problem.ts';
import { findBestOf } from '../../test/best-of-all.ts';
import { runsFactor } from '../../test/runs-factor.ts';
import { type Ending, listFeasible, useOf } from '../../test/try-everything.ts';
import type { Problem, ProblemHousehold } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { solve } from '../solve.ts';
import { explainPair, type PairReason } from './why-not.ts';

const RULES = ['strict-rank', 'most-per-class'] as const;

const rankOf = (problem: Problem, id: string): number =>
  problem.households.find((household) => household.id === id)?.rank ?? 0;

function limitOf(problem: Problem, resource: Problem['resources'][number]): number {
  const today = new Map(
    problem.households.flatMap(({ id, current }) => (current === null ? [] : [[id, current]])),
  );
  return Math.max(resource.capacity, useOf(problem, resource, today));
}

/** The ending with the household in the dwelling, and whoever had it nowhere. */
function moveThere(ending: Ending, household: string, dwelling: string): Ending {
  return new Map([
    ...[...ending].filter(([id, at]) => id !== household && at !== dwelling),
    [household, dwelling],
  ]);
}

function servedIn(problem: Problem, mask: string): Set<string> {
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  return new Set(byRank.filter((_, place) => mask[place] === '1').map(({ id }) => id));
}

/** A reason with everything that it has to agree with. */
interface Claim {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly household: ProblemHousehold;
  readonly dwelling: string;
  readonly ending: Ending;
  /** Every feasible ending with the household in the dwelling. */
  readonly forced: readonly Ending[];
}

function confirmPlace(kind: PairReason['kind'], { problem, household, dwelling, ending }: Claim): void {
  const isHere = ending.get(household.id) === dwelling;
  const isHome = household.current === dwelling;
  if (kind === 'placed-here') expect([isHere, isHome]).toEqual([true, false]);
  if (kind === 'stays-here') expect([isHere, isHome]).toEqual([true, true]);
  if (kind === 'moves-away') expect([isHere, isHome, ending.has(household.id)]).toEqual([false, true, true]);
  if (kind === 'no-pair') {
    const isPair = problem.pairs.some((one) => one.household === household.id && one.dwelling === dwelling);
    expect([isPair, isHome]).toEqual([false, false]);
  }
}

function confirmTaken(reason: PairReason & { kind: 'taken' }, claim: Claim): void {
  const { problem, solution, household, dwelling, ending, forced } = claim;
  expect(ending.get(reason.holder)).toBe(dwelling);
  const isBehind = rankOf(problem, reason.holder) > household.rank;
  if (isBehind || solution.served.includes(household.id)) expect(forced).toEqual([]);
}

function confirmOverfill(reason: PairReason & { kind: 'would-overfill' }, claim: Claim): void {
  const { problem, household, dwelling, ending } = claim;
  const resource = problem.resources.find(({ id }) => id === reason.resource);
  if (resource === undefined) throw new Error('There is no such resource.');
  expect(resource.dwellings).toContain(dwelling);
  expect(reason.use).toBe(useOf(problem, resource, moveThere(ending, household.id, dwelling)));
  expect(reason.limit).toBe(limitOf(problem, resource));
  expect(reason.use).toBeGreaterThan(reason.limit);
}

function confirmKeptApart({ problem, household, dwelling, ending }: Claim): void {
  const there = moveThere(ending, household.id, dwelling);
  const isTogether = ({ a, b, resources }: Problem['apart'][number]): boolean =>
    problem.resources.some(
      ({ id, dwellings }) =>
        resources.includes(id) &&
        dwellings.includes(there.get(a) ?? '') &&
        dwellings.includes(there.get(b) ?? ''),
    );
  const own = problem.apart.filter(({ a, b }) => [a, b].includes(household.id));
  expect(own.some(isTogether)).toBe(true);
}

function confirmWhole(reason: PairReason & { kind: 'whole-is-better' }, claim: Claim): void {
  const { problem, solution, household, forced } = claim;
  const best = findBestOf(problem, forced);
  const isServed = servedIn(problem, best?.mask ?? '');
  expect(reason.lost).toEqual(solution.served.filter((id) => !isServed.has(id)));
  if (reason.lost.length > 0) {
    expect(reason.by).toBe(null);
    return;
  }
  // Nobody loses, so it is served now as well: else it would have been served here.
  expect(solution.served).toContain(household.id);
  const { objective } = solution;
  expect(reason.by).toEqual({
    misfit: (best?.objective.misfit ?? 0) - objective.misfit,
    excess: (best?.objective.excess ?? 0) - objective.excess,
    score: (best?.objective.score ?? 0) - objective.score,
  });
}

function confirm(reason: PairReason, claim: Claim): void {
  switch (reason.kind) {
    case 'taken':
      confirmTaken(reason, claim);
      break;
    case 'would-overfill':
      confirmOverfill(reason, claim);
      break;
    case 'kept-apart':
      confirmKeptApart(claim);
      break;
    case 'whole-is-better':
      confirmWhole(reason, claim);
      break;
    case 'placed-here':
    case 'stays-here':
    case 'moves-away':
    case 'no-pair':
      confirmPlace(reason.kind, claim);
  }
}

describe('explainPair', { timeout: 300_000 }, () => {
  it.each(RULES)('says nothing that trying everything does not confirm, %s', (rule) => {
    const met = new Set<PairReason['kind']>();
    fc.assert(
      fc.property(arbitraryProblem(rule), fc.nat(), fc.nat(), (problem, row, column) => {
        const household = problem.households[row % problem.households.length];
        const dwelling = problem.dwellings[column % Math.max(1, problem.dwellings.length)]?.id;
        if (household === undefined || dwelling === undefined) return;
        const solution = solve(problem);
        const reason = explainPair(problem, solution, household.id, dwelling);
        met.add(reason.kind);
        const ending = new Map(solution.assignments.map((one) => [one.household, one.dwelling]));
        const forced = listFeasible(problem).filter((one) => one.get(household.id) === dwelling);
        confirm(reason, { problem, solution, household, dwelling, ending, forced });
      }),
      { numRuns: Math.ceil(6000 * runsFactor()) },
    );
    // The property says nothing about a reason that it never meets.
    expect([...met].toSorted()).toEqual([
      'kept-apart',
      'moves-away',
      'no-pair',
      'placed-here',
      'stays-here',
      'taken',
      'whole-is-better',
      'would-overfill',
    ]);
  });
});
