import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { aNode, type Parts, withParts } from '../test/certificate-parts.ts';
import { claimBest } from '../test/claim-solution.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { ProofNode, Solution, UnservedProof } from './solution.ts';

function codes(problem: Problem, solution: Solution): string[] {
  return check(problem, solution).map(({ code }) => code);
}

const SEARCH: UnservedProof = { kind: 'exhausted-search', nodes: 1 };
const HALL: UnservedProof = { kind: 'hall-set', prices: [0] };

describe('Hall sets', () => {
  const problem = aProblem({
    pairs: { h1: ['d1'], h2: ['d1'], h3: ['d2'], h4: [] },
    resources: [{ id: 'r', capacity: 1, weight: 'one', dwellings: ['d1'] }],
  });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h3: 'd2' })));
  const none: UnservedProof = { kind: 'hall-set', prices: [] };

  it('are accepted where those served before need all the dwellings of the list', () => {
    const parts: Parts = { prices: [{ dwellings: { d1: 1 } }], proofs: { h2: HALL, h4: none } };
    expect(check(problem, withParts(best, parts))).toEqual([]);
  });

  it.each([
    ['nobody before needs a dwelling of the list', { dwellings: { d1: 1, d2: 2 } }],
    ['a dwelling of the household is not in it', { dwellings: { d2: 1 } }],
    ['it prices more than dwellings', { dwellings: { d1: 1 }, resources: { r: 1 } }],
    ['it prices a class, of which any number may not be served', { dwellings: { d1: 1 }, classes: { 1: 1 } }],
    ['it prices a figure, which may be any', { dwellings: { d1: 1 }, misfit: 1 }],
  ])('are refuted when %s', (_, prices) => {
    const parts: Parts = { prices: [prices], proofs: { h2: HALL, h4: none } };
    expect(codes(problem, withParts(best, parts))).toEqual(['proof-refuted']);
  });

  it('are refuted when there is no list and a pair, or no such list', () => {
    expect(codes(problem, withParts(best, { proofs: { h2: none, h4: none } }))).toEqual(['proof-refuted']);
    const missing = codes(problem, withParts(best, { proofs: { h2: HALL, h4: none } }));
    expect(new Set(missing)).toEqual(new Set(['proof-refuted']));
  });

  it('may close the dwellings of a household by several lists', () => {
    const two = aProblem({ pairs: { h1: ['d1'], h2: ['d2'], h3: ['d1', 'd2'] } });
    const served = claimBest(two, new Map(Object.entries({ h1: 'd1', h2: 'd2' })));
    const prices = [{ dwellings: { d1: 1 } }, { dwellings: { d2: 1 } }];
    const both: UnservedProof = { kind: 'hall-set', prices: [0, 1] };
    expect(check(two, withParts(served, { prices, proofs: { h3: both } }))).toEqual([]);
    expect(codes(two, withParts(served, { prices, proofs: { h3: HALL } }))).toEqual(['proof-refuted']);
  });

  it('do not count those ranked after', () => {
    const wrong = claimBest(problem, new Map(Object.entries({ h2: 'd1', h3: 'd2' })));
    const parts: Parts = { prices: [{ dwellings: { d1: 1 } }], proofs: { h1: HALL, h4: none } };
    expect(codes(problem, withParts(wrong, parts))).toContain('proof-refuted');
  });
});

/** That h3 finds too little room in r, at the price 2. */
function claim(room: number, bound: number): Parts {
  const proof: UnservedProof = { kind: 'resource', prices: 0, room, bound };
  return { prices: [{ resources: { r: 2 } }], proofs: { h3: proof } };
}

