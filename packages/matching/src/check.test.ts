import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { aNode, type Parts, withParts } from '../test/certificate-parts.ts';
import { claimBest } from '../test/claim-solution.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { PlacementStep, PlacementStepName, Solution } from './solution.ts';

function codes(problem: Problem, solution: Solution): string[] {
  return check(problem, solution).map(({ code }) => code);
}

function withStep(solution: Solution, name: PlacementStepName, change: Partial<PlacementStep>): Solution {
  const placement = solution.certificate.placement.map((step) =>
    step.step === name ? { ...step, ...change } : step,
  );
  const optimal = solution.certificate.servedSet.proven && placement.every(({ proven }) => proven);
  return { ...solution, optimal, certificate: { ...solution.certificate, placement } };
}

/** Steps from a name on that are not said to be proven; the first of them with a bound. */
function openFrom(solution: Solution, name: PlacementStepName, bound: number): Solution {
  const names = solution.certificate.placement.map(({ step }) => step);
  return names
    .slice(names.indexOf(name))
    .reduce(
      (open, step) =>
        withStep(
          open,
          step,
          step === name ? { bound, proven: false } : { bound: null, proven: false, tree: [] },
        ),
      solution,
    );
}

/** Many households, so that trying everything is out of the question; each may have its own dwelling or the next. */
function aLargeProblem(): Problem {
  const ids = Array.from({ length: 30 }, (_, i) => `h${String(i).padStart(2, '0')}`);
  return aProblem({
    pairs: Object.fromEntries(ids.map((id, i) => [id, [`d${i}:0:5`, `d${i + 1}:1:9`]])),
    resources: [{ id: 'r', capacity: 31, weight: 'one', dwellings: ids.map((_, i) => `d${i}`) }],
  });
}

describe('a placement on a problem too large for trying everything', () => {
  const problem = aLargeProblem();
  const ending = (shift: number): Map<string, string> =>
    new Map(problem.households.map(({ id }, i) => [id, `d${i + shift}`]));
  const best = claimBest(problem, ending(0), { withoutTrees: true });
  const prices: Parts['prices'] = [{ misfit: 4, score: 1 }, { misfit: 1 }];

  it('is accepted where lists prove it', () => {
    const parts: Parts = { prices, stepTrees: { score: [aNode([0])], order: [aNode([1])] } };
    expect(check(problem, withParts(best, parts))).toEqual([]);
  });

  it.each<[string, Parts, string]>([
    ['the score', { stepTrees: { order: [aNode([1])] } }, '/certificate/placement/2/tree'],
    ['the order', { stepTrees: { score: [aNode([0])] } }, '/certificate/placement/3/tree'],
  ])('is refused where nothing proves %s', (_, parts, path) => {
    const deviations = check(problem, withParts(best, { prices, ...parts }));
    expect(new Set(deviations.map(({ code }) => code))).toEqual(new Set(['proof-refuted']));
    expect(new Set(deviations.map((one) => one.path))).toEqual(new Set([path]));
  });

  it('is refused where another one is better', () => {
    const shifted = claimBest(problem, ending(1), { withoutTrees: true });
    const tree = [aNode([0, 1])];
    const parts: Parts = { prices, stepTrees: { misfit: tree, score: tree, order: tree } };
    expect(check(problem, withParts(shifted, parts)).map(({ path }) => path)).toContain(
      '/certificate/placement/0/tree',
    );
  });

  it('may have a bound that it does not reach', () => {
    const shifted = claimBest(problem, ending(1), { withoutTrees: true });
    const open = openFrom(shifted, 'misfit', 0);
    expect(check(problem, open)).toEqual([]);
    const proved = withParts(openFrom(shifted, 'misfit', 1), { prices, stepTrees: { misfit: [aNode([1])] } });
    expect(codes(problem, proved)).toEqual(['proof-refuted']);
  });
});

