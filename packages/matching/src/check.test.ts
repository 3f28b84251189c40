import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { claimBest } from '../test/claim-solution.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution, UnservedProof } from './solution.ts';

/** Many households, so that trying everything is out of the question; each has its own dwelling, h0 shares one. */
function aLargeProblem(): Problem {
  const ids = Array.from({ length: 30 }, (_, i) => `h${String(i).padStart(2, '0')}`);
  return aProblem({
    pairs: Object.fromEntries(ids.map((id, i) => [id, [`d${i}:0:5`, `d${i + 1}:1:9`]])),
    resources: [{ id: 'r', capacity: 31, weight: 'one', dwellings: ids.map((_, i) => `d${i}`) }],
  });
}

function withProof(
  solution: Solution,
  proof: UnservedProof,
  hallSets: Solution['certificate']['servedSet']['hallSets'] = [],
): Solution {
  const unserved = solution.certificate.servedSet.unserved.map(({ household }) => ({ household, proof }));
  const trace = solution.trace.map((step) =>
    step.outcome === 'unserved' ? { ...step, by: proof.kind } : step,
  );
  const servedSet = { ...solution.certificate.servedSet, hallSets, unserved };
  return { ...solution, trace, certificate: { ...solution.certificate, servedSet } };
}

/** Steps that are not said to be proven, with these bounds. */
function withBounds(solution: Solution, bounds: readonly (number | null)[]): Solution {
  const placement = solution.certificate.placement.map((step, place) => ({
    ...step,
    bound: bounds[place] ?? null,
    proven: false,
  }));
  return { ...solution, optimal: false, certificate: { ...solution.certificate, placement } };
}

function codes(problem: Problem, solution: Solution): string[] {
  return check(problem, solution).map(({ code }) => code);
}

describe('claims on problems too large for trying everything', () => {
  it('accepts a placement whose figures no household could better', () => {
    const problem = aLargeProblem();
    const best = new Map(problem.households.map(({ id }, i) => [id, `d${i}`]));
    expect(check(problem, claimBest(problem, best))).toEqual([]);
  });

  it('does not take the word of a solution for the rest', () => {
    const problem = aLargeProblem();
    const shifted = new Map(problem.households.map(({ id }, i) => [id, `d${i + 1}`]));
    expect(codes(problem, claimBest(problem, shifted))).toEqual([
      'claim-not-verified',
      'claim-not-verified',
      'claim-not-verified',
    ]);
  });

  it('wants the unique ones among equals proven too', () => {
    const problem = aLargeProblem();
    const best = new Map(problem.households.map(({ id }, i) => [id, `d${i}`]));
    const pairs = problem.pairs.map((pair) => ({ ...pair, misfit: 0, score: 1 }));
    expect(check({ ...problem, pairs }, claimBest({ ...problem, pairs }, best))).toMatchObject([
      { path: '/certificate/placement/3/proven', code: 'claim-not-verified' },
    ]);
  });
});

describe('bounds of steps that are not proven', () => {
  const large = aLargeProblem();
  const shifted = claimBest(large, new Map(large.households.map(({ id }, i) => [id, `d${i + 1}`])));

  it('are accepted where they follow from the figures of the households', () => {
    expect(check(large, withBounds(shifted, [0, 0, 30 * 9]))).toEqual([]);
  });

  it.each([
    ['misfit', 1, [1, 0, 30 * 9]],
    ['score', 0, [0, 0, 30 * 9 - 1]],
    ['score, whose misfit is not proven to be least', 0, [0, 0, 30 * 5]],
  ])('are not taken on trust for %s', (_, shift, bounds) => {
    const ending = new Map(large.households.map(({ id }, i) => [id, `d${i + shift}`]));
    expect(codes(large, withBounds(claimBest(large, ending), bounds))).toEqual(['claim-not-verified']);
  });

  it.each([
    ['excess', { h1: ['d1', 'd2'] }, [0, 1, 0]],
    ['score', { h1: ['d1:0:5', 'd2:0:9'] }, [0, 0, 5]],
  ])('are refuted for %s by an assignment that is better', (_, pairs, bounds) => {
    const small = aProblem({
      pairs,
      resources: [{ id: 'r', capacity: 9, soft: _ === 'excess' ? 0 : 9, weight: 'one', dwellings: ['d1'] }],
    });
    const claimed = withBounds(claimBest(small, new Map([['h1', 'd1']])), bounds);
    expect(codes(small, claimed)).toEqual(['bound-refuted']);
  });

  it('are what a proven step has reached', () => {
    const small = aProblem({ pairs: { h1: ['d1:1:4'] } });
    const best = claimBest(small, new Map([['h1', 'd1']]));
    const placement = best.certificate.placement.map((step) =>
      step.step === 'misfit' ? { ...step, bound: 0 } : step,
    );
    expect(codes(small, { ...best, certificate: { ...best.certificate, placement } })).toEqual([
      'proven-contradicts-certificate',
    ]);
  });
});

