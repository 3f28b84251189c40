import type { Random } from './random.ts';

/** Who lives together, by completed years. */
export interface Composition {
  /** The first is the applicant, a second one the partner. */
  readonly adultAges: readonly number[];
  readonly childAges: readonly number[];
}

/** How common each kind of household is, in percent. */
export interface CompositionMix {
  readonly single: number;
  readonly couple: number;
  readonly family: number;
}

const ADULT_AGE = { min: 25, max: 79 } as const;
const PARENT_AGE = { min: 27, max: 49 } as const;
const CHILD_MAX_AGE = 17;
const CHILDREN: readonly (readonly [number, number])[] = [
  [1, 44],
  [2, 33],
  [3, 16],
  [4, 7],
];
/** Children below this age share a room by the default norm; from it on each has one, sex not being recorded. */
const SHARED_BELOW_AGE = 10;

/** Bedrooms by the default norm: one for the adults, one for each child from ten, one for two younger ones. */
export function bedroomsNeeded({ childAges }: Composition): number {
  const young = childAges.filter((age) => age < SHARED_BELOW_AGE).length;
  return 1 + (childAges.length - young) + Math.ceil(young / 2);
}

function family(random: Random): Composition {
  const children = random.pickWeighted(CHILDREN);
  const parents = random.chance(65) ? 1 : 2;
  return {
    adultAges: Array.from({ length: parents }, () => random.int(PARENT_AGE.min, PARENT_AGE.max)),
    childAges: Array.from({ length: children }, () => random.int(0, CHILD_MAX_AGE)).toSorted((a, b) => b - a),
  };
}

/** A household drawn from the mix. */
export function drawComposition(random: Random, mix: CompositionMix): Composition {
  const kind = random.pickWeighted([
    ['single', mix.single],
    ['couple', mix.couple],
    ['family', mix.family],
  ]);
  if (kind === 'family') return family(random);
  const adults = kind === 'single' ? 1 : 2;
  return {
    adultAges: Array.from({ length: adults }, () => random.int(ADULT_AGE.min, ADULT_AGE.max)),
    childAges: [],
  };
}

/** A single person of the age that the youth house is for. */
export function drawYouth(random: Random): Composition {
  return { adultAges: [random.int(20, 24)], childAges: [] };
}

/** A household that fits a number of bedrooms: families from two on, where children may live there. */
export function drawFitting(random: Random, bedrooms: number, mayHaveChildren: boolean): Composition {
  if (bedrooms < 2 || !mayHaveChildren) return drawComposition(random, { single: 92, couple: 8, family: 0 });
  const mix = bedrooms === 2 ? { single: 14, couple: 6, family: 80 } : { single: 0, couple: 0, family: 100 };
  for (;;) {
    const drawn = drawComposition(random, mix);
    const needed = bedroomsNeeded(drawn);
    if (needed <= bedrooms && needed >= bedrooms - 1) return drawn;
  }
}