describe('bounds', () => {
  const problem = aProblem({ pairs: { h1: ['d1:1:4', 'd2:1:6'], h2: ['d1:0:1'] } });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd2', h2: 'd1' })));

  it('hold as far as their trees show', () => {
    expect(check(problem, best)).toEqual([]);
    expect(codes(problem, withStep(best, 'misfit', { tree: [] }))).toEqual(['proof-refuted']);
    expect(codes(problem, withStep(best, 'score', { tree: [] }))).toEqual(['proof-refuted']);
  });

  it('need no tree where nothing can be below them', () => {
    expect(check(problem, withStep(best, 'excess', { tree: [] }))).toEqual([]);
  });

  it.each([
    ['a step is said to be proven, but does not reach its bound', { bound: 0 }],
    ['a step reaches its bound, but is not said to be proven', { proven: false }],
  ])('are what a proven step has reached: refused when %s', (_, change) => {
    expect(codes(problem, withStep(best, 'misfit', change))).toContain('proven-contradicts-certificate');
  });

  it('are no better than what the solution itself has', () => {
    expect(codes(problem, openFrom(best, 'misfit', 2))).toContain('bound-refuted');
    expect(codes(problem, openFrom(best, 'score', 6))).toContain('bound-refuted');
  });

  it('leave no tree where there is no claim', () => {
    const none = withStep(openFrom(best, 'score', 8), 'score', { bound: null });
    expect(codes(problem, none)).toEqual(['tree-malformed']);
    const noOrder = withStep(best, 'order', { proven: false });
    expect(codes(problem, noOrder)).toEqual(['tree-malformed']);
  });

  it('are not proved by figures of later steps', () => {
    const parts: Parts = { prices: [{ misfit: 1, score: 1 }], stepTrees: { misfit: [aNode([0])] } };
    expect(codes(problem, withParts(best, parts))).toEqual(['proof-refuted']);
  });

  it('are not verified where the figures leave the exact integers', () => {
    const parts: Parts = {
      prices: [{ misfit: Number.MAX_SAFE_INTEGER, score: 1 }],
      stepTrees: { score: [aNode([0])] },
    };
    expect(codes(problem, withParts(best, parts))).toEqual(['claim-not-verified']);
  });

  it('count a cost below nothing', () => {
    const costs = aProblem({ pairs: { h1: ['d1:0:0', 'd2:0:3'] } });
    const worse = claimBest(costs, new Map([['h1', 'd1']]));
    expect(codes(costs, worse)).toContain('proof-refuted');
  });
});

describe('soft levels', () => {
  /** h1 and h2 have to be in r, h3 need not. */
  const problem = aProblem({
    pairs: { h1: ['d1'], h2: ['d2'], h3: ['d3', 'd4'] },
    resources: [{ id: 'r', capacity: 3, soft: 1, weight: 'one', dwellings: ['d1', 'd2', 'd3'] }],
  });
  const prices: Parts['prices'] = [
    { resources: { r: 1 }, excess: 1 },
    { resources: { r: 2 }, excess: 1 },
  ];

  it('bound the excess by a list that sells little above them', () => {
    const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h2: 'd2', h3: 'd4' })));
    expect(check(problem, withParts(best, { prices, stepTrees: { excess: [aNode([0])] } }))).toEqual([]);
    // At the price 2 the second place above the level is sold too.
    expect(codes(problem, withParts(best, { prices, stepTrees: { excess: [aNode([1])] } }))).toEqual([
      'proof-refuted',
    ]);
  });

  it('do not where less excess can be had', () => {
    const worse = claimBest(problem, new Map(Object.entries({ h1: 'd1', h2: 'd2', h3: 'd3' })));
    const paths = check(problem, withParts(worse, { prices, stepTrees: { excess: [aNode([0, 1])] } })).map(
      ({ path }) => path,
    );
    expect(paths).toContain('/certificate/placement/1/tree');
  });
});

describe('the order', () => {
  const problem = aProblem({ pairs: { h1: ['d1', 'd2'], h2: ['d1'] } });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd2', h2: 'd1' })));
  const prices = [{ dwellings: { d1: 1 } }, { dwellings: { d2: 1 } }];

  it('is proved by what those ranked after need', () => {
    expect(check(problem, withParts(best, { prices, stepTrees: { order: [aNode([0])] } }))).toEqual([]);
    const other = withParts(best, { prices, stepTrees: { order: [aNode([1])] } });
    expect(codes(problem, other)).toEqual(['proof-refuted']);
  });

  it('is proved by cases of those ranked after', () => {
    const tree = [aNode([], ['h2', ['d1'], 1, 2]), aNode([0]), aNode([])];
    expect(check(problem, withParts(best, { prices, stepTrees: { order: tree } }))).toEqual([]);
  });

  it('is not proved by room below nothing where the one asked about would bring a score', () => {
    const scored = aProblem({ pairs: { h1: ['d1:0:4', 'd2:0:4'] } });
    const worse = claimBest(scored, new Map([['h1', 'd2']]));
    const parts: Parts = { prices: [{ score: 1 }], stepTrees: { order: [aNode([0])] } };
    expect(codes(scored, withParts(worse, parts))).toEqual(['proof-refuted', 'placement-not-best']);
  });

  it('is refused where a smaller id can be had', () => {
    const free = aProblem({ pairs: { h1: ['d1', 'd2'], h2: ['d3'] } });
    const worse = claimBest(free, new Map(Object.entries({ h1: 'd2', h2: 'd3' })));
    expect(codes(free, worse)).toEqual(['proof-refuted', 'placement-not-best']);
  });
});