describe('resources', () => {
  const problem = aProblem({
    pairs: { h1: ['d1', 'd3'], h2: ['d2'], h3: ['d2', 'd4'] },
    loads: { h1: 3, h2: 3, h3: 2 },
    resources: [{ id: 'r', capacity: 4, weight: 'load', dwellings: ['d1', 'd2', 'd4'] }],
  });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd3', h2: 'd2' })));
  it('are accepted where those before leave too little room', () => {
    expect(check(problem, withParts(best, claim(2, 4)))).toEqual([]);
  });

  it.each([
    ['less room', 1, 4],
    ['a higher bound', 2, 5],
    ['a lower bound', 2, 3],
  ])('are refuted when they state %s than there is', (_, room, bound) => {
    expect(codes(problem, withParts(best, claim(room, bound)))).toEqual(['proof-refuted']);
  });

  it('are refuted when the household fits', () => {
    const roomy = { ...problem, resources: problem.resources.map((one) => ({ ...one, capacity: 5 })) };
    const wrong = claimBest(roomy, new Map(Object.entries({ h1: 'd3', h2: 'd2' })));
    expect(codes(roomy, withParts(wrong, claim(4, 4)))).toContain('proof-refuted');
  });

  it('count own figures of households', () => {
    const own = {
      ...problem,
      resources: problem.resources.map((one) => ({ ...one, weight: { h2: 3, h3: 2 } })),
    };
    const served = claimBest(own, new Map(Object.entries({ h1: 'd1', h2: 'd2' })));
    expect(check(own, withParts(served, claim(2, 4)))).toEqual([]);
    expect(codes(own, withParts(served, claim(8, 4)))).toEqual(['proof-refuted']);
  });

  it('are not verified where the figures leave the exact integers', () => {
    const parts: Parts = {
      prices: [{ resources: { r: Number.MAX_SAFE_INTEGER } }],
      proofs: { h3: { kind: 'resource', prices: 0, room: 1, bound: 2 } },
    };
    expect(codes(problem, withParts(best, parts))).toEqual(['claim-not-verified']);
  });
});

describe('cases', () => {
  /** Wherever h1 is, what h3 would use besides is full. */
  const problem = aProblem({
    pairs: { h1: ['d1', 'd2'], h2: ['d4'], h3: ['d3'], h4: ['d5'] },
    resources: [
      { id: 'r', capacity: 1, weight: 'one', dwellings: ['d1', 'd3'] },
      { id: 's', capacity: 1, weight: 'one', dwellings: ['d2', 'd3'] },
    ],
  });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h2: 'd4', h4: 'd5' })));
  const withTree = (tree: readonly ProofNode[], nodes = 1): Solution =>
    withParts(best, {
      prices: [{ resources: { r: 1 } }, { resources: { s: 1 } }],
      proofs: { h3: { kind: 'exhausted-search', nodes } },
      tree,
    });
  const right = [aNode([], ['h1', ['d1'], 1, 2]), aNode([0]), aNode([1])];

  it('are accepted where each closes what the whole leaves open', () => {
    expect(check(problem, withTree(right, 3))).toEqual([]);
  });

  it.each([
    ['a case is left open', [aNode([], ['h1', ['d1'], 1, 2]), aNode([0]), aNode([])]],
    ['the cases are exchanged', [aNode([], ['h1', ['d1'], 2, 1]), aNode([0]), aNode([1])]],
    ['other dwellings are in the case', [aNode([], ['h1', ['d2'], 1, 2]), aNode([0]), aNode([1])]],
    ['it is about who is asked about', [aNode([], ['h3', ['d1'], 1, 2]), aNode([0]), aNode([1])]],
    ['it is about one who takes no part', [aNode([], ['h4', ['d5'], 1, 2]), aNode([0]), aNode([1])]],
    ['there are none', []],
  ])('are refuted when %s', (_, tree) => {
    expect(codes(problem, withTree(tree))).toContain('proof-refuted');
  });

  it.each([0, 4])('are refuted when %i nodes of three are said to be needed', (nodes) => {
    expect(codes(problem, withTree(right, nodes))).toEqual(['proof-refuted']);
  });

  it.each<[string, ProofNode[]]>([
    ['a child is the node itself', [aNode([], ['h1', ['d1'], 0, 1]), aNode([0])]],
    [
      'a child comes before',
      [aNode([], ['h1', ['d1'], 1, 2]), aNode([0], ['h1', [], 0, 3]), aNode([1]), aNode([1])],
    ],
    ['a child is not there', [aNode([], ['h1', ['d1'], 1, 9]), aNode([0])]],
    ['both children are one', [aNode([], ['h1', ['d1'], 1, 1]), aNode([0, 1])]],
    ['a node is the child of none', [...right, aNode([0, 1])]],
    ['a list is not there', [aNode([7], ['h1', ['d1'], 1, 2]), aNode([0]), aNode([1])]],
    ['dwellings are not sorted', [aNode([], ['h1', ['d2', 'd1'], 1, 2]), aNode([0]), aNode([1])]],
    ['a dwelling is named twice', [aNode([], ['h1', ['d1', 'd1'], 1, 2]), aNode([0]), aNode([1])]],
    [
      'it is a thousand cases deep',
      Array.from({ length: 2500 }, (_, at) =>
        at % 2 === 1 || at > 2400 ? aNode([0, 1]) : aNode([], ['h1', ['d1'], at + 1, at + 2]),
      ).slice(0, 2403),
    ],
  ])('are malformed when %s', (_, tree) => {
    expect(codes(problem, withTree(tree))).toContain('tree-malformed');
  });

  it.each([
    ['household', aNode([], ['x', ['d1'], 1, 2])],
    ['dwelling', aNode([], ['h1', ['x'], 1, 2])],
  ])('name no %s that does not exist', (_, root) => {
    expect(codes(problem, withTree([root, aNode([0]), aNode([1])]))).toEqual(['unknown-id']);
  });

  it('close nothing by a list that is added up beyond the exact integers', () => {
    const tree = [aNode([2], ['h1', ['d1'], 1, 2]), aNode([2]), aNode([1])];
    const vast = { dwellings: { d1: Number.MAX_SAFE_INTEGER, d2: 2 }, resources: { r: 1 } };
    const parts = { prices: [{}, { resources: { s: 1 } }, vast], proofs: { h3: SEARCH }, tree };
    expect(codes(problem, withParts(best, parts))).toEqual(['claim-not-verified']);
  });
});

