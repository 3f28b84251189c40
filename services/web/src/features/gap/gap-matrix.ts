import type { Schemas } from '@boligtrapp/client';

type GapCell = Schemas['GapCell'];

/** Need and dwellings of one cell, of a row, or of a column. */
export type GapFigures = Pick<GapCell, 'need' | 'supply' | 'expected' | 'gap'>;

/** The gap of one ladder as a matrix with its sums. */
export interface GapMatrix {
  readonly bedrooms: readonly number[];
  readonly rows: readonly {
    readonly level: number;
    readonly cells: readonly GapFigures[];
    readonly sum: GapFigures;
  }[];
  /** One for each number of bedrooms. */
  readonly columns: readonly GapFigures[];
  readonly sum: GapFigures;
}

const LEVELS = [1, 2, 3, 4, 5] as const;

/** The matrix of the cells of one ladder, with a column for each number of bedrooms that is needed or there. */
export function gapMatrix(cells: readonly GapCell[]): GapMatrix {
  const bedrooms = [...new Set(cells.map((cell) => cell.bedrooms))].toSorted((a, b) => a - b);
  const at = (level: number, rooms: number): GapFigures =>
    sumOf(cells.filter((cell) => cell.level === level && cell.bedrooms === rooms));
  return {
    bedrooms,
    rows: LEVELS.map((level) => ({
      level,
      cells: bedrooms.map((rooms) => at(level, rooms)),
      sum: sumOf(cells.filter((cell) => cell.level === level)),
    })),
    columns: bedrooms.map((rooms) => sumOf(cells.filter((cell) => cell.bedrooms === rooms))),
    sum: sumOf(cells),
  };
}

function sumOf(cells: readonly GapCell[]): GapFigures {
  const total = (part: keyof GapFigures): number => cells.reduce((sum, cell) => sum + cell[part], 0);
  return { need: total('need'), supply: total('supply'), expected: total('expected'), gap: total('gap') };
}
