import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { capacityGap, isInCell, requiredNeighbourhood } from './capacity-gap.ts';
import { LEVELS, TRACKS } from './ladder.ts';

const place = {
  track: fc.constantFrom(...TRACKS),
  level: fc.constantFrom(...LEVELS),
  bedrooms: fc.integer({ min: 0, max: 10 }),
};
const needs = fc.array(fc.record({ ...place, neighbourhoodId: fc.constantFrom(null, 'north', 'south') }), {
  maxLength: 60,
});
const dwellings = fc.array(
  fc.record({ ...place, neighbourhoodId: fc.constantFrom('north', 'south'), isVacantToday: fc.boolean() }),
  { maxLength: 60 },
);

it('F1 counts each household and each dwelling once, and a gap is need less what there is', () => {
  fc.assert(
    fc.property(needs, dwellings, (waiting, homes) => {
      const cells = capacityGap(waiting, homes);
      const sum = (part: 'need' | 'supply' | 'expected' | 'gap'): number =>
        cells.reduce((total, cell) => total + cell[part], 0);
      expect(sum('need')).toBe(waiting.length);
      expect(sum('supply')).toBe(homes.filter(({ isVacantToday }) => isVacantToday).length);
      expect(sum('expected')).toBe(homes.filter(({ isVacantToday }) => !isVacantToday).length);
      expect(sum('gap')).toBe(waiting.length - homes.length);
      for (const cell of cells) {
        expect(cell.gap).toBe(cell.need - cell.supply - cell.expected);
        expect(cell.need).toBe(waiting.filter((one) => isInCell(one, cell)).length);
        expect(cell.supply + cell.expected).toBe(homes.filter((one) => isInCell(one, cell)).length);
      }
    }),
  );
});

it('has each cell once, in an order that does not depend on that of the rows', () => {
  fc.assert(
    fc.property(needs, dwellings, (waiting, homes) => {
      const cells = capacityGap(waiting, homes);
      expect(capacityGap(waiting.toReversed(), homes.toReversed())).toEqual(cells);
      const keys = cells.map(({ track, level, bedrooms, neighbourhoodId }) =>
        JSON.stringify([track, level, bedrooms, neighbourhoodId]),
      );
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

it('places a household in a neighbourhood only where it requires that one alone', () => {
  expect(requiredNeighbourhood(['north'])).toBe('north');
  expect(requiredNeighbourhood([])).toBeNull();
  expect(requiredNeighbourhood(['north', 'south'])).toBeNull();
});
