import { expect, it } from 'vitest';
import { gapMatrix } from './gap-matrix.ts';

const cell = { track: 'welfare', neighbourhoodId: null } as const;

it('F1 adds up by row, by column and in all, over areas', () => {
  const { bedrooms, rows, columns, sum } = gapMatrix([
    { ...cell, level: 1, bedrooms: 1, need: 4, supply: 1, expected: 1, gap: 2 },
    { ...cell, level: 1, bedrooms: 1, neighbourhoodId: 'a', need: 1, supply: 0, expected: 0, gap: 1 },
    { ...cell, level: 1, bedrooms: 3, need: 0, supply: 2, expected: 0, gap: -2 },
    { ...cell, level: 5, bedrooms: 1, need: 2, supply: 0, expected: 0, gap: 2 },
  ]);
  expect(bedrooms).toEqual([1, 3]);
  expect(rows.map((row) => row.sum.gap)).toEqual([1, 0, 0, 0, 2]);
  expect(rows[0]?.cells[0]).toEqual({ need: 5, supply: 1, expected: 1, gap: 3 });
  expect(columns.map(({ gap }) => gap)).toEqual([5, -2]);
  expect(sum).toEqual({ need: 7, supply: 3, expected: 1, gap: 3 });
});
