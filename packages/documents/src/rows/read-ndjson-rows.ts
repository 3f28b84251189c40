import type { RawCell, RawRow } from '@boligtrapp/domain';
import { RowFileError } from '@boligtrapp/use-cases';

const LONGEST_LINE = 64 * 1024;
const MOST_PROPERTIES = 200;

/** Rows of NDJSON: one object on each line, whose properties are texts, numbers, yes or no, or null. */
export async function* readNdjsonRows(texts: AsyncIterable<string>): AsyncGenerator<RawRow> {
  let number = 0;
  let open = '';
  for await (const text of texts) {
    const lines = (open + text).split('\n');
    open = lines.pop() ?? '';
    if (open.length > LONGEST_LINE) throw new RowFileError('unreadable');
    for (const line of lines) {
      number += 1;
      if (line.trim() !== '') yield toRow(number, line);
    }
  }
  if (open.trim() !== '') yield toRow(number + 1, open);
}

function toRow(number: number, line: string): RawRow {
  const value = parse(line.replace(/^\uFEFF/, ''));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { number, cells: null };
  const entries = Object.entries(value);
  if (entries.length > MOST_PROPERTIES || !entries.every(isCell)) return { number, cells: null };
  return { number, cells: entries };
}

function isCell(entry: readonly [string, unknown]): entry is [string, RawCell] {
  const [, value] = entry;
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
