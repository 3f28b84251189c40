import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRoundDraw, drawRound } from '../../test/arbitrary-round.ts';
import { expectFeasible } from '../../test/expect-feasible.ts';
import { runsFactor } from '../../test/runs-factor.ts';
import type { Problem } from '../problem.ts';
import type { Objective } from '../solution.ts';
import { placeInFreeDwelling } from './augment.ts';
import { exchangeAlike } from './exchange-alike.ts';
import { improveParts } from './improve-parts.ts';
import { createJointLimits } from './joint-limits.ts';
import { createModel, type Model } from './model.ts';
import { findNesting, type Nesting } from './nesting.ts';
import { createPlacementExplorer, measure, solvePlacement } from './placement-steps.ts';
import { createState, type State } from './state.ts';

interface Placed {
  readonly model: Model;
  readonly state: State;
  readonly served: readonly number[];
}

/** Whoever finds a free dwelling, by rank. */
function placeSome(problem: Problem): Placed {
  const model = createModel(problem);
  const state = createState(model);
  const bans = new Uint16Array(model.optionDwelling.length);
  const served: number[] = [];
  for (let household = 0; household < model.householdIds.length; household += 1) {
    if (state.at[household]! < 0 && placeInFreeDwelling({ model, state, bans }, household))
      served.push(household);
  }
  return { model, state, served };
}

/** Without the resources that cross others. */
function nest(problem: Problem): Problem {
  const resources: Problem['resources'][number][] = [];
  for (const resource of problem.resources) {
    const more = [...resources, resource];
    if (findNesting(createModel({ ...problem, resources: more, apart: [] })) !== undefined)
      resources.push(resource);
  }
  const kept = new Set(resources.map(({ id }) => id));
  const apart = problem.apart.map((one) => ({
    ...one,
    resources: one.resources.filter((id) => kept.has(id)),
  }));
  return { ...problem, resources, apart };
}

function nestingOf(model: Model): Nesting {
  const nesting = findNesting(model);
  if (nesting === undefined) throw new Error('Resources of the test cross.');
  return nesting;
}

function figures({ misfit, excess, score }: Objective): number[] {
  return [misfit, excess, -score];
}

function compare(one: Objective, other: Objective): number {
  const [a, b] = [figures(one), figures(other)];
  const first = a.findIndex((figure, index) => figure !== b[index]);
  return first < 0 ? 0 : a[first]! - b[first]!;
}

/** Places them better, and expects that the same are served, within all limits, and nothing is worse. */
function expectNoWorse(placed: Placed, better: () => void): number {
  const { model, state, served } = placed;
  const before = measure(model, state, served);
  const wasAt = state.at.slice();
  better();
  expectFeasible(model, state, new Uint16Array(model.optionDwelling.length));
  for (const [household, dwelling] of state.at.entries()) {
    if (!served.includes(household)) expect(dwelling).toBe(wasAt[household]);
    else expect(dwelling).toBeGreaterThanOrEqual(0);
  }
  const change = compare(measure(model, state, served), before);
  expect(change).toBeLessThanOrEqual(0);
  return change;
}

describe('exchangeAlike', () => {
  it('places the same households no worse, within all limits', () => {
    let better = 0;
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const placed = placeSome(nest(drawRound(draw, 'strict-rank')));
        const nesting = nestingOf(placed.model);
        for (const round of [0, 1])
          if (expectNoWorse(placed, () => exchangeAlike({ ...placed, nesting }, round)) < 0) better += 1;
      }),
      { numRuns: 40 * runsFactor() },
    );
    expect(better).toBeGreaterThan(0);
  }, 60_000);

  it('is the best there is where all weigh the same', () => {
    let proven = 0;
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const drawn = drawRound(draw, 'strict-rank');
        const placed = placeSome(
          nest({
            ...drawn,
            households: drawn.households.map((household) => ({ ...household, load: 2 })),
            resources: drawn.resources.map((resource) => ({ ...resource, weight: 'load' as const })),
            apart: [],
          }),
        );
        const { model, state, served } = placed;
        exchangeAlike({ ...placed, nesting: nestingOf(model) }, 0);
        const found = measure(model, state, served);
        const effort = { programs: 100, work: 1e8, allWork: Number.POSITIVE_INFINITY };
        const { steps } = solvePlacement({
          ...placed,
          limits: createJointLimits(model),
          effort: { misfit: effort, excess: effort, score: effort, order: { ...effort, programs: 0 } },
          seed: undefined,
        });
        if (steps[2]?.proven === true) proven += 1;
        expect(steps.slice(0, 3).map(({ value }) => value)).toEqual([
          found.misfit,
          found.excess,
          found.score,
        ]);
      }),
      { numRuns: 30 * runsFactor() },
    );
    expect(proven).toBeGreaterThan(20 * runsFactor());
  }, 60_000);
});

describe('improveParts', () => {
  it('places the same households no worse, within all limits, and says how often better', () => {
    let better = 0;
    fc.assert(
      fc.property(arbitraryRoundDraw(), (draw) => {
        const placed = placeSome(drawRound(draw, 'strict-rank'));
        const limits = createJointLimits(placed.model);
        let parts = 0;
        const change = expectNoWorse(placed, () => {
          const explorer = createPlacementExplorer({ ...placed, limits, seed: undefined });
          parts = improveParts({ explorer, served: placed.served, maxPrograms: 20 });
        });
        expect(parts > 0).toBe(change < 0);
        better += parts;
      }),
      { numRuns: 60 * runsFactor() },
    );
    expect(better).toBeGreaterThan(0);
  }, 60_000);
});

function nestingOfLists(...lists: string[][]): ReturnType<typeof findNesting> {
  return findNesting(
    createModel({
      format: 'boligtrapp-problem/1',
      servedRule: 'strict-rank',
      households: [],
      dwellings: ['d1', 'd2', 'd3', 'd4'].map((id) => ({ id })),
      pairs: [],
      resources: lists.map((dwellings, index) => ({
        id: `r${index}`,
        capacity: 1,
        weight: 'one',
        dwellings,
      })),
      apart: [],
    }),
  );
}

describe('findNesting', () => {
  it('finds places within places, those with the same dwellings as one', () => {
    expect(nestingOfLists(['d1', 'd2', 'd3'], ['d1', 'd2'], ['d3', 'd2', 'd1'])).toEqual({
      resources: [[1], [0, 2]],
      size: Int32Array.of(2, 3),
      around: Int32Array.of(1, -1),
      innermost: Int32Array.of(0, 0, 1, -1),
    });
  });

  it('finds none where two cross', () => {
    expect(nestingOfLists(['d1', 'd2'], ['d2', 'd3'])).toBeUndefined();
    expect(nestingOfLists(['d1', 'd2', 'd3'], ['d3', 'd4'])).toBeUndefined();
  });
});
