import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { MAX_FIGURE, type Problem } from '../problem.ts';
import { solve } from '../solve.ts';
import { parseProblem } from '../validate/validate-problem.ts';
import { changeProblem, newDwellingId, type ProblemChange } from './change-problem.ts';

const PROBLEM = aProblem({
  pairs: { h1: ['d1', 'd2:1'], h2: ['d1', 'd3'], h3: ['d3'] },
  classes: { h3: 2 },
  current: { h2: 'd4' },
  resources: [{ id: 'r', capacity: 1, weight: 'one', dwellings: ['d1', 'd2'] }],
});

function endingsWith(problem: Problem, ...changes: ProblemChange[]): Record<string, string> {
  const { assignments } = solve(changeProblem(problem, changes));
  return Object.fromEntries(assignments.map(({ household, dwelling }) => [household, dwelling]));
}

describe('changeProblem', () => {
  it('without changes gives the problem itself', () => {
    expect(changeProblem(PROBLEM, [])).toBe(PROBLEM);
    expect(endingsWith(PROBLEM)).toEqual({ h1: 'd1', h2: 'd3' });
  });

  it.each([
    { kind: 'headroom', resource: 'x', by: 1 },
    { kind: 'dwelling', like: 'x', id: 'y' },
    { kind: 'dwelling', like: 'd1', id: 'd2' },
    { kind: 'forbid', household: 'x', dwelling: 'd1' },
    { kind: 'lock', household: 'x', dwelling: 'd1' },
    { kind: 'lock', household: 'h1', dwelling: 'x' },
  ] as const)(
    'leaves the problem as it was for an id that it does not have, or has already: %j',
    (change) => {
      expect(changeProblem(PROBLEM, [change])).toEqual(PROBLEM);
    },
  );

  it('makes a new dwelling that is in the same resources and for the same households', () => {
    const id = newDwellingId(PROBLEM, 'd3');
    expect(endingsWith(PROBLEM, { kind: 'dwelling', like: 'd3', id })).toEqual({
      h1: 'd1',
      h2: 'd3',
      h3: 'd3+',
    });
    expect(newDwellingId(changeProblem(PROBLEM, [{ kind: 'dwelling', like: 'd3', id }]), 'd3')).toBe('d3++');
    const full = changeProblem(PROBLEM, [{ kind: 'dwelling', like: 'd2', id: 'd2+' }]);
    expect(full.resources[0]?.dwellings).toEqual(['d1', 'd2', 'd2+']);
  });

  it('takes a pair away', () => {
    expect(endingsWith(PROBLEM, { kind: 'forbid', household: 'h1', dwelling: 'd1' })).toEqual({
      h1: 'd2',
      h2: 'd3',
    });
  });

  it('decides a pair against the ranks', () => {
    expect(endingsWith(PROBLEM, { kind: 'lock', household: 'h3', dwelling: 'd3' })).toEqual({
      h1: 'd1',
      h2: 'd4',
      h3: 'd3',
    });
  });

  it('decides a pair against the classes', () => {
    const most = { ...PROBLEM, servedRule: 'most-per-class' } as const;
    expect(endingsWith(most, { kind: 'lock', household: 'h3', dwelling: 'd3' })['h3']).toBe('d3');
  });

  it('decides that a household stays', () => {
    expect(endingsWith(PROBLEM, { kind: 'lock', household: 'h2', dwelling: 'd4' })).toEqual({
      h1: 'd1',
      h2: 'd4',
      h3: 'd3',
    });
  });

  it('does not serve a household whose pair no assignment has', () => {
    const held = aProblem({ pairs: { h1: ['d1'], h2: [] }, current: { h2: 'd1' } });
    expect(endingsWith(held, { kind: 'lock', household: 'h1', dwelling: 'd1' })).toEqual({ h2: 'd1' });
  });

  it('decides two pairs, and stays within the figures of the format', () => {
    const far: Problem = {
      ...PROBLEM,
      households: PROBLEM.households.map((household, place) => ({
        ...household,
        rank: MAX_FIGURE - 3 + place,
        class: MAX_FIGURE,
      })),
    };
    const changes = [
      { kind: 'lock', household: 'h3', dwelling: 'd3' },
      { kind: 'lock', household: 'h1', dwelling: 'd2' },
    ] as const;
    expect(parseProblem(changeProblem(far, changes))).toMatchObject({ ok: true });
    expect(endingsWith(far, ...changes)).toEqual({ h1: 'd2', h2: 'd4', h3: 'd3' });
  });
});
