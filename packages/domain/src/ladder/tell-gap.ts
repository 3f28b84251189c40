import type { GapCell } from './capacity-gap.ts';
import type { Level } from './ladder.ts';

/** Fewer households than this are not told apart in what leaves the building; none is told. */
export const FEWEST_TOLD = 5;

/** A figure as it may be told: a number, `few` for one to four households, or withheld since it would give one away. */
export type ToldFigure = number | 'few' | 'withheld';

/** Need, dwellings and gap of one step and size, or of all. */
export interface ToldGap {
  readonly need: ToldFigure;
  readonly supply: number;
  readonly expected: number;
  readonly gap: ToldFigure;
}

/** The gap as a file tells it. */
export interface ToldGapTable {
  /** By step and bedrooms; those in which there is nothing are left out. */
  readonly rows: readonly (ToldGap & { readonly level: Level; readonly bedrooms: number })[];
  readonly sum: ToldGap;
}

type Figures = Pick<GapCell, 'need' | 'supply' | 'expected' | 'gap'>;

/**
 * The cells of one ladder, summed over their neighbourhoods, as a file may tell them. Where few households need a
 * dwelling neither their number nor the gap is told, and the sum only where no such number follows from it.
 */
export function tellGap(cells: readonly GapCell[]): ToldGapTable {
  const sums = new Map<string, Figures & { readonly level: Level; readonly bedrooms: number }>();
  for (const cell of cells) {
    const { level, bedrooms } = cell;
    const key = `${level} ${String(bedrooms).padStart(2, '0')}`;
    const before = sums.get(key) ?? NOTHING;
    sums.set(key, { level, bedrooms, ...addUp(before, cell) });
  }
  const rows = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const total = rows.reduce<Figures>(addUp, NOTHING);
  const few = rows.filter(({ need }) => isFew(need));
  const hidden = few.reduce((sum, { need }) => sum + need, 0);
  // One alone is the rest of the sum; all of them at one end follow from it, too.
  const givesAway = few.length === 1 || (few.length > 0 && isAtAnEnd(hidden, few.length));
  return {
    rows: rows.map(({ level, bedrooms, ...figures }) => ({ level, bedrooms, ...tell(figures) })),
    sum: givesAway && !isFew(total.need) ? { ...total, need: 'withheld', gap: 'withheld' } : tell(total),
  };
}

const NOTHING: Figures = { need: 0, supply: 0, expected: 0, gap: 0 };

function addUp(a: Figures, b: Figures): Figures {
  return {
    need: a.need + b.need,
    supply: a.supply + b.supply,
    expected: a.expected + b.expected,
    gap: a.gap + b.gap,
  };
}

function isFew(need: number): boolean {
  return need > 0 && need < FEWEST_TOLD;
}

function isAtAnEnd(sum: number, count: number): boolean {
  return sum === count || sum === count * (FEWEST_TOLD - 1);
}

function tell(figures: Figures): ToldGap {
  const { supply, expected } = figures;
  return isFew(figures.need) ? { need: 'few', supply, expected, gap: 'withheld' } : { ...figures };
}