describe('a case about the one who is asked about', () => {
  it('closes each of its places on its own side', () => {
    const problem = aProblem({
      pairs: { h1: ['d1'], m: ['d3'] },
      current: { m: 'd4' },
      resources: [{ id: 'r', capacity: 1, weight: 'one', dwellings: ['d1', 'd3'] }],
    });
    const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', m: 'd4' })));
    const parts: Parts = { prices: [{ resources: { r: 1 } }], proofs: { m: SEARCH } };
    const tree = [aNode([], ['m', ['d3'], 1, 2]), aNode([0]), aNode([0])];
    expect(check(problem, withParts(best, { ...parts, tree }))).toEqual([]);
    const empty = [aNode([], ['m', ['d3'], 1, 2]), aNode([]), aNode([0])];
    expect(codes(problem, withParts(best, { ...parts, tree: empty }))).toEqual(['proof-refuted']);
  });
});

describe('who is kept apart', () => {
  const short = {
    pairs: { h1: ['d1', 'd2'], h2: ['d3'] },
    apart: [{ a: 'h1', b: 'h2', resources: ['n'] }],
  };
  const tree = [aNode([], ['h1', ['d1', 'd2'], 1, 2]), aNode([]), aNode([])];

  function solved(dwellings: readonly string[]): [Problem, Solution] {
    const near = { id: 'n', capacity: 9, weight: 'one' as const, dwellings };
    const problem = aProblem({ ...short, resources: [near] });
    const best = claimBest(problem, new Map([['h1', 'd1']]));
    return [problem, withParts(best, { proofs: { h2: SEARCH }, tree })];
  }

  it('has no place where another one must be', () => {
    const [problem, solution] = solved(['d1', 'd2', 'd3']);
    expect(codes(problem, solution)).not.toContain('proof-refuted');
  });

  it('has one as long as the other may be elsewhere', () => {
    const [problem, solution] = solved(['d1', 'd3']);
    expect(codes(problem, solution)).toContain('proof-refuted');
  });

  it('may leave a third one no place, whoever was decided about first', () => {
    const problem = aProblem({
      pairs: { h1: ['d1', 'd2'], h2: ['d3'], h3: ['d4'] },
      resources: [
        { id: 'r', capacity: 9, weight: 'one', dwellings: ['d1', 'd4'] },
        { id: 's', capacity: 9, weight: 'one', dwellings: ['d2', 'd3'] },
      ],
      apart: [
        { a: 'h1', b: 'h2', resources: ['s'] },
        { a: 'h1', b: 'h3', resources: ['r'] },
      ],
    });
    const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h2: 'd3' })));
    const cases = [
      aNode([], ['h1', ['d1', 'd2'], 1, 2]),
      aNode([], ['h2', ['d3'], 3, 4]),
      ...Array.from({ length: 3 }, () => aNode([])),
    ];
    const paths = check(problem, withParts(best, { proofs: { h3: SEARCH }, tree: cases })).map(
      ({ path }) => path,
    );
    expect(paths).not.toContain('/certificate/servedSet/unserved/0/proof');
  });

  it('keeps its current dwelling where the other may stay', () => {
    // m and n live in r today; both may stay, so that what keeps them apart closes nothing for h.
    const problem = aProblem({
      pairs: { m: [], n: ['e'], h: ['c'] },
      current: { m: 'a', n: 'b' },
      resources: [{ id: 'r', capacity: 9, weight: 'one', dwellings: ['a', 'b', 'e'] }],
      apart: [{ a: 'm', b: 'n', resources: ['r'] }],
    });
    const stays = claimBest(problem, new Map(Object.entries({ m: 'a', n: 'b' })));
    const cases = [aNode([], ['m', ['a'], 1, 2]), aNode([]), aNode([])];
    const parts: Parts = {
      proofs: { m: { kind: 'hall-set', prices: [] }, n: SEARCH, h: SEARCH },
      tree: cases,
    };
    const refuted = check(problem, withParts(stays, parts)).filter(({ code }) => code === 'proof-refuted');
    expect(refuted.map(({ path }) => path)).toEqual(['/certificate/servedSet/unserved/0/proof']);
  });
});

