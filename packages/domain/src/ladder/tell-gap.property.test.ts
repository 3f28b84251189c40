import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type GapCell } from './capacity-gap.ts';
import { LEVELS } from './ladder.ts';
import { FEWEST_TOLD, tellGap } from './tell-gap.ts';

const cells = fc.array(
  fc
    .record({
      level: fc.constantFrom(...LEVELS),
      bedrooms: fc.integer({ min: 0, max: 3 }),
      neighbourhoodId: fc.constantFrom(null, 'north'),
      need: fc.integer({ min: 0, max: 12 }),
      supply: fc.integer({ min: 0, max: 5 }),
      expected: fc.integer({ min: 0, max: 5 }),
    })
    .map((cell): GapCell => ({ track: 'care', ...cell, gap: cell.need - cell.supply - cell.expected })),
  { maxLength: 12 },
);

/** The needs of each step and size as they are, by the key of its row. */
function needsOf(all: readonly GapCell[]): ReadonlyMap<string, number> {
  const needs = new Map<string, number>();
  for (const { level, bedrooms, need } of all) {
    const key = `${level} ${bedrooms}`;
    needs.set(key, (needs.get(key) ?? 0) + need);
  }
  return needs;
}

it('F3 tells no number of few households, and none that follows from what is told', () => {
  fc.assert(
    fc.property(cells, (all) => {
      const told = tellGap(all);
      const needs = needsOf(all);
      expect(told.rows).toHaveLength(needs.size);
      const hidden: number[] = [];
      for (const { level, bedrooms, need, supply, expected, gap } of told.rows) {
        const real = needs.get(`${level} ${bedrooms}`) ?? -1;
        const isFew = real > 0 && real < FEWEST_TOLD;
        expect(need).toBe(isFew ? 'few' : real);
        expect(gap).toBe(isFew ? 'withheld' : real - supply - expected);
        if (isFew) hidden.push(real);
      }
      if (typeof told.sum.need === 'number' && hidden.length > 0) {
        // Whoever subtracts what is told from the sum learns of none of them alone.
        const rest = hidden.reduce((total, one) => total + one, 0);
        expect(hidden.length).toBeGreaterThan(1);
        expect(rest).toBeGreaterThan(hidden.length);
        expect(rest).toBeLessThan(hidden.length * (FEWEST_TOLD - 1));
      }
      expect(typeof told.sum.gap === 'number').toBe(typeof told.sum.need === 'number');
    }),
  );
});

it('F5 tells all as it is where no figure is small', () => {
  const cell = { track: 'welfare', level: 1, bedrooms: 1, neighbourhoodId: null } as const;
  const many: GapCell = { ...cell, need: 41, supply: 9, expected: 2, gap: 30 };
  const none: GapCell = { ...cell, level: 2, need: 0, supply: 3, expected: 0, gap: -3 };
  expect(tellGap([many, none])).toEqual({
    rows: [
      { level: 1, bedrooms: 1, need: 41, supply: 9, expected: 2, gap: 30 },
      { level: 2, bedrooms: 1, need: 0, supply: 3, expected: 0, gap: -3 },
    ],
    sum: { need: 41, supply: 12, expected: 2, gap: 27 },
  });
});
