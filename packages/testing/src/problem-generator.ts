import type {
  Problem,
  ProblemApart,
  ProblemHousehold,
  ProblemPair,
  ProblemResource,
} from '@boligtrapp/matching';

/** The four sizes of problems that the engine is measured on. */
export type ProblemSize = 'small' | 'city' | 'region' | 'national';

/** What decides a generated problem; the same options give the same problem, byte for byte. */
export interface ProblemGeneratorOptions {
  readonly size: ProblemSize;
  /** Any whole number; its lower 32 bits count. */
  readonly seed: number;
  /** `tight` (left out: this): load is scarcer than dwellings; `loose`: there is room in most places. */
  readonly headroom?: 'tight' | 'loose';
}

interface Shape {
  readonly households: number;
  readonly dwellings: number;
  readonly neighbourhoods: number;
  readonly buildings: number;
  readonly regions: number;
  /** Pairs that a household looks for: half to one and a half times this. Many find fewer. */
  readonly pairs: number;
}

const SHAPES: Readonly<Record<ProblemSize, Shape>> = {
  small: { households: 800, dwellings: 60, neighbourhoods: 20, buildings: 30, regions: 1, pairs: 8 },
  city: { households: 2000, dwellings: 1200, neighbourhoods: 60, buildings: 150, regions: 1, pairs: 115 },
  region: { households: 15_000, dwellings: 3000, neighbourhoods: 180, buildings: 450, regions: 5, pairs: 50 },
  national: {
    households: 50_000,
    dwellings: 10_000,
    neighbourhoods: 600,
    buildings: 1800,
    regions: 8,
    pairs: 95,
  },
};

/** Load of a household at each of the five levels. */
const LEVEL_LOADS = [1, 2, 4, 6, 8];
/** Shares of the levels among dwellings and households, and of the classes and of bedrooms, in percent. */
const LEVEL_SHARES = [52, 27, 11, 6, 4];
const CLASS_SHARES = [12, 28, 35, 25];
const BEDROOM_SHARES = [55, 25, 15, 5];
const MOVER_PERCENT_OF_DWELLINGS = 8;
const CROSS_REGION_PERCENT = 12;
const FLEXIBLE_PERCENT = 45;

/** Whole numbers from a seed: the same on every machine, since it works in 32-bit integers only. */
interface RandomSource {
  /** A whole number from 0 up to, but not including, `count` (at most 2^20). */
  below(count: number): number;
}

interface Dwelling {
  readonly id: string;
  readonly neighbourhood: number;
  readonly building: number;
  readonly level: number;
  readonly bedrooms: number;
}

interface Neighbourhood {
  readonly region: number;
  readonly dwellings: Dwelling[];
}

interface Town {
  readonly shape: Shape;
  readonly dwellings: readonly Dwelling[];
  readonly neighbourhoods: readonly Neighbourhood[];
  /** Neighbourhoods of each region, the most popular first. */
  readonly regions: readonly (readonly number[])[];
}

interface Seeker {
  readonly household: ProblemHousehold;
  readonly region: number;
  readonly level: number;
  readonly bedrooms: number;
}

/**
 * A problem of a given size: neighbourhoods of uneven size and popularity (both fall as 1/n), buildings nested in
 * them, hard limits and soft levels on load in both, limits on the most supported households in the most popular
 * places, a pair kept apart for every fifty households, and some tenants who may move.
 */
export function generateProblem(options: ProblemGeneratorOptions): Problem {
  const random = createRandomSource(options.seed);
  const town = createTown(random, SHAPES[options.size]);
  const seekers = createSeekers(random, town);
  const pairs: ProblemPair[] = [];
  for (const seeker of seekers) addPairs(random, town, seeker, pairs);
  return {
    format: 'boligtrapp-problem/1',
    servedRule: 'strict-rank',
    households: seekers.map(({ household }) => household),
    dwellings: town.dwellings.map(({ id }) => ({ id })),
    pairs,
    resources: createResources(random, town, seekers, options.headroom ?? 'tight'),
    apart: createApart(random, town, seekers),
  };
}

/** A mulberry32 generator: a counter that is mixed by multiplications and shifts. */
function createRandomSource(seed: number): RandomSource {
  let counter = seed >>> 0;
  return {
    below(count) {
      counter = (counter + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      // The product stays below 2^53, so that rounding down is exact.
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) * count) / 2 ** 32);
    },
  };
}

