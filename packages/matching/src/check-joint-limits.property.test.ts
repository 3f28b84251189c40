import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { A_LIMIT_APART, withJointLimits } from '../test/a-joint-limit.ts';
import { runsFactor } from '../test/runs-factor.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { JointLimit } from './solution.ts';
import { solve } from './solve.ts';
import { createJointLimits, mostUnits } from './solver/joint-limits.ts';
import { createModel } from './solver/model.ts';

const LOADS = [2, 3, 5];
const DWELLINGS = ['d1', 'd2', 'd3', 'd4'];
const MEMBERS = [DWELLINGS, ['d1', 'd2'], ['d3']];

interface Town {
  /** Of the place, and of the two buildings in it. */
  readonly limits: readonly number[];
  /** By dwelling and load: what counts, and whether one of that load has a place there. */
  readonly units: readonly (readonly number[])[];
  readonly places: readonly (readonly boolean[])[];
}

const threeUnits = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
const threeFlags = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
const town: fc.Arbitrary<Town> = fc.record({
  limits: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
  units: fc.array(threeUnits, { minLength: 4, maxLength: 4 }),
  places: fc.array(threeFlags, { minLength: 4, maxLength: 4 }),
});

function toProblem({ limits, places }: Town): Problem {
  return {
    ...A_LIMIT_APART,
    households: LOADS.map((load, i) => ({ id: `h${i}`, rank: i + 1, class: 1, load, current: null })),
    pairs: DWELLINGS.flatMap((dwelling, d) =>
      LOADS.flatMap((_, i) =>
        places[d]?.[i] === true ? [{ household: `h${i}`, dwelling, misfit: 0, score: 0 }] : [],
      ),
    ),
    resources: MEMBERS.map((dwellings, i) => ({
      id: `n${i}`,
      capacity: limits[i] ?? 0,
      weight: 'load' as const,
      dwellings,
    })),
  };
}

/** The most units by trying every load in every dwelling. */
function tryAllLoads(
  { limits, units, places }: Town,
  dwelling = 0,
  used: readonly number[] = [0, 0, 0],
): number {
  if (used.some((load, i) => load > (limits[i] ?? 0))) return Number.NEGATIVE_INFINITY;
  const id = DWELLINGS[dwelling];
  if (id === undefined) return 0;
  let most = tryAllLoads({ limits, units, places }, dwelling + 1, used);
  for (const [i, load] of LOADS.entries()) {
    if (places[dwelling]?.[i] !== true) continue;
    const next = used.map((sum, place) => (MEMBERS[place]?.includes(id) === true ? sum + load : sum));
    const rest = tryAllLoads({ limits, units, places }, dwelling + 1, next);
    most = Math.max(most, (units[dwelling]?.[i] ?? 0) + rest);
  }
  return most;
}

function writeLimit({ units }: Town, most: number): JointLimit {
  const named = DWELLINGS.map((id, d) => {
    const own = LOADS.map((load, i) => [String(load), units[d]?.[i] ?? 0] as const);
    return [id, Object.fromEntries(own.filter(([, unit]) => unit > 0))] as const;
  });
  return { resource: 'n0', within: ['n1', 'n2'], units: Object.fromEntries(named), most };
}

describe('the most units of a joint limit', () => {
  it('are the same for solver, checker and trying everything', () => {
    fc.assert(
      fc.property(town, (one) => {
        const most = tryAllLoads(one);
        const problem = toProblem(one);
        const model = createModel(problem);
        const block = createJointLimits(model).blocks.find(({ outer }) => outer === 0);
        const units = new Map(one.units.map((own, d) => [d, Float64Array.from(own)]));
        if (block !== undefined) expect(mostUnits(model, block, units)).toBe(most);
        const solution = solve(problem, { maxNodes: 0 });
        const codesFor = (bound: number): string[] => {
          const changed = withJointLimits(solution, () => [writeLimit(one, bound)]);
          return check(problem, changed).map(({ code }) => code);
        };
        expect(codesFor(most)).not.toContain('joint-limit-refuted');
        if (most > 0) expect(codesFor(most - 1)).toContain('joint-limit-refuted');
      }),
      { numRuns: Math.ceil(2000 * runsFactor()) },
    );
  });
});
