import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { type ShownBreakdown, showBreakdown } from './public-breakdown.ts';
import { showParts } from './small-cells.ts';

/** Every way to fill so many parts with at most so many units. */
function* allCounts(length: number, most: number): Generator<readonly number[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first += 1) {
    for (const rest of allCounts(length - 1, most)) yield [first, ...rest];
  }
}

/** The cells that are not shown and can be worked out by who knows the rules: one value fits what is shown. */
function disclosed(
  length: number,
  most: number,
  show: (counts: readonly number[]) => ShownBreakdown,
): readonly string[] {
  const byAnswer = Map.groupBy(allCounts(length, most), (counts) => JSON.stringify(show(counts)));
  return [...byAnswer].flatMap(([answer, fitting]) => {
    const { total, parts } = show(fitting[0] ?? []);
    // At the edge of what is tried, others that fit are not among them.
    if (fitting.some((counts) => counts.some((count) => count === most))) return [];
    const hidden = parts.flatMap((part, index) => (part === null ? [index] : []));
    const values = hidden.map((index) => new Set(fitting.map((counts) => counts[index])));
    const totals = new Set(fitting.map((counts) => counts.reduce((sum, count) => sum + count, 0)));
    const isTold = values.some(({ size }) => size === 1) || (total === null && totals.size === 1);
    return isTold ? [answer] : [];
  });
}

test.for([1, 2, 3, 4])(
  'no hidden cell of %i parts can be worked out, by trying every way to fill them',
  (length) => {
    expect(disclosed(length, length > 3 ? 9 : 14, showBreakdown)).toEqual([]);
  },
);

const weak = (counts: readonly number[]): ShownBreakdown => ({
  total: counts.reduce((sum, count) => sum + count, 0),
  parts: showParts(counts),
});

it('broken control: hiding the next smallest only lets small parts be worked out', () => {
  expect(disclosed(3, 14, weak).length).toBeGreaterThan(0);
});

it('shows what is about nobody few, as it is', () => {
  const large = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 5_000 })), { maxLength: 6 });
  fc.assert(
    fc.property(large, (counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect(showBreakdown(counts)).toEqual({ total, parts: counts });
    }),
  );
});

test.for([
  { counts: [3], shown: { total: null, parts: [null] } },
  { counts: [1, 5, 100], shown: { total: 106, parts: [null, null, null] } },
  { counts: [0, 4, 100], shown: { total: 104, parts: [0, null, null] } },
  { counts: [0, 4, 0], shown: { total: null, parts: [0, null, 0] } },
  { counts: [1, 2], shown: { total: null, parts: [null, null] } },
  { counts: [0, 0], shown: { total: 0, parts: [0, 0] } },
])('$counts', ({ counts, shown }) => {
  expect(showBreakdown(counts)).toEqual(shown);
});