function createTown(random: RandomSource, shape: Shape): Town {
  const neighbourhoods = Array.from(
    { length: shape.neighbourhoods },
    (_, index): Neighbourhood => ({ region: index % shape.regions, dwellings: [] }),
  );
  const buildingsOf = neighbourhoods.map((): number[] => []);
  for (let building = 0; building < shape.buildings; building += 1) {
    pick(buildingsOf, building % shape.neighbourhoods).push(building);
  }
  const bySize = createFallingWeights(shape.neighbourhoods);
  const dwellings = Array.from({ length: shape.dwellings }, (_, index): Dwelling => {
    // The first ones go round, so that no place is empty.
    const neighbourhood = index < shape.neighbourhoods ? index : drawWeighted(random, bySize);
    const buildings = pick(buildingsOf, neighbourhood);
    return {
      id: `d${index + 1}`,
      neighbourhood,
      building: pick(buildings, random.below(buildings.length)),
      level: drawShare(random, LEVEL_SHARES),
      bedrooms: drawShare(random, BEDROOM_SHARES),
    };
  });
  for (const dwelling of dwellings) pick(neighbourhoods, dwelling.neighbourhood).dwellings.push(dwelling);
  const regions = Array.from({ length: shape.regions }, (_, region) =>
    neighbourhoods.flatMap((place, index) => (place.region === region ? [index] : [])),
  );
  return { shape, dwellings, neighbourhoods, regions };
}

function createSeekers(random: RandomSource, town: Town): Seeker[] {
  const { households } = town.shape;
  const classes = Array.from({ length: households }, () => drawShare(random, CLASS_SHARES) + 1);
  const order = classes
    .map((_, index) => index)
    .toSorted((a, b) => pick(classes, a) - pick(classes, b) || a - b);
  const ranks = new Int32Array(households);
  for (const [place, index] of order.entries()) ranks[index] = place + 1;
  const homes = drawHomes(random, town);
  return classes.map((rankClass, index): Seeker => {
    const home = homes.get(index);
    const level = home?.level ?? drawShare(random, LEVEL_SHARES);
    const household = {
      id: `h${index + 1}`,
      rank: pick(ranks, index),
      class: rankClass,
      load: pick(LEVEL_LOADS, level),
      current: home?.id ?? null,
    };
    const region =
      home === undefined
        ? random.below(town.shape.regions)
        : pick(town.neighbourhoods, home.neighbourhood).region;
    return { household, region, level, bedrooms: drawShare(random, BEDROOM_SHARES) };
  });
}

/** The dwellings of those who may move, by place of the household. */
function drawHomes(random: RandomSource, town: Town): Map<number, Dwelling> {
  const homes = new Map<number, Dwelling>();
  const held = new Set<string>();
  const movers = Math.floor((town.shape.dwellings * MOVER_PERCENT_OF_DWELLINGS) / 100);
  while (homes.size < movers) {
    const index = random.below(town.shape.households);
    const dwelling = pick(town.dwellings, random.below(town.dwellings.length));
    if (homes.has(index) || held.has(dwelling.id)) continue;
    homes.set(index, dwelling);
    held.add(dwelling.id);
  }
  return homes;
}

/** Looks through neighbourhoods in an order that favours the popular ones, until enough dwellings fit. */
function addPairs(random: RandomSource, town: Town, seeker: Seeker, pairs: ProblemPair[]): void {
  const wanted = Math.max(1, Math.floor((town.shape.pairs * (50 + random.below(101))) / 100));
  const region = random.below(100) < CROSS_REGION_PERCENT ? random.below(town.shape.regions) : seeker.region;
  const isFlexible = random.below(100) < FLEXIBLE_PERCENT;
  let found = 0;
  for (const [place, neighbourhood] of drawPlaces(random, pick(town.regions, region)).entries()) {
    for (const dwelling of pick(town.neighbourhoods, neighbourhood).dwellings) {
      const levels = Math.abs(dwelling.level - seeker.level);
      const extra = dwelling.bedrooms - seeker.bedrooms;
      if (levels > (isFlexible ? 1 : 0) || extra < 0 || extra > 1) continue;
      if (dwelling.id === seeker.household.current) continue;
      const score = Math.max(0, 40 - 5 * place) + random.below(61);
      pairs.push({ household: seeker.household.id, dwelling: dwelling.id, misfit: levels + extra, score });
      found += 1;
      if (found >= wanted) return;
    }
  }
}