describe('searches that are said to be complete', () => {
  it('are refuted on a problem of any size when nobody is served although dwellings are free', () => {
    const problem = aLargeProblem();
    expect(codes(problem, claimBest(problem, new Map()))).toContain('served-set-not-best');
  });

  it('are refuted on a problem of any size when someone ranked after has the only dwelling', () => {
    const large = aLargeProblem();
    const others = Object.fromEntries(large.households.map(({ id }, i) => [id, [`d${i}`, `d${i + 1}`]]));
    const problem = aProblem({ pairs: { a: ['d'], b: ['d'], ...others } });
    const ending = new Map([['b', 'd'], ...large.households.map(({ id }, i) => [id, `d${i}`] as const)]);
    expect(check(problem, claimBest(problem, ending))).toMatchObject([
      { path: '/certificate/servedSet/unserved/0/proof', code: 'served-set-not-best' },
      { path: '/certificate/placement/3/proven', code: 'claim-not-verified' },
    ]);
  });

  it('stand where what is free is over a limit, kept apart, or the only way is through one ranked before', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `h${i + 10}`);
    const problem = aProblem({
      pairs: {
        a: ['d'],
        b: ['d'],
        c: ['e'],
        d: ['f'],
        ...Object.fromEntries(ids.map((id) => [id, ['x', 'y']])),
      },
      resources: [
        { id: 'over', capacity: 0, weight: 'one', dwellings: ['e', 'x', 'y'] },
        { id: 'near', capacity: 9, weight: 'one', dwellings: ['d', 'f'] },
      ],
      apart: [{ a: 'a', b: 'd', resources: ['near'] }],
    });
    expect(check(problem, claimBest(problem, new Map([['a', 'd']])))).toEqual([]);
  });

  it('are repeated on small problems under either rule', () => {
    const small = aProblem({
      pairs: { h1: ['d1'], h2: ['d1', 'd2'] },
      servedRule: 'most-per-class',
    });
    const claimed = claimBest(small, new Map([['h2', 'd1']]));
    const { certificate } = claimed;
    const humble = {
      ...claimed,
      optimal: false,
      certificate: { ...certificate, servedSet: { ...certificate.servedSet, proven: false } },
    };
    expect(codes(small, humble)).toEqual(['served-set-not-best']);
  });
});

describe('movers who were passed over', () => {
  /** a (ranked first) lives in d1 and could go to d2, which is free; b wants d1 and no other. */
  const problem = aProblem({ pairs: { a: ['d2'], b: ['d1'] }, current: { a: 'd1' } });
  const stays = claimBest(problem, new Map([['a', 'd1']]));

  function passedOver(kind: 'unproven' | 'exhausted-search'): Solution {
    const proof = { kind: 'hall-set', sets: [0] } as const;
    return {
      ...stays,
      optimal: false,
      trace: [
        { household: 'a', outcome: 'unserved', by: kind, nodes: 1 },
        { household: 'b', outcome: 'unserved', by: 'hall-set', nodes: 1 },
      ],
      certificate: {
        ...stays.certificate,
        servedSet: {
          proven: false,
          hallSets: [{ dwellings: ['d1'], households: ['a'], needs: [] }],
          unserved: [
            { household: 'a', proof: { kind, nodes: 1 } },
            { household: 'b', proof },
          ],
        },
      },
    };
  }

  it('may still move for all that is known when their search was given up', () => {
    expect(codes(problem, passedOver('unproven'))).toEqual(['hall-set-refuted', 'served-set-not-best']);
  });

  it('stay where that is proven, so that the proof of another may rest on it', () => {
    expect(codes(problem, passedOver('exhausted-search'))).not.toContain('hall-set-refuted');
  });
});

