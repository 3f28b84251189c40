import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCertificate } from '../test/arbitrary-certificate.ts';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { claimBest, objectiveOf } from '../test/claim-solution.ts';
import { classCounts, type Ending, listFeasible, servedMask } from '../test/try-everything.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import { parseSolution } from './validate/validate-solution.ts';

const RULES = ['strict-rank', 'most-per-class'] as const;

/** Less than 0 when the first is the better of two endings of the same served. */
function comparePlacements(problem: Problem, a: Ending, b: Ending): number {
  const [one, two] = [objectiveOf(problem, a), objectiveOf(problem, b)];
  const byFigures = one.misfit - two.misfit || one.excess - two.excess || two.score - one.score;
  if (byFigures !== 0) return byFigures;
  const order = (ending: Ending): string =>
    problem.households
      .toSorted((x, y) => x.rank - y.rank)
      .filter(({ id, current }) => ending.get(id) !== current)
      .map(({ id }) => ending.get(id) ?? '')
      .join(' ');
  return order(a) < order(b) ? -1 : Number(order(a) > order(b));
}

/** Less than 0 when the first serves the better set. */
function compareSets(problem: Problem, a: string, b: string): number {
  if (problem.servedRule === 'most-per-class') {
    const [one, two] = [classCounts(problem, a), classCounts(problem, b)];
    const difference = (two[0] ?? 0) - (one[0] ?? 0) || (two[1] ?? 0) - (one[1] ?? 0);
    if (difference !== 0) return difference;
  }
  return a > b ? -1 : Number(a < b);
}

interface Judged {
  readonly isBestSet: boolean;
  readonly isBestPlaced: boolean;
}

function judge(problem: Problem, endings: readonly Ending[], ending: Ending): Judged {
  const own = servedMask(problem, ending);
  const masks = endings.map((each) => servedMask(problem, each));
  return {
    isBestSet: masks.every((mask) => compareSets(problem, own, mask) <= 0),
    isBestPlaced: endings
      .filter((_, place) => masks[place] === own)
      .every((other) => comparePlacements(problem, ending, other) <= 0),
  };
}

function bestOf(problem: Problem, endings: readonly Ending[]): Ending {
  const [best = new Map()] = endings.toSorted(
    (a, b) =>
      compareSets(problem, servedMask(problem, a), servedMask(problem, b)) ||
      comparePlacements(problem, a, b),
  );
  return best;
}

/** Nobody has a dwelling today, and nobody is kept apart. */
function simplify(problem: Problem): Problem {
  return {
    ...problem,
    apart: [],
    households: problem.households.map((household) => ({ ...household, current: null })),
  };
}

describe.each(RULES)('check under %s', (rule) => {
  it('accepts the best of all endings, proved by trying everything', () => {
    fc.assert(
      fc.property(arbitraryProblem(rule), (drawn) => {
        const problem = simplify(drawn);
        const best = bestOf(problem, listFeasible(problem));
        expect(check(problem, claimBest(problem, best))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('accepts the best placement where households move and are kept apart', () => {
    fc.assert(
      fc.property(arbitraryProblem(rule), (problem) => {
        const best = bestOf(problem, listFeasible(problem));
        expect(check(problem, claimBest(problem, best, { onlyFigures: true }))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses any ending that is not the best', () => {
    fc.assert(
      fc.property(arbitraryProblem(rule), fc.nat(), (problem, drawn) => {
        const endings = listFeasible(problem);
        const ending = endings[drawn % endings.length];
        if (ending === undefined) return;
        const { isBestSet, isBestPlaced } = judge(problem, endings, ending);
        const codes = check(problem, claimBest(problem, ending)).map(({ code }) => code);
        expect(codes.includes('served-set-not-best')).toBe(!isBestSet);
        expect(codes.includes('placement-not-best')).toBe(!isBestPlaced);
        if (!isBestSet || !isBestPlaced) expect(codes).toContain('proof-refuted');
      }),
      { numRuns: 400 },
    );
  });

  it('refutes by lists and trees whatever trying everything refutes', () => {
    let refuted = 0;
    let accepted = 0;
    fc.assert(
      fc.property(arbitraryProblem(rule), fc.nat(), fc.infiniteStream(fc.nat()), (problem, drawn, stream) => {
        const endings = listFeasible(problem);
        const ending = endings[drawn % endings.length];
        if (ending === undefined) return;
        const random = (count: number): number => (stream.next().value ?? 0) % count;
        const solution = arbitraryCertificate(
          problem,
          claimBest(problem, ending, { withoutTrees: true }),
          random,
        );
        const deviations = check(problem, solution);
        if (deviations.length === 100) return;
        const wrong = new Set(
          deviations
            .filter(({ code }) => code === 'proof-refuted')
            .map(({ path }) => path.replace(/\/tree$/, '')),
        );
        const tried = deviations.filter(
          ({ path, detail }) => path === ORDER || TRIED.some((text) => text.test(detail)),
        );
        refuted += tried.length;
        accepted += solution.certificate.servedSet.unserved.length + 3 - wrong.size;
        for (const { path } of tried) expect(wrong).toContain(path.replace(/\/(bound|proven)$/, ''));
      }),
      { numRuns: 800 },
    );
    expect(refuted).toBeGreaterThan(100);
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('check', () => {
  it('neither throws nor hangs on any certificate of the right form', () => {
    const words = fc.oneof(
      fc.constantFrom('h0', 'd1', 'r0', '__proto__', 'constructor', '~'),
      fc.nat(40),
      fc.constantFrom(0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER),
      fc.boolean(),
      fc.constant(null),
    );
    let checked = 0;
    fc.assert(
      fc.property(
        arbitraryProblem('most-per-class'),
        fc.infiniteStream(fc.nat()),
        fc.array(words, { minLength: 6, maxLength: 6 }),
        (problem, stream, values) => {
          const random = (count: number): number => (stream.next().value ?? 0) % count;
          const [ending = new Map()] = listFeasible(problem);
          let changed: unknown = arbitraryCertificate(
            problem,
            claimBest(problem, ending, { withoutTrees: true }),
            random,
          );
          for (const value of values) {
            const before = changed;
            changed = replaceLeaf(changed, value, random);
            if (!parseSolution(changed).ok) changed = before;
          }
          const parsed = parseSolution(changed);
          if (!parsed.ok) return;
          checked += 1;
          expect(check(problem, parsed.solution).length).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 200 },
    );
    expect(checked).toBe(200);
  });
});

/** A copy with one value somewhere inside replaced. */
function replaceLeaf(json: unknown, value: unknown, random: (count: number) => number): unknown {
  if (typeof json !== 'object' || json === null) return value;
  const keys = Object.keys(json);
  const key = keys[random(Math.max(1, keys.length))];
  if (key === undefined) return json;
  const copy: object = Array.isArray(json) ? json.slice() : { ...json };
  Reflect.set(copy, key, replaceLeaf(Reflect.get(json, key), value, random));
  return copy;
}

/** What `check-by-trying-all` says of single claims. */
const TRIED = [/can be served with everyone/, /There is an assignment/];

/** Here the figures are the best, so that only the tree of the order can be wrong. */
const ORDER = '/certificate/placement/3/proven';
