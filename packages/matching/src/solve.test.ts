import { describe, expect, it } from 'vitest';
import { aProblem, type ShortProblem } from '../test/a-problem.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';

function solveShort(short: ShortProblem, maxNodes?: number): Solution {
  const problem = aProblem(short);
  const solution = solve(problem, maxNodes === undefined ? {} : { maxNodes });
  expect(check(problem, solution)).toEqual([]);
  return solution;
}

function endings(solution: Solution): Record<string, string> {
  return Object.fromEntries(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
}

function proofOf(solution: Solution, household: string): unknown {
  return solution.certificate.servedSet.unserved.find((unserved) => unserved.household === household)?.proof;
}

describe('who is served', () => {
  it('moves those served before to other dwellings to make room', () => {
    const solution = solveShort({ pairs: { h1: ['d1', 'd2:1'], h2: ['d1', 'd3:1'], h3: ['d1'] } });
    expect(solution.served).toEqual(['h1', 'h2', 'h3']);
    expect(endings(solution)).toEqual({ h1: 'd2', h2: 'd3', h3: 'd1' });
  });

  it('passes nobody over for a household ranked lower, and names the dwellings that are taken', () => {
    const solution = solveShort({ pairs: { h1: ['d1'], h2: ['d1'], h3: ['d2'] } });
    expect(solution.served).toEqual(['h1', 'h3']);
    expect(proofOf(solution, 'h2')).toEqual({ kind: 'hall-set', prices: [0] });
    expect(solution.certificate.prices[0]).toMatchObject({ dwellings: { d1: 1 }, resources: {} });
    expect(solution.optimal).toBe(true);
  });

  it('shares a Hall set between those it shuts out', () => {
    const solution = solveShort({
      pairs: { h1: ['d1', 'd2'], h2: ['d1', 'd2'], h3: ['d1'], h4: ['d1', 'd2'] },
    });
    expect(proofOf(solution, 'h3')).toEqual({ kind: 'hall-set', prices: [0] });
    expect(proofOf(solution, 'h4')).toEqual({ kind: 'hall-set', prices: [0] });
  });

  it('says of a household without a pair that it needs nothing there is', () => {
    const solution = solveShort({ pairs: { h1: [] }, dwellings: ['d1'] });
    expect(proofOf(solution, 'h1')).toEqual({ kind: 'hall-set', prices: [] });
  });

  it('solves an empty problem', () => {
    const solution = solveShort({ pairs: {} });
    expect(solution.assignments).toEqual([]);
    expect(solution.optimal).toBe(true);
  });
});

describe('movers', () => {
  it('frees a dwelling through a chain of moves, also of those ranked lower', () => {
    const solution = solveShort({
      pairs: { h1: ['d1'], h2: ['d2'], h3: ['d3'] },
      current: { h2: 'd1', h3: 'd2' },
    });
    expect(endings(solution)).toEqual({ h1: 'd1', h2: 'd2', h3: 'd3' });
    expect(solution.trace.map(({ by }) => by)).toEqual([
      'augmenting-path',
      'moved-for-another',
      'moved-for-another',
    ]);
  });

  it('lets two exchange dwellings', () => {
    const solution = solveShort({ pairs: { h1: ['d2'], h2: ['d1'] }, current: { h1: 'd1', h2: 'd2' } });
    expect(endings(solution)).toEqual({ h1: 'd2', h2: 'd1' });
    expect(solution.served).toEqual(['h1', 'h2']);
  });

  it('leaves a mover who cannot move where it is, and does not call that served', () => {
    const solution = solveShort({ pairs: { h1: ['d1'], h2: ['d1'] }, current: { h2: 'd2' } });
    expect(endings(solution)).toEqual({ h1: 'd1', h2: 'd2' });
    expect(solution.served).toEqual(['h1']);
  });

  it('takes a pair with the own dwelling for staying', () => {
    const solution = solveShort({ pairs: { h1: ['d1:0:99'] }, current: { h1: 'd1' } });
    expect(solution.served).toEqual([]);
    expect(solution.objective).toEqual({ misfit: 0, excess: 0, score: 0 });
  });

  it('does not drive a mover out who was passed over', () => {
    const solution = solveShort({
      pairs: { h1: ['d3'], h2: ['d3'], h3: ['d2'] },
      current: { h2: 'd2' },
    });
    expect(endings(solution)).toEqual({ h1: 'd3', h2: 'd2' });
  });
});

describe('resources', () => {
  it('finds the placement that leaves room, and proves with a bound that no more is left', () => {
    const block = { id: 'r', capacity: 4, weight: 'load', dwellings: ['d1', 'd2'] } as const;
    const solution = solveShort({
      pairs: { h1: ['d1', 'd3:1'], h2: ['d2'], h3: ['d1'] },
      loads: { h1: 3, h2: 3, h3: 2 },
      resources: [block],
    });
    expect(endings(solution)).toEqual({ h1: 'd3', h2: 'd2' });
    expect(proofOf(solution, 'h3')).toEqual({ kind: 'resource', prices: 0, room: 0, bound: 2 });
    expect(solution.certificate.prices[0]).toMatchObject({ dwellings: {}, resources: { r: 1 } });
  });

  it('takes the use of today as the limit where it is over the capacity', () => {
    const full = { id: 'r', capacity: 1, weight: 'load', dwellings: ['d1', 'd2'] } as const;
    const movers = { current: { h2: 'd1' }, loads: { h1: 3, h2: 3 }, resources: [full] };
    expect(solveShort({ pairs: { h1: ['d2'], h2: [] }, ...movers }).served).toEqual([]);
    const left = solveShort({ pairs: { h1: ['d2'], h2: ['d3'] }, ...movers });
    expect(endings(left)).toEqual({ h1: 'd2', h2: 'd3' });
  });

  it('counts nothing for a household that an own weight does not name', () => {
    const solution = solveShort({
      pairs: { h1: ['d1'], h2: ['d2'] },
      resources: [{ id: 'r', capacity: 2, weight: { h1: 2 }, dwellings: ['d1', 'd2'] }],
    });
    expect(solution.served).toEqual(['h1', 'h2']);
  });

  it('says unproven, and claims nothing, when the search was not allowed', () => {
    const short = {
      pairs: { h1: ['d1', 'd4'], h2: ['d2', 'd4'], h3: ['d3'] },
      loads: { h1: 2, h2: 2, h3: 2 },
      resources: [{ id: 'r', capacity: 4, weight: 'load', dwellings: ['d1', 'd2', 'd3'] }],
    } as const;
    expect(solveShort(short).served).toEqual(['h1', 'h2', 'h3']);
    const limited = solveShort(short, 0);
    expect(proofOf(limited, 'h3')).toEqual({ kind: 'unproven', nodes: 0 });
    expect(limited.optimal).toBe(false);
    expect(limited.certificate.servedSet.proven).toBe(false);
  });

  it('serves a mover whose own search was given up when it makes room for another', () => {
    const short = {
      pairs: { h0: ['d4', 'd5'], h1: ['d2'] },
      current: { h0: 'd2', h1: 'd0' },
      loads: { h0: 4, h1: 4 },
      resources: [{ id: 'r', capacity: 5, weight: 'load', dwellings: ['d0', 'd4', 'd5'] }],
    } as const;
    const limited = solveShort(short, 0);
    expect(limited.served).toEqual(['h0', 'h1']);
    expect(limited.trace).toMatchObject([{ by: 'moved-for-another' }, { by: 'augmenting-path' }]);
    expect(limited.certificate.servedSet).toMatchObject({ proven: true, tree: [], unserved: [] });
  });

  it('tells those refused after such a mover the room that is left when it has moved', () => {
    const short = {
      pairs: { h0: ['d3'], h1: ['d4'], h2: ['d0', 'd1'], h3: ['d2', 'd3'], h4: ['d2'] },
      current: { h0: 'd1', h2: 'd4' },
      resources: [
        {
          id: 'r',
          capacity: 4,
          weight: { h0: 2, h1: 1, h2: 3, h3: 1, h4: 2 },
          dwellings: ['d0', 'd2', 'd3', 'd4'],
        },
      ],
    } as const;
    // As far as one program was known when h4 was asked about, h0 could still stay and pay one less.
    const limited = solveShort(short, 1);
    expect(limited.trace[0]).toMatchObject({ household: 'h0', by: 'moved-for-another' });
    expect(proofOf(limited, 'h4')).toMatchObject({ kind: 'resource', room: 0, bound: 2 });
  });
});

describe('those who are kept apart', () => {
  const block = { id: 'r', capacity: 9, weight: 'one', dwellings: ['d1', 'd2'] } as const;

  it('do not end in a listed resource together, even if one of them only stays', () => {
    const apart = [{ a: 'h1', b: 'h2', resources: ['r'] }];
    const waiting = solveShort({ pairs: { h1: ['d1'], h2: ['d2', 'd3:2'] }, resources: [block], apart });
    expect(endings(waiting)).toEqual({ h1: 'd1', h2: 'd3' });
    const sitting = solveShort({
      pairs: { h1: ['d1'], h2: [] },
      current: { h2: 'd2' },
      resources: [block],
      apart,
    });
    expect(sitting.served).toEqual([]);
  });

  it('may both stay where they share a place today', () => {
    const apart = [{ a: 'h1', b: 'h2', resources: ['r'] }];
    const solution = solveShort({
      pairs: { h1: [], h2: [] },
      current: { h1: 'd1', h2: 'd2' },
      resources: [block],
      apart,
    });
    expect(endings(solution)).toEqual({ h1: 'd1', h2: 'd2' });
  });
});

describe('where they are placed', () => {
  it('prefers misfit to excess, excess to score, score to the order of ids', () => {
    const crowded = { id: 'r', capacity: 9, soft: 0, weight: 'load', dwellings: ['d1'] } as const;
    const place = (pairs: readonly string[]): string | undefined =>
      endings(solveShort({ pairs: { h1: pairs }, dwellings: ['d1', 'd2', 'd3'], resources: [crowded] }))[
        'h1'
      ];
    expect(place(['d1:0:0', 'd2:1:9'])).toBe('d1');
    expect(place(['d1:0:9', 'd2:0:0'])).toBe('d2');
    expect(place(['d2:0:1', 'd3:0:2'])).toBe('d3');
    expect(place(['d3:0:1', 'd2:0:1'])).toBe('d2');
  });

  it('exchanges three in a ring where no two can', () => {
    const solution = solveShort({
      pairs: { h1: ['d1:1', 'd2:0'], h2: ['d2:1', 'd3:0'], h3: ['d3:1', 'd1:0'] },
    });
    expect(endings(solution)).toEqual({ h1: 'd2', h2: 'd3', h3: 'd1' });
    expect(solution.objective.misfit).toBe(0);
  });

  it('proves a placement that no household bounds by itself', () => {
    const short = { pairs: { h1: ['d1:0:5', 'd2:0:1'], h2: ['d1:0:5', 'd2:0:4'] } };
    const solution = solveShort(short);
    expect(solution.optimal).toBe(true);
    expect(solution.certificate.placement[2]).toMatchObject({ step: 'score', value: 9, bound: 9 });
    expect(solution.certificate.placement[2]?.tree).not.toEqual([]);
  });

  it('does not call a placement optimal that it was not allowed to prove', () => {
    const solution = solveShort({ pairs: { h1: ['d1:0:5', 'd2:0:1'], h2: ['d1:0:5', 'd2:0:4'] } }, 0);
    expect(solution.objective.score).toBe(9);
    expect(solution.optimal).toBe(false);
    expect(solution.certificate.placement[2]).toMatchObject({
      value: 9,
      bound: null,
      proven: false,
      tree: [],
    });
  });
});

describe('most-per-class', () => {
  it('serves two small ones rather than one large of the same class, and proves that no three can be', () => {
    const solution = solveShort({
      servedRule: 'most-per-class',
      pairs: { h1: ['d1'], h2: ['d2'], h3: ['d3'] },
      loads: { h1: 4, h2: 2, h3: 2 },
      resources: [{ id: 'r', capacity: 4, weight: 'load', dwellings: ['d1', 'd2', 'd3'] }],
    });
    expect(solution.served).toEqual(['h2', 'h3']);
    expect(solution.certificate.servedSet).toMatchObject({
      proven: true,
      classes: [{ class: 1, served: 2, bound: 2 }],
    });
  });

  it('serves the better ranked of those who would be as many', () => {
    const solution = solveShort({
      servedRule: 'most-per-class',
      pairs: { h1: ['d1'], h2: ['d1', 'd2'], h3: ['d2'] },
    });
    expect(solution.served).toEqual(['h1', 'h2']);
    expect(solution.optimal).toBe(true);
  });
});

describe('options', () => {
  it('tells how far it is, to the end', () => {
    const told: string[] = [];
    solve(aProblem({ pairs: { h1: ['d1'], h2: ['d1'] } }), {
      onProgress: (done, total) => told.push(`${done}/${total}`),
    });
    expect(told.at(-1)).toBe('2/2');
  });

  it('refuses an effort that is no count', () => {
    expect(() => solve(aProblem({ pairs: {} }), { maxNodes: 0.5 })).toThrow(RangeError);
    expect(() => solve(aProblem({ pairs: {} }), { maxNodes: -1 })).toThrow(RangeError);
  });
});

it('does not depend on the order of several entries that keep the same two apart', () => {
  const problem: Problem = {
    format: 'boligtrapp-problem/1',
    servedRule: 'most-per-class',
    households: [
      { id: 'h4', rank: 1, class: 1, load: 0, current: 'd0' },
      { id: 'h2', rank: 3, class: 2, load: 3, current: null },
    ],
    dwellings: ['d0', 'd1', 'd2', 'd3'].map((id) => ({ id })),
    pairs: [
      { household: 'h4', dwelling: 'd1', misfit: 2, score: 1 },
      { household: 'h4', dwelling: 'd2', misfit: 2, score: 3 },
      { household: 'h2', dwelling: 'd2', misfit: 0, score: 2 },
    ],
    resources: [
      { id: 'r0', capacity: 5, soft: 4, weight: 'load', dwellings: ['d0', 'd1', 'd2', 'd3'] },
      { id: 'r1', capacity: 3, weight: 'one', dwellings: ['d1', 'd2'] },
    ],
    apart: [
      { a: 'h4', b: 'h2', resources: ['r1'] },
      { a: 'h4', b: 'h2', resources: ['r0'] },
    ],
  };
  const reordered = { ...problem, apart: problem.apart.toReversed() };
  expect(toCanonicalJson(solve(reordered))).toBe(toCanonicalJson(solve(problem)));
});

it('states the figures of the placement that it gives, though a later step lowered one that had stayed open', () => {
  const problem: Problem = {
    format: 'boligtrapp-problem/1',
    servedRule: 'most-per-class',
    households: [
      { id: 'h5', rank: 1, class: 2, load: 0, current: 'd0' },
      { id: 'h0', rank: 3, class: 2, load: 0, current: null },
      { id: 'h3', rank: 5, class: 2, load: 0, current: null },
      { id: 'h10', rank: 7, class: 2, load: 0, current: null },
    ],
    dwellings: ['d0', 'd1', 'd2', 'd3', 'd4'].map((id) => ({ id })),
    pairs: [
      { household: 'h5', dwelling: 'd1', misfit: 0, score: 0 },
      { household: 'h0', dwelling: 'd0', misfit: 1, score: 3 },
      { household: 'h0', dwelling: 'd3', misfit: 0, score: 0 },
      { household: 'h3', dwelling: 'd2', misfit: 0, score: 0 },
      { household: 'h10', dwelling: 'd0', misfit: 1, score: 0 },
      { household: 'h10', dwelling: 'd4', misfit: 0, score: 0 },
    ],
    resources: [
      { id: 'r0', capacity: 0, weight: 'load', dwellings: [] },
      { id: 'r1', capacity: 2, soft: 1, weight: { h5: 0, h0: 2, h3: 0, h10: 0 }, dwellings: ['d3', 'd4'] },
    ],
    apart: [{ a: 'h0', b: 'h10', resources: ['r1'] }],
  };
  const solution = solve(problem, { maxNodes: 1 });
  expect(check(problem, solution)).toEqual([]);
  for (const { step, value } of solution.certificate.placement) {
    if (step !== 'order') expect([step, value]).toEqual([step, solution.objective[step]]);
  }
});
