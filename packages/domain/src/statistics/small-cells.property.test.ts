import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { SMALLEST_SHOWN, showCount, showParts } from './small-cells.ts';

const parts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 });

test.for([
  [0, 0],
  [1, null],
  [4, null],
  [5, 5],
] as const)('a count of %i is shown as %s', ([count, shown]) => {
  expect(showCount(count)).toBe(shown);
});

it('shows no part about few, and never as much as lets one be worked out from the total', () => {
  fc.assert(
    fc.property(parts, (counts) => {
      const shown = showParts(counts);
      expect(shown).toHaveLength(counts.length);
      for (const [index, part] of shown.entries()) {
        if (part !== null) expect(part).toBe(counts[index]);
        if (part !== null) expect(part === 0 || part >= SMALLEST_SHOWN).toBe(true);
      }
      const total = counts.reduce((sum, count) => sum + count, 0);
      const hidden = shown.filter((part) => part === null).length;
      expect(hidden === 1 && showCount(total) !== null).toBe(false);
    }),
  );
});

it('hides no more than it must', () => {
  expect(showParts([7, 9, 0])).toEqual([7, 9, 0]);
  expect(showParts([7, 2, 9, 0])).toEqual([null, null, 9, 0]);
  expect(showParts([3, 2, 9])).toEqual([null, null, 9]);
  expect(showParts([3, 0])).toEqual([null, 0]);
});