describe('counts of classes', () => {
  const problem = aProblem({
    pairs: { h1: ['d1'], h2: ['d1'], h3: ['d1', 'd2'] },
    classes: { h1: 1, h2: 1, h3: 2 },
    servedRule: 'most-per-class',
  });
  const best = claimBest(problem, new Map(Object.entries({ h1: 'd1', h3: 'd2' })));
  const withTree = (classes: Readonly<Record<string, number>>): Solution =>
    withParts(best, { prices: [{ dwellings: { d1: 1 }, classes }], classTrees: [[aNode([0])]] });

  function withClasses(change: Partial<Solution['certificate']['servedSet']>): Solution {
    const servedSet = { ...best.certificate.servedSet, ...change };
    return { ...best, certificate: { ...best.certificate, servedSet } };
  }

  it('are accepted where a list shows that more cannot be served', () => {
    expect(check(problem, withTree({ 1: 1 }))).toEqual([]);
  });

  it.each([
    ['no class', {}],
    ['a class that was not reached yet', { 1: 1, 2: 1 }],
    ['only a later class', { 2: 1 }],
  ])('are refused where the list prices %s', (_, classes) => {
    expect(codes(problem, withTree(classes))).toEqual(['proof-refuted']);
  });

  it('price no class that does not exist', () => {
    expect(codes(problem, withTree({ 1: 1, 9: 1 }))).toEqual(['unknown-id']);
  });

  it('are there for every class, as the assignments serve them', () => {
    const { classes } = best.certificate.servedSet;
    expect(codes(problem, withClasses({ classes: classes.slice(1) }))).toEqual(['classes-differ']);
    expect(codes(problem, withClasses({ classes: classes.toReversed() }))).toEqual(['classes-differ']);
    const more = classes.map((count) => ({ ...count, served: count.served + 1, bound: count.bound + 1 }));
    expect(codes(problem, withClasses({ classes: more }))).toContain('classes-differ');
    const less = classes.map((count) => ({ ...count, bound: count.bound - 1 }));
    expect(codes(problem, withClasses({ classes: less, proven: false }))).toContain('bound-refuted');
    const strict = { ...problem, servedRule: 'strict-rank' as const };
    const extra = claimBest(strict, new Map(Object.entries({ h1: 'd1', h3: 'd2' })));
    const servedSet = { ...extra.certificate.servedSet, classes };
    expect(codes(strict, { ...extra, certificate: { ...extra.certificate, servedSet } })).toContain(
      'classes-differ',
    );
  });

  it('leave the served set unproven where a bound is not reached', () => {
    const [first, ...others] = best.certificate.servedSet.classes;
    if (first === undefined) throw new Error('There is a class.');
    const loose = { ...first, bound: 2, tree: [] };
    expect(codes(problem, withClasses({ classes: [loose, ...others] }))).toEqual([
      'proven-contradicts-certificate',
    ]);
    const humble = { ...withClasses({ classes: [loose, ...others], proven: false }), optimal: false };
    expect(check(problem, humble)).toEqual([]);
  });

  it('are what those not served are asked about', () => {
    // h2 could only be served instead of h1, which is ranked before, or with one fewer of class 2.
    const swapped = aProblem({
      pairs: { h1: ['d1'], h2: ['d2'], h3: ['d2'] },
      classes: { h1: 1, h2: 2, h3: 2 },
      servedRule: 'most-per-class',
    });
    const wrong = claimBest(swapped, new Map(Object.entries({ h1: 'd1', h3: 'd2' })));
    expect(codes(swapped, wrong)).toContain('served-set-not-best');
    expect(codes(swapped, wrong)).toContain('proof-refuted');
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
