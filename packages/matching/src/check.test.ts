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
