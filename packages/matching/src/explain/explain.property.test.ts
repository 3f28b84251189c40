import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryChanges } from '../../test/arbitrary-change.ts';
import { arbitraryProblem } from '../../test/arbitrary-problem.ts';
import { runsFactor } from '../../test/runs-factor.ts';
import { useOf } from '../../test/try-everything.ts';
import { toCanonicalJson } from '../canonical-json.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { solve } from '../solve.ts';
import { parseProblem } from '../validate/validate-problem.ts';
import { changeProblem, newDwellingId, type ProblemChange } from './change-problem.ts';
import { compareSolutions } from './compare-solutions.ts';
import { decideOne, selectServed } from './decide-one.ts';
import { findNearestChange } from './nearest-change.ts';
import { measureShadowPrices } from './shadow-prices.ts';

const runsOf = (count: number): number => Math.ceil(count * runsFactor());
const RULES = ['strict-rank', 'most-per-class'] as const;
const anyProblem = fc.constantFrom(...RULES).chain(arbitraryProblem);
const problemAndChanges = anyProblem.chain((problem) =>
  fc.tuple(fc.constant(problem), arbitraryChanges(problem)),
);

const answerOf = ({ assignments, served, objective, optimal }: Solution): object => ({
  assignments,
  served,
  objective,
  optimal,
});

const isServedWith = (problem: Problem, changes: readonly ProblemChange[], household: string): boolean =>
  solve(changeProblem(problem, changes)).served.includes(household);

/** Resources of the household's dwellings with the most of them that could help it: what it uses, above the use of today. */
function listHeadroom(problem: Problem, household: string): { resource: string; most: number }[] {
  const today = new Map(
    problem.households.flatMap(({ id, current }) => (current === null ? [] : [[id, current]])),
  );
  return problem.resources.flatMap((resource) => {
    const pair = problem.pairs.find(
      (one) =>
        one.household === household &&
        one.dwelling !== today.get(household) &&
        resource.dwellings.includes(one.dwelling),
    );
    if (pair === undefined) return [];
    const weight = useOf(problem, resource, new Map([[household, pair.dwelling]]));
    const hidden = Math.max(0, useOf(problem, resource, today) - resource.capacity);
    return weight === 0 ? [] : [{ resource: resource.id, most: hidden + weight }];
  });
}

describe('a changed problem', { timeout: 300_000 }, () => {
  it('is a valid problem, and the first one stays as it was', () => {
    fc.assert(
      fc.property(problemAndChanges, ([problem, changes]) => {
        const before = JSON.stringify(problem);
        expect(parseProblem(changeProblem(problem, changes))).toMatchObject({ ok: true });
        expect(JSON.stringify(problem)).toBe(before);
      }),
      { numRuns: runsOf(1000) },
    );
  });

  it('has the same answer from the solution of the first one as from nothing', () => {
    fc.assert(
      fc.property(problemAndChanges, ([problem, changes]) => {
        const changed = changeProblem(problem, changes);
        expect(answerOf(solve(changed, { from: solve(problem) }))).toEqual(answerOf(solve(changed)));
      }),
      { numRuns: runsOf(2000) },
    );
  });

  it('has the same answer from the solution of any other problem', () => {
    fc.assert(
      fc.property(anyProblem, anyProblem, (problem, other) => {
        expect(answerOf(solve(problem, { from: solve(other) }))).toEqual(answerOf(solve(problem)));
      }),
      { numRuns: runsOf(1000) },
    );
  });
});

describe('who is served', { timeout: 300_000 }, () => {
  it('is the same without the placement, for all and for one', () => {
    fc.assert(
      fc.property(problemAndChanges, ([problem, changes]) => {
        const from = solve(problem);
        const changed = changeProblem(problem, changes);
        const { served } = solve(changed);
        expect(selectServed(changed, from)).toEqual(served);
        const byRank = changed.households.toSorted((a, b) => a.rank - b.rank);
        for (const { id } of byRank) {
          const one = decideOne(changed, from, id);
          expect(one.isServed).toBe(served.includes(id));
          const known = new Set(byRank.slice(0, one.decided).map((household) => household.id));
          expect(one.served).toEqual(served.filter((household) => known.has(household)));
        }
      }),
      { numRuns: runsOf(2000) },
    );
  });
});

