import * as fc from 'fast-check';
import type {
  Problem,
  ProblemApart,
  ProblemHousehold,
  ProblemPair,
  ProblemResource,
  ResourceWeight,
} from '../src/problem.ts';

/** What a problem is drawn from: few numbers, so that a failing one shrinks quickly. */
export interface RoundDraw {
  readonly seed: number;
  readonly households: number;
  readonly dwellings: number;
  /** Share of the dwellings that fit a household. */
  readonly fitPercent: number;
  /** Limits as a share of the load that there would be with every dwelling in use. */
  readonly roomPercent: number;
  readonly moverPercent: number;
  readonly apart: number;
}

const CLASSES = 4;
const LOADS = [1, 1, 1, 2, 2, 4, 6, 8, 0];
const DWELLINGS_IN_BUILDING = 3;
const BUILDINGS_IN_NEIGHBOURHOOD = 2;

type Below = (count: number) => number;

/** Draws of problems up to 120 households and 40 dwellings, for `drawRound`; a failing one prints as few numbers. */
export function arbitraryRoundDraw(): fc.Arbitrary<RoundDraw> {
  return fc.record({
    // Another seed is another problem, not a smaller one.
    seed: fc.noShrink(fc.nat()),
    households: fc.integer({ min: 1, max: 120 }),
    dwellings: fc.integer({ min: 1, max: 40 }),
    fitPercent: fc.integer({ min: 5, max: 60 }),
    roomPercent: fc.integer({ min: 15, max: 90 }),
    moverPercent: fc.integer({ min: 0, max: 40 }),
    apart: fc.nat(12),
  });
}

/**
 * The problem of a draw: limits on load in buildings and in the neighbourhoods around them, on numbers and on
 * figures of each household's own across both, soft levels, movers who live in places that are too full, and
 * households kept apart. Too large for trying everything.
 */
export function drawRound(draw: RoundDraw, servedRule: Problem['servedRule']): Problem {
  const below = drawFrom(draw.seed);
  const dwellings = Array.from({ length: draw.dwellings }, (_, number) => `d${number}`);
  const households = drawHouseholds(draw, below, dwellings);
  const pairs = households.flatMap(({ id, current }) =>
    dwellings.flatMap((dwelling): ProblemPair[] => {
      const isPair = below(100) < draw.fitPercent && dwelling !== current;
      return isPair ? [{ household: id, dwelling, misfit: below(3), score: below(101) - 5 }] : [];
    }),
  );
  const resources = drawResources(draw, below, { households, dwellings });
  return {
    format: 'boligtrapp-problem/1',
    servedRule,
    households,
    dwellings: dwellings.map((id) => ({ id })),
    pairs,
    resources,
    apart: drawApart(draw, below, { households, resources }),
  };
}

function drawHouseholds(draw: RoundDraw, below: Below, dwellings: readonly string[]): ProblemHousehold[] {
  const homes = new Map<number, string>();
  for (const dwelling of dwellings) {
    const household = below(draw.households);
    if (below(100) < draw.moverPercent && !homes.has(household)) homes.set(household, dwelling);
  }
  // Ids that are not in the order of ranks.
  const names = shuffle(
    Array.from({ length: draw.households }, (_, number) => number),
    below,
  );
  return names.map((name, place) => ({
    id: `h${name}`,
    rank: place + 1,
    class: 1 + Math.floor((place * CLASSES) / draw.households),
    load: LOADS[below(LOADS.length)] ?? 1,
    current: homes.get(place) ?? null,
  }));
}

interface Parts {
  readonly households: readonly ProblemHousehold[];
  readonly dwellings: readonly string[];
}

function drawResources(draw: RoundDraw, below: Below, { households, dwellings }: Parts): ProblemResource[] {
  const resources: ProblemResource[] = [];
  const add = (name: string, weight: ResourceWeight, held: readonly string[], perDwelling: number): void => {
    const around = Math.max(5, draw.roomPercent + below(41) - 20);
    const capacity = Math.floor((held.length * perDwelling * around) / 100) - (below(12) === 0 ? 3 : 0);
    const soft = Math.floor((capacity * (40 + below(50))) / 100);
    const hasSoft = below(3) > 0;
    resources.push({
      id: `${name}${resources.length}`,
      capacity,
      ...(hasSoft ? { soft } : {}),
      weight,
      dwellings: held,
    });
  };
  for (const held of inGroups(dwellings, DWELLINGS_IN_BUILDING)) add('b', 'load', held, 5);
  for (const held of inGroups(dwellings, DWELLINGS_IN_BUILDING * BUILDINGS_IN_NEIGHBOURHOOD)) {
    add('n', 'load', held, 4);
  }
  // These lie across the buildings.
  const some = dwellings.filter(() => below(2) === 0);
  add('g', 'one', some, 1);
  const own = Object.fromEntries(households.filter(() => below(4) === 0).map(({ id }) => [id, 1 + below(3)]));
  add(
    's',
    own,
    dwellings.filter((_, number) => number % 2 === 0),
    1,
  );
  return resources;
}

function drawApart(
  draw: RoundDraw,
  below: Below,
  parts: { readonly households: readonly ProblemHousehold[]; readonly resources: readonly ProblemResource[] },
): ProblemApart[] {
  // Movers are chosen more often: two who share a place today are the case that is hard to get right.
  const movers = parts.households.filter(({ current }) => current !== null);
  const choose = (): string | undefined => {
    const list = movers.length > 1 && below(3) === 0 ? movers : parts.households;
    return list[below(list.length)]?.id;
  };
  return Array.from({ length: draw.apart }).flatMap((): ProblemApart[] => {
    const [a, b] = [choose(), choose()];
    if (a === undefined || b === undefined || a === b) return [];
    const resources = parts.resources.filter(() => below(4) === 0).map(({ id }) => id);
    return [{ a, b, resources }];
  });
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return [...Map.groupBy(items.keys(), (index) => Math.floor(index / size)).values()].map((indices) =>
    indices.map((index) => items[index]!),
  );
}

function shuffle<T>(items: T[], below: Below): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}

/** Mulberry32: the same numbers on every machine. */
function drawFrom(seed: number): Below {
  let counter = seed >>> 0;
  return (count) => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) * count) / 2 ** 32);
  };
}
