import { Readable } from 'node:stream';
import type { RawRow } from '@boligtrapp/domain';
import { RowFileError } from '@boligtrapp/use-cases';
import { CsvError, parse } from 'csv-parse';
import { toRawRow } from './to-raw-rows.ts';

const LONGEST_RECORD = 64 * 1024;

/** Rows of CSV with semicolons, commas or tabs, by what its first line has most of; the first line holds the headings. */
export async function* readCsvRows(texts: AsyncIterable<string>): AsyncGenerator<RawRow> {
  const { first, rest } = await firstLine(texts);
  const parser = Readable.from(rest).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(first),
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
    }),
  );
  let headings: readonly string[] | undefined;
  let number = 0;
  try {
    for await (const record of parser) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the parser gives without `columns`
      const cells = record as readonly string[];
      number += 1;
      if (headings === undefined) headings = cells.map((cell) => cell.trim());
      else yield toRawRow(number, headings, cells);
    }
  } catch (error) {
    // Its message repeats what stands in the file.
    if (error instanceof CsvError) throw new RowFileError('unreadable');
    throw error;
  }
}

/** The beginning of the text until its first line break, and the whole text from the beginning. */
async function firstLine(
  texts: AsyncIterable<string>,
): Promise<{ readonly first: string; readonly rest: AsyncIterable<string> }> {
  const iterator = texts[Symbol.asyncIterator]();
  let read = '';
  while (!/[\r\n]/.test(read)) {
    const next = await iterator.next();
    if (next.done === true) break;
    read += next.value;
    if (read.length > LONGEST_RECORD && !/[\r\n]/.test(read)) throw new RowFileError('unreadable');
  }
  const [first = ''] = read.split(/[\r\n]/, 1);
  return {
    first,
    rest: (async function* () {
      yield read;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        yield next.value;
      }
    })(),
  };
}

function delimiterOf(line: string): string {
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [';', ',', '\t'].toSorted((one, other) => count(other) - count(one))[0] ?? ';';
}
