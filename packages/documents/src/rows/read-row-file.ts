import type { RawRow } from '@boligtrapp/domain';
import { type RowFile, RowFileError } from '@boligtrapp/use-cases';
import { readCsvRows } from './read-csv-rows.ts';
import { readNdjsonRows } from './read-ndjson-rows.ts';
import { readXlsxRows } from './read-xlsx-rows.ts';

/** Rows of a file at most. */
export const MOST_ROWS = 200_000;

/**
 * The rows of a file, one after the other; empty ones are passed over. Holds no more than a piece of the file at a time,
 * but for a workbook: its bytes, and the texts that its cells share.
 *
 * @throws {RowFileError}
 */
export async function* readRowFile({ format, isUtf8, bytes }: RowFile): AsyncGenerator<RawRow> {
  let count = 0;
  for await (const row of rowsOf(format, isUtf8, bytes)) {
    if (row.cells?.every(([, cell]) => cell === null || cell === '') === true) continue;
    count += 1;
    if (count > MOST_ROWS) throw new RowFileError('too-many-rows');
    yield row;
  }
}

function rowsOf(
  format: RowFile['format'],
  isUtf8: boolean,
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<RawRow> {
  if (format === 'xlsx') return readXlsxRows(bytes);
  const texts = decode(bytes, isUtf8 ? 'utf-8' : 'windows-1252');
  return format === 'csv' ? readCsvRows(texts) : readNdjsonRows(texts);
}

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}
