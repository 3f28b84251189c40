import { SMALLEST_SHOWN } from './small-cells.ts';

/** A total and its parts; null where it is not shown. */
export interface ShownBreakdown {
  readonly total: number | null;
  readonly parts: readonly (number | null)[];
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}

/**
 * A total with its parts as everybody may see them. Where one of the parts is about few, none of them is shown but those
 * of nobody: with the total each that were left would narrow down the others, for who knows these rules, too. A total
 * about few is not shown, and neither is one that leaves the parts no choice.
 *
 * @param counts whole numbers from 0, which add up to the total.
 */
export function showBreakdown(counts: readonly number[]): ShownBreakdown {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const parts = counts.some(isSmall) ? counts.map((count) => (count === 0 ? 0 : null)) : counts;
  const hidden = parts.filter((part) => part === null).length;
  // Hardly more units than hidden parts: almost each of them is one.
  const tells = hidden === 1 || (hidden > 1 && total <= 2 * hidden);
  return { total: isSmall(total) || tells ? null : total, parts };
}
