import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { aNode, withParts } from '../test/certificate-parts.ts';
import { claimBest } from '../test/claim-solution.ts';
import { MUTATIONS, mutateSolution } from '../test/mutate-solution.ts';
import { listFeasible, servedMask } from '../test/try-everything.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';

/** A problem with a solution that is accepted and has every kind of proof. */
function withEveryProof(servedRule: Problem['servedRule']): [Problem, Solution] {
  const problem = aProblem({
    pairs: { h1: ['d1'], h2: ['d1'], h3: ['d2'], h4: ['d3'], h5: ['d1'], h6: ['d4'] },
    classes: { h1: 1, h2: 1, h3: 2, h4: 2, h5: 2, h6: 2 },
    resources: [{ id: 'r', capacity: 1, weight: 'one', dwellings: ['d2', 'd3'] }],
    servedRule,
  });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h3: 'd2', h6: 'd4' })));
  const solution = withParts(best, {
    prices: [{ dwellings: { d1: 2 } }, { resources: { r: 3 } }],
    proofs: {
      h2: { kind: 'hall-set', prices: [0] },
      h4: { kind: 'resource', prices: 1, room: 0, bound: 3 },
      h5: { kind: 'exhausted-search', nodes: 3 },
    },
    tree: [aNode([], ['h1', ['d1'], 1, 2]), aNode([0]), aNode([])],
  });
  return [problem, solution];
}

/** The best placement of the best set under `strict-rank`, with everything proved that trees can. */
function bestClaim(problem: Problem): Solution | undefined {
  const endings = listFeasible(problem).toSorted((a, b) =>
    servedMask(problem, a) < servedMask(problem, b) ? 1 : -1,
  );
  return endings
    .map((ending) => claimBest(problem, ending))
    .find((solution) => check(problem, solution).length === 0);
}

const RULES = ['strict-rank', 'most-per-class'] as const;

describe('mutated solutions', () => {
  it.each(RULES)('are made from one that is accepted under %s', (rule) => {
    expect(check(...withEveryProof(rule))).toEqual([]);
  });

  it.each(Object.entries(MUTATIONS))('are refused: %s', (_, mutate) => {
    let made = 0;
    for (const rule of RULES) {
      const [problem, solution] = withEveryProof(rule);
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), (stream) => {
          const mutated = mutate(problem, solution, (count) => (stream.next().value ?? 0) % count);
          if (mutated === undefined) return;
          made += 1;
          expect(check(problem, mutated)).not.toEqual([]);
        }),
        { numRuns: 30 },
      );
    }
    expect(made).toBeGreaterThan(0);
  });

  it('are refused whatever the problem', () => {
    let made = 0;
    fc.assert(
      fc.property(arbitraryProblem(), fc.infiniteStream(fc.nat()), (problem, stream) => {
        const random = (count: number): number => (stream.next().value ?? 0) % count;
        const simple = { ...problem, households: problem.households.slice(0, 4) };
        const ids = new Set(simple.households.map(({ id }) => id));
        const small = {
          ...simple,
          pairs: problem.pairs.filter(({ household }) => ids.has(household)),
          apart: problem.apart.filter(({ a, b }) => ids.has(a) && ids.has(b)),
          resources: problem.resources.map((resource) => ({ ...resource, weight: 'one' as const })),
        };
        const solution = bestClaim(small);
        if (solution === undefined) return;
        for (let round = 0; round < 10; round += 1) {
          const mutated = mutateSolution(small, solution, random);
          if (mutated === undefined) continue;
          made += 1;
          expect(check(small, mutated)).not.toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
    expect(made).toBeGreaterThan(300);
  });
});