describe('movers', () => {
  /** a (ranked first) lives in d1 and could go to d2, which is free; b wants d1 and no other. */
  const problem = aProblem({ pairs: { a: ['d2'], b: ['d1'] }, current: { a: 'd1' } });
  const stays = claimBest(problem, new Map([['a', 'd1']]));
  const prices = [{ dwellings: { d1: 1 } }];

  it('may still move for all that is known when their search was given up', () => {
    const parts: Parts = { prices, proofs: { a: { kind: 'unproven', nodes: 1 }, b: HALL } };
    expect(codes(problem, withParts(stays, parts))).toContain('proof-refuted');
  });

  it('stay where that is proven, so that the proof of another may rest on it', () => {
    const parts: Parts = { prices, proofs: { a: SEARCH, b: HALL } };
    const paths = check(problem, withParts(stays, parts)).map(({ path }) => path);
    expect(paths).not.toContain('/certificate/servedSet/unserved/1/proof');
  });

  it('may stay or go when they are ranked after', () => {
    const after = aProblem({ pairs: { b: ['d1'], a: ['d2'] }, current: { a: 'd1' } });
    const wrong = claimBest(after, new Map([['a', 'd1']]));
    const parts: Parts = { prices, proofs: { b: HALL, a: SEARCH } };
    expect(codes(after, withParts(wrong, parts))).toContain('proof-refuted');
    const stuck = aProblem({ pairs: { b: ['d1'], a: [] }, current: { a: 'd1' } });
    const right = claimBest(stuck, new Map([['a', 'd1']]));
    const proofs: Parts = { prices, proofs: { b: HALL, a: { kind: 'hall-set', prices: [] } } };
    expect(check(stuck, withParts(right, proofs))).toEqual([]);
  });
});

describe('searches that are said to be complete', () => {
  it('are refuted on a problem of any size when a dwelling is free, or held by one ranked after', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `h${i + 10}`);
    const problem = aProblem({
      pairs: { a: ['d'], b: ['d'], ...Object.fromEntries(ids.map((id) => [id, ['x', 'y']])) },
    });
    const wrong = claimBest(problem, new Map([['b', 'd']]), { withoutTrees: true });
    const paths = check(problem, wrong)
      .filter(({ code }) => code === 'served-set-not-best')
      .map(({ path }) => path);
    expect(paths).toHaveLength(31);
    expect(paths[0]).toBe('/certificate/servedSet/unserved/0/proof');
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
    const best = claimBest(problem, new Map([['a', 'd']]), { withoutTrees: true });
    const prices = [{ dwellings: { d: 1 } }, { resources: { over: 1 } }];
    const tree = [aNode([0, 1], ['a', ['d'], 1, 2]), aNode([]), aNode([])];
    const parts: Parts = {
      prices: [...prices, { score: 1 }],
      proofs: Object.fromEntries(problem.households.map(({ id }) => [id, SEARCH])),
      tree,
      stepTrees: { score: [aNode([2])] },
    };
    expect(check(problem, withParts(best, parts))).toEqual([]);
  });
});
