import type { RawCell, RawRow } from '@boligtrapp/domain';
import { RowFileError } from '@boligtrapp/use-cases';
import { toRawRow } from './to-raw-rows.ts';
import { attributeOf, decodeXml, readXmlTags, type XmlTag } from './xml-tags.ts';
import { readZipEntries, type ZipEntry } from './zip-entries.ts';

const MEGABYTE = 1024 * 1024;
const MOST_FILE = 25 * MEGABYTE;
const MOST_TEXTS = 40 * MEGABYTE;
const MOST_SHEET = 512 * MEGABYTE;
const MOST_ELSE = 4 * MEGABYTE;
const MOST_COLUMNS = 200;

/**
 * The rows of the first sheet of a workbook (.xlsx); its first row holds the headings. Values are those that were
 * stored: a formula is never computed, and an error is an empty cell. A date is the number of its day.
 */
export async function* readXlsxRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const entries = readZipEntries(await collect(bytes));
  const texts = await readTexts(entries.get('xl/sharedStrings.xml'));
  const sheet = entries.get(await pathOfFirstSheet(entries));
  if (sheet === undefined) throw new RowFileError('unreadable');
  let headings: readonly string[] | undefined;
  for await (const { number, cells } of readSheet(sheet, texts)) {
    if (headings === undefined) headings = Array.from(cells, (cell) => String(cell ?? '').trim());
    else yield toRawRow(number, headings, cells);
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let count = 0;
  for await (const part of bytes) {
    count += part.length;
    if (count > MOST_FILE) throw new RowFileError('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function pathOfFirstSheet(entries: ReadonlyMap<string, ZipEntry>): Promise<string> {
  const sheets = await tagsOf(entries.get('xl/workbook.xml'), 'sheet');
  const targets = await tagsOf(entries.get('xl/_rels/workbook.xml.rels'), 'Relationship');
  const id = sheets[0] && attributeOf(sheets[0], 'id');
  const target = targets.find((tag) => attributeOf(tag, 'Id') === id);
  const path = target && attributeOf(target, 'Target');
  if (path === undefined) throw new RowFileError('unreadable');
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`;
}

async function tagsOf(entry: ZipEntry | undefined, name: string): Promise<readonly XmlTag[]> {
  if (entry === undefined) throw new RowFileError('unreadable');
  const found: XmlTag[] = [];
  for await (const tags of readXmlTags(entry.read(MOST_ELSE))) {
    found.push(...tags.filter((tag) => tag.name === name && tag.kind !== 'close'));
  }
  return found;
}

/** The texts that cells share, by their number. How they are to be read aloud is no part of them. */
async function readTexts(entry: ZipEntry | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  let text = '';
  let isAside = false;
  for await (const tags of readXmlTags(entry.read(MOST_TEXTS))) {
    for (const tag of tags) {
      if (tag.name === 'rPh') isAside = tag.kind === 'open';
      else if (tag.name === 't' && tag.kind === 'close' && !isAside) text += tag.textBefore;
      else if (tag.name === 'si' && tag.kind !== 'open') {
        texts.push(decodeXml(text));
        text = '';
      }
    }
  }
  return texts;
}

interface SheetRow {
  readonly number: number;
  readonly cells: readonly RawCell[];
}

async function* readSheet(entry: ZipEntry, texts: readonly string[]): AsyncGenerator<SheetRow> {
  let row = { number: 0, cells: [] as RawCell[] };
  let cell = { column: -1, type: '', value: '' };
  for await (const tags of readXmlTags(entry.read(MOST_SHEET))) {
    for (const tag of tags) {
      if (tag.name === 'row') {
        if (tag.kind !== 'close')
          row = { number: Number(attributeOf(tag, 'r') ?? row.number + 1), cells: [] };
        if (tag.kind !== 'open') yield row;
      } else if (tag.name === 'c') {
        if (tag.kind !== 'close')
          cell = { column: columnOf(tag, row.cells.length), type: attributeOf(tag, 't') ?? 'n', value: '' };
        if (tag.kind !== 'open') put(row.cells, cell.column, toCell(cell, texts));
      } else if ((tag.name === 'v' || tag.name === 't') && tag.kind === 'close') {
        cell.value += tag.textBefore;
      }
    }
  }
}

/** The column of a cell from 0 on, by its address; the next one where it has none. */
function columnOf(tag: XmlTag, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(attributeOf(tag, 'r') ?? '')?.[0];
  if (letters === undefined) return next;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function put(cells: RawCell[], column: number, value: RawCell): void {
  // What stands far to the right is mostly nothing; more columns than any file has are refused.
  if (value === null || value === '') return;
  if (column >= MOST_COLUMNS) throw new RowFileError('too-many-columns');
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}

function toCell(
  { type, value }: { readonly type: string; readonly value: string },
  texts: readonly string[],
): RawCell {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? null;
    case 'b':
      return value === '1';
    case 'n': {
      const number = Number(value);
      return value === '' || !Number.isFinite(number) ? null : number;
    }
    case 'e':
      return null;
    default:
      return decodeXml(value);
  }
}