describe('Hall sets', () => {
  const problem = aProblem({ pairs: { h1: ['d1'], h2: ['d1'], h3: ['d2'] } });
  const right = claimBest(
    problem,
    new Map([
      ['h1', 'd1'],
      ['h3', 'd2'],
    ]),
  );
  const proof = { kind: 'hall-set', sets: [0] } as const;

  it('are accepted where the dwellings are needed by those served before', () => {
    const set = { dwellings: ['d1'], households: ['h1'], needs: [] };
    expect(check(problem, withProof(right, proof, [set]))).toEqual([]);
  });

  it.each([
    ['the household itself counts as one who needs', { dwellings: ['d1'], households: ['h2'], needs: [] }],
    ['one is ranked after', { dwellings: ['d1', 'd2'], households: ['h1', 'h3'], needs: [] }],
    ['one may go elsewhere', { dwellings: ['d1'], households: ['h3'], needs: [] }],
    ['there are more dwellings than households', { dwellings: ['d1', 'd2'], households: ['h1'], needs: [] }],
    ['a dwelling of the household is not in it', { dwellings: [], households: [], needs: [] }],
    ['a household is unknown', { dwellings: ['d1'], households: ['h9'], needs: [] }],
  ])('are refuted when %s', (_, set) => {
    expect(codes(problem, withProof(right, proof, [set]))).toEqual(['hall-set-refuted']);
  });

  it('are refuted when they do not exist', () => {
    expect(codes(problem, withProof(right, proof))).toContain('hall-set-refuted');
  });

  it('may not need themselves or later ones', () => {
    const set = { dwellings: ['d1'], households: ['h1'], needs: [0] };
    expect(codes(problem, withProof(right, proof, [set]))).toEqual(['not-sorted']);
  });
});

describe('resource bounds', () => {
  const problem = aProblem({
    pairs: { h1: ['d1', 'd3'], h2: ['d2'], h3: ['d2', 'd4'] },
    loads: { h1: 3, h2: 3, h3: 2 },
    resources: [
      { id: 'r', capacity: 4, weight: 'load', dwellings: ['d1', 'd2', 'd4'] },
      { id: 's', capacity: 9, weight: 'load', dwellings: ['d3'] },
    ],
  });
  const right = claimBest(
    problem,
    new Map([
      ['h1', 'd3'],
      ['h2', 'd2'],
    ]),
  );

  it('are accepted where those who must be inside use more than the limit', () => {
    const steps = right.certificate.placement.map((step) => ({ ...step, proven: true }));
    const proven = withProof(right, { kind: 'resource', resources: ['r'], bound: 5 });
    expect(check(problem, { ...proven, certificate: { ...proven.certificate, placement: steps } })).toEqual(
      [],
    );
  });

  it.each([
    ['count one who may be outside', { resources: ['r'], bound: 8 }],
    ['do not exceed the limit', { resources: ['r'], bound: 4 }],
    ['do not exceed all limits together', { resources: ['r', 's'], bound: 5 }],
    ['name a resource twice', { resources: ['r', 'r'], bound: 10 }],
    ['name a resource that does not exist', { resources: ['x'], bound: 5 }],
  ])('are refuted when they %s', (_, claim) => {
    expect(codes(problem, withProof(right, { kind: 'resource', ...claim }))).toEqual([
      'resource-bound-refuted',
    ]);
  });
});

describe('the list of deviations', () => {
  it('names the place, and ends at a hundred', () => {
    const problem = aProblem({ pairs: { h1: ['d1'] } });
    const good = claimBest(problem, new Map([['h1', 'd1']]));
    const assignments = Array.from({ length: 300 }, (_, i) => ({ household: `x${i}`, dwelling: 'd1' }));
    const deviations = check(problem, { ...good, assignments });
    expect(deviations).toHaveLength(100);
    expect(deviations[0]).toMatchObject({ path: '/assignments/0/household', code: 'unknown-id' });
  });
});