/** No single change serves the household: of resources none below an amount, and (where none was found) no dwelling. */
function refuteSmaller(problem: Problem, id: string, changes: readonly ProblemChange[]): void {
  const [first] = changes;
  const isHeadroom = changes.length === 1 && first?.kind === 'headroom';
  for (const { resource, most } of listHeadroom(problem, id)) {
    const below = isHeadroom ? Math.min(first.by, most + 1) : most + 1;
    for (let by = 1; by < below; by += 1)
      expect(isServedWith(problem, [{ kind: 'headroom', resource, by }], id)).toBe(false);
  }
  if (changes.length === 1) return;
  const current = problem.households.find((one) => one.id === id)?.current;
  for (const { household, dwelling } of problem.pairs) {
    if (household !== id || dwelling === current) continue;
    const like = { kind: 'dwelling', like: dwelling, id: newDwellingId(problem, dwelling) } as const;
    expect(isServedWith(problem, [like], id)).toBe(false);
  }
}

describe('the nearest change', { timeout: 300_000 }, () => {
  it.each(RULES)('serves the household, and no smaller one of one resource does, %s', (rule) => {
    const met = { headroom: 0, dwelling: 0, several: 0, none: 0 };
    fc.assert(
      fc.property(arbitraryProblem(rule), (problem) => {
        const solution = solve(problem);
        const unserved = problem.households.filter(({ id }) => !solution.served.includes(id));
        for (const { id } of unserved) {
          const nearest = findNearestChange(problem, solution, id);
          const changes = nearest.kind === 'found' ? nearest.changes : [];
          const [first] = changes;
          if (first !== undefined) expect(isServedWith(problem, changes, id)).toBe(true);
          refuteSmaller(problem, id, changes);
          if (first === undefined) met.none += 1;
          else if (changes.length > 1) met.several += 1;
          else met[first.kind === 'headroom' ? 'headroom' : 'dwelling'] += 1;
        }
      }),
      { numRuns: runsOf(1500) },
    );
    // The property says nothing about a kind that it never meets.
    expect(Math.min(...Object.values(met))).toBeGreaterThan(0);
  });

  it('is no change for one that is served', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const solution = solve(problem);
        for (const id of solution.served)
          expect(findNearestChange(problem, solution, id)).toEqual({ kind: 'found', changes: [] });
      }),
      { numRuns: runsOf(100) },
    );
  });
});

describe('shadow prices', { timeout: 300_000 }, () => {
  it('are what solving the changed problem from nothing gives', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const solution = solve(problem);
        const dwellings = problem.dwellings.map(({ id }) => id).toReversed();
        const resources = problem.resources.map(({ id }) => id).toReversed();
        const prices = measureShadowPrices(problem, solution, { dwellings, resources });
        expect(
          prices.map(({ change }) =>
            change.kind === 'headroom' ? change.resource : 'like' in change && change.like,
          ),
        ).toEqual([...dwellings.toReversed(), ...resources.toReversed()]);
        for (const { change, more, gained } of prices) {
          const { served } = solve(changeProblem(problem, [change]));
          expect(more).toBe(served.length - solution.served.length);
          expect(gained).toEqual(served.filter((id) => !solution.served.includes(id)));
        }
      }),
      { numRuns: runsOf(1000) },
    );
  });
});

describe('the difference of two solutions', { timeout: 300_000 }, () => {
  it('adds up', () => {
    fc.assert(
      fc.property(problemAndChanges, ([problem, changes]) => {
        const before = { problem, solution: solve(problem) };
        const changed = changeProblem(problem, changes);
        const after = { problem: changed, solution: solve(changed) };
        const { gained, lost, moved, unchanged, objective, use } = compareSolutions(before, after);
        expect(gained.length + moved.length + unchanged).toBe(after.solution.served.length);
        expect(lost.length + moved.length + unchanged).toBe(before.solution.served.length);
        const was = new Map(before.solution.assignments.map((one) => [one.household, one.dwelling]));
        const is = new Map(after.solution.assignments.map((one) => [one.household, one.dwelling]));
        for (const { household, from, to } of moved) {
          expect([was.get(household), is.get(household)]).toEqual([from, to]);
          expect(from).not.toBe(to);
        }
        for (const name of ['misfit', 'excess', 'score'] as const)
          expect(before.solution.objective[name] + objective[name]).toBe(after.solution.objective[name]);
        for (const [place, resource] of problem.resources.entries()) {
          const difference = use.find((one) => one.resource === resource.id);
          const [old, now] = [
            useOf(problem, resource, was),
            useOf(changed, changed.resources[place] ?? resource, is),
          ];
          expect(
            difference === undefined ? old === now : difference.before === old && difference.after === now,
          ).toBe(true);
        }
        const back = compareSolutions(after, before);
        expect([back.gained.toSorted(), back.lost.toSorted()]).toEqual([lost.toSorted(), gained.toSorted()]);
        expect(toCanonicalJson(compareSolutions(before, before))).toBe(
          toCanonicalJson({
            gained: [],
            lost: [],
            moved: [],
            unchanged: before.solution.served.length,
            objective: { misfit: 0, excess: 0, score: 0 },
            use: [],
          }),
        );
      }),
      { numRuns: runsOf(500) },
    );
  });
});
