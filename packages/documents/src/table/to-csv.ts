import { stringify } from 'csv-stringify/sync';
import type { Table, TableCell } from './table.ts';

/**
 * A table as CSV, as Excel in Norwegian reads it: semicolons, decimal comma, byte order mark, dates as `2026-11-30`.
 * A text that begins like a formula is preceded by an apostrophe.
 */
export function toCsv({ columns, rows }: Table): string {
  return stringify([columns.map(({ label }) => label), ...rows.map((row) => row.map(toText))], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
    // A line break of either kind: unquoted, it would begin a row, and what stands behind it could be a formula.
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
    cast: { number: (value) => ({ value: String(value).replace('.', ','), escape_formulas: false }) },
  });
}

function toText(cell: TableCell): string | number | null {
  if (typeof cell === 'boolean') return String(cell);
  return typeof cell === 'object' && cell !== null ? cell.date : cell;
}
