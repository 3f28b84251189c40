import PizZip from 'pizzip';
import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { letterText } from '../letter/letter-data.ts';
import { sealZip } from '../zip/sealed-zip.ts';
import type { Sheet, TableCell } from './table.ts';

const DATE_FORMAT = 'dd.mm.yyyy';
const DEFAULT_WIDTH = 18;
const MAX_SHEET_NAME = 31;
/** Excel holds no longer text in a cell. */
const MAX_TEXT = 32_767;

/**
 * A workbook (.xlsx). Dates are dates and numbers are numbers; every text is a text cell, also one that begins like a
 * formula. The same sheets give the same bytes.
 *
 * @throws {RangeError} for no sheet, a name that Excel refuses, or a date before 1900.
 */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  if (sheets.length === 0) throw new RangeError('a workbook has a sheet');
  const written = sheets.map(({ name, columns, rows }) => ({
    sheet: sheetName(name),
    columns: columns.map(({ width = DEFAULT_WIDTH }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      columns.map(({ label }): Cell => ({ ...toCell(label), fontWeight: 'bold' })),
      ...rows.map((row) => row.map(toCell)),
    ],
  }));
  const zip = new PizZip(await writeExcelFile(written).toBuffer());
  const strings = zip.file(STRINGS)?.asText();
  if (strings !== undefined) zip.file(STRINGS, strings.replaceAll(MARKED, '$1'));
  return sealZip(zip);
}

/**
 * Stands before every text until the file is written: the library keeps texts as keys of an object, and `toString`
 * would be found there without having been put in.
 */
const MARK = '\uE000';
const MARKED = /(<t(?: [^>]*)?>)\uE000/gu;
const STRINGS = 'xl/sharedStrings.xml';

function toCell(cell: TableCell) {
  if (cell === null) return null;
  // `@`, the format of text: without it Excel takes a text of digits for a number when the cell is edited.
  if (typeof cell === 'string') return { value: text(cell), type: String, format: '@' } as const;
  if (typeof cell === 'number') return { value: cell, type: Number } as const;
  if (typeof cell === 'boolean') return { value: cell, type: Boolean } as const;
  // oxlint-disable-next-line no-restricted-globals -- the library takes a date as one at midnight UTC
  return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: DATE_FORMAT } as const;
}

function text(value: string): string {
  return MARK + letterText(value).slice(0, MAX_TEXT);
}

function sheetName(name: string): string {
  if (name === '' || name.length > MAX_SHEET_NAME || /[\\/?*[\]:]/u.test(name)) {
    throw new RangeError('not the name of a sheet');
  }
  return name;
}