/** All the places of a list, each once, the first ones likelier to come early. */
function drawPlaces(random: RandomSource, places: readonly number[]): readonly number[] {
  const weights = createFallingWeights(places.length);
  const chosen = new Set<number>();
  for (let tries = 0; tries < 2 * places.length; tries += 1)
    chosen.add(pick(places, drawWeighted(random, weights)));
  for (const place of places) chosen.add(place);
  return [...chosen];
}

function createResources(
  random: RandomSource,
  town: Town,
  seekers: readonly Seeker[],
  headroom: 'tight' | 'loose',
): ProblemResource[] {
  const widen = headroom === 'loose' ? 18 : 10;
  const resources: ProblemResource[] = [];
  for (const [index, { dwellings }] of town.neighbourhoods.entries()) {
    const isPopular = index < town.neighbourhoods.length / 4;
    const percent = Math.floor(((55 + random.below(61)) * (isPopular ? 3 : 4) * widen) / 40);
    resources.push(limitLoad(`n${index + 1}`, dwellings, percent));
  }
  const inBuildings = Map.groupBy(town.dwellings, ({ building }) => building);
  for (const [index, dwellings] of [...inBuildings].toSorted(([a], [b]) => a - b)) {
    const percent = Math.floor(((80 + random.below(71)) * widen) / 10);
    resources.push(limitLoad(`b${index + 1}`, dwellings, percent));
  }
  for (const [index, places] of town.regions.entries()) {
    const first = pick(town.neighbourhoods, pick(places, 0)).dwellings;
    const wide = places.slice(0, 3).flatMap((place) => pick(town.neighbourhoods, place).dwellings);
    const supported = seekers.filter(({ region, level }) => region === index && level >= 3);
    resources.push({
      id: `g${index + 1}`,
      capacity: Math.ceil((first.length * 3 * widen) / 40),
      weight: 'one',
      dwellings: first.map(({ id }) => id),
    });
    resources.push({
      id: `s${index + 1}`,
      capacity: Math.ceil((wide.length * widen) / 150),
      soft: Math.ceil((wide.length * widen) / 300),
      weight: Object.fromEntries(supported.map(({ household, level }) => [household.id, level - 2])),
      dwellings: wide.map(({ id }) => id),
    });
  }
  return resources;
}

/** A limit as a share of the load that there would be with every dwelling in use at its own level. */
function limitLoad(id: string, dwellings: readonly Dwelling[], percent: number): ProblemResource {
  const full = dwellings.reduce((sum, { level }) => sum + pick(LEVEL_LOADS, level), 0);
  const capacity = Math.max(1, Math.floor((full * percent) / 100));
  const soft = Math.floor((capacity * 2) / 3);
  return { id, capacity, soft, weight: 'load', dwellings: dwellings.map((dwelling) => dwelling.id) };
}

function createApart(random: RandomSource, town: Town, seekers: readonly Seeker[]): ProblemApart[] {
  const apart = new Map<string, ProblemApart>();
  while (apart.size < seekers.length / 50) {
    const a = pick(seekers, random.below(seekers.length));
    const b = pick(seekers, random.below(seekers.length));
    const key = [a.household.id, b.household.id].toSorted().join(' ');
    if (a === b || a.region !== b.region || apart.has(key)) continue;
    const resources = pick(town.regions, a.region)
      .slice(0, 8)
      .map((place) => `n${place + 1}`);
    apart.set(key, { a: a.household.id, b: b.household.id, resources });
  }
  return [...apart.values()];
}

/** Running totals of weights that fall as 1/1, 1/2, 1/3 …, in integers. */
function createFallingWeights(count: number): readonly number[] {
  let total = 0;
  return Array.from({ length: count }, (_, index) => {
    total += Math.floor(100_000 / (index + 1));
    return total;
  });
}

/** A place in a list of running totals, each as likely as its own weight. */
function drawWeighted(random: RandomSource, totals: readonly number[]): number {
  const drawn = random.below(pick(totals, totals.length - 1));
  let low = 0;
  let high = totals.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (drawn < pick(totals, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place of the share, in percent, that a draw falls in. */
function drawShare(random: RandomSource, shares: readonly number[]): number {
  let left = random.below(100);
  for (const [index, share] of shares.entries()) {
    if (left < share) return index;
    left -= share;
  }
  return shares.length - 1;
}

function pick<T>(items: { readonly [index: number]: T; readonly length: number }, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no place ${index} in a list of ${items.length}.`);
  return item;
}
