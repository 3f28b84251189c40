import { addDays } from '../time/calendar-arithmetic.ts';
import { parsePlainDate, plainDate } from '../time/plain-date.ts';
import type {
  ImportCellRule,
  ImportColumn,
  ImportFault,
  ImportFaultCode,
  ImportValues,
} from './import-column.ts';

/** A cell as it was read: of a spreadsheet or JSON a number or yes and no, too. */
export type RawCell = string | number | boolean | null;

/** A row as it was read: each cell with its heading, or nothing where the row could not be read. */
export interface RawRow {
  /** As a spreadsheet counts: the headings are row 1. Without headings, the line of the file. */
  readonly number: number;
  readonly cells: readonly (readonly [heading: string, cell: RawCell])[] | null;
}

/** What a row says, and what is wrong with it. */
export interface ReadRow {
  readonly values: ImportValues;
  readonly faults: readonly ImportFault[];
}

/** Finds a column by its heading: its name, or its label in any letter case. */
export type ColumnFinder = (heading: string) => ImportColumn | undefined;

/** Headings of files of these columns. */
export function columnFinder(columns: readonly ImportColumn[]): ColumnFinder {
  const byHeading = new Map<string, ImportColumn>();
  for (const column of columns) {
    byHeading.set(normal(column.label), column);
    byHeading.set(normal(column.name), column);
  }
  return (heading) => byHeading.get(normal(heading));
}

/**
 * Reads a row by the rules of its columns. An empty cell says nothing. Columns that nobody knows are named by their
 * place: a heading is a text of the sender, and may be anything.
 */
export function readImportRow(row: RawRow, findColumn: ColumnFinder): ReadRow {
  if (row.cells === null) return { values: {}, faults: [reject(null, 'unreadable-row')] };
  const values: Record<string, string | number | boolean> = {};
  const faults: ImportFault[] = [];
  for (const [index, [heading, raw]] of row.cells.entries()) {
    const cell = typeof raw === 'string' ? plainText(raw) : raw;
    const column = findColumn(heading);
    const name = column?.name ?? `column-${index + 1}`;
    if (holdsIdentityNumber(cell)) {
      faults.push(reject(name, 'identity-number'));
    } else if (column === undefined) {
      if (!isEmpty(cell)) faults.push({ column: name, code: 'column-unknown', severity: 'warn' });
    } else if (!isEmpty(cell)) {
      if (Object.hasOwn(values, name)) faults.push(reject(name, 'wrong-form'));
      const read = readCell(cell, column.cell);
      if (typeof read === 'object') faults.push(reject(name, read.fault));
      else values[name] = read;
    }
  }
  return { values, faults };
}

function reject(column: string | null, code: ImportFaultCode): ImportFault {
  return { column, code, severity: 'reject' };
}

function normal(heading: string): string {
  return heading.trim().toLowerCase();
}

/** Without the apostrophe that a file of ours puts before what begins like a formula. */
function plainText(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/u, '').trim();
}

function isEmpty(cell: RawCell): cell is null | '' {
  return cell === null || cell === '';
}

/** Eleven digits that begin like a date, with any spaces: nothing of the kind is imported, in whatever column. */
function holdsIdentityNumber(cell: RawCell): boolean {
  if (typeof cell !== 'string' && typeof cell !== 'number') return false;
  const found = /(?<!\d)([0-7]\d)([0-9]\d)\d{2} ?\d{5}(?!\d)/.exec(String(cell));
  if (found === null) return false;
  const [day, month] = [Number(found[1]) % 40, Number(found[2]) % 20];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

type Read = string | number | boolean | { readonly fault: ImportFaultCode };

function readCell(cell: string | number | boolean, rule: ImportCellRule): Read {
  switch (rule.kind) {
    case 'text':
      return readText(cell, rule);
    case 'integer':
      return readInteger(cell, rule);
    case 'boolean':
      return readBoolean(cell);
    case 'date':
      return readDate(cell);
    case 'choice':
      return readChoice(cell, rule.words);
  }
}

function readText(cell: string | number | boolean, rule: Extract<ImportCellRule, { kind: 'text' }>): Read {
  const text = String(cell);
  if (text.length > rule.longest) return { fault: 'too-long' };
  // oxlint-disable-next-line no-control-regex -- what a text of one line has none of
  if (/[\u0000-\u001f\u007f]/.test(text) || !text.isWellFormed()) return { fault: 'wrong-form' };
  return rule.pattern === undefined || rule.pattern.test(text) ? text : { fault: 'wrong-form' };
}

function readInteger(
  cell: string | number | boolean,
  { min, max }: { readonly min: number; readonly max: number },
): Read {
  const text = String(cell).replace(/[.,]0+$/, '');
  if (typeof cell === 'boolean' || !/^[-\u2212]?\d{1,9}$/.test(text)) return { fault: 'not-a-whole-number' };
  const number = Number(text.replace('\u2212', '-'));
  return number >= min && number <= max ? number : { fault: 'out-of-range' };
}

const YES: readonly string[] = ['ja', 'true', 'sann', 'x', '1'];
const NO: readonly string[] = ['nei', 'false', 'usann', '0'];

function readBoolean(cell: string | number | boolean): Read {
  if (typeof cell === 'boolean') return cell;
  const word = String(cell).toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : { fault: 'not-yes-or-no' };
}

/** The day from which a spreadsheet counts; until March 1900 it counts one that there was not. */
const SERIAL_ZERO = plainDate('1899-12-30');
const FIRST_SERIAL = 61;
const LAST_SERIAL = 73_050;

function readDate(cell: string | number | boolean): Read {
  if (typeof cell === 'boolean') return { fault: 'not-a-date' };
  if (typeof cell === 'number') {
    const isDay = cell >= FIRST_SERIAL && cell <= LAST_SERIAL;
    return isDay ? addDays(SERIAL_ZERO, Math.floor(cell)) : { fault: 'not-a-date' };
  }
  const norwegian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const text =
    norwegian === null
      ? cell
      : `${norwegian[3] ?? ''}-${(norwegian[2] ?? '').padStart(2, '0')}-${(norwegian[1] ?? '').padStart(2, '0')}`;
  const date = parsePlainDate(text);
  return date !== undefined && date >= '1900-01-01' && date < '2100-01-01' ? date : { fault: 'not-a-date' };
}

function readChoice(cell: string | number | boolean, words: Readonly<Record<string, string>>): Read {
  const word = normal(String(cell));
  const found = Object.entries(words).find(([code, label]) => word === code || word === normal(label));
  return found?.[0] ?? { fault: 'not-one-of-the-choices' };
}
