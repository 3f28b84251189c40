import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem, arbitraryReordering } from '../test/arbitrary-problem.ts';
import { sha256Hex, toCanonicalJson } from './canonical-json.ts';
import { canonicalPieces, hashProblem, normalizeProblem } from './problem-hash.ts';

describe('hashProblem', () => {
  it('is the hash of the canonical JSON of the normalized problem', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        expect(hashProblem(problem)).toBe(sha256Hex(normalizeProblem(problem)));
        expect([...canonicalPieces(problem)].join('')).toBe(toCanonicalJson(problem));
      }),
    );
  });

  it('is the same in any order of the arrays', () => {
    const both = arbitraryProblem().chain((problem) =>
      fc.tuple(fc.constant(problem), arbitraryReordering(problem)),
    );
    fc.assert(
      fc.property(both, ([problem, reordered]) => {
        expect(hashProblem(reordered)).toBe(hashProblem(problem));
      }),
    );
  });

  it('differs when any figure differs', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const hash = hashProblem(problem);
        const [household] = problem.households;
        const [pair] = problem.pairs;
        if (household === undefined || pair === undefined) return;
        const heavier = { ...household, load: household.load + 1 };
        const better = { ...pair, score: pair.score + 1 };
        const households = [heavier, ...problem.households.slice(1)];
        const pairs = [better, ...problem.pairs.slice(1)];
        expect(hashProblem({ ...problem, households })).not.toBe(hash);
        expect(hashProblem({ ...problem, pairs })).not.toBe(hash);
      }),
    );
  });

  it('writes ids that need escaping as JSON does', () => {
    const id = 'a"\\\n\u2028é';
    const problem = {
      format: 'boligtrapp-problem/1',
      servedRule: 'strict-rank',
      households: [{ id, rank: 1, class: 1, load: 0, current: null }],
      dwellings: [{ id }],
      pairs: [{ household: id, dwelling: id, misfit: 0, score: -0 }],
      resources: [],
      apart: [],
    } as const;
    expect(hashProblem(problem)).toBe(sha256Hex(problem));
  });
});
