import type { RawCell, RawRow } from '@boligtrapp/domain';
import { RowFileError } from '@boligtrapp/use-cases';

const MOST_COLUMNS = 200;

/** Cells of a row with their headings; cells without one are under an empty heading. */
export function toRawRow(number: number, headings: readonly string[], cells: readonly RawCell[]): RawRow {
  if (cells.length > MOST_COLUMNS) throw new RowFileError('too-many-columns');
  return { number, cells: cells.map((cell, index) => [headings[index] ?? '', cell]) };
}
