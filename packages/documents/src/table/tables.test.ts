import { plainDate } from '@boligtrapp/domain';
import { readWorkbook } from '@boligtrapp/testing/documents';
import * as fc from 'fast-check';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import type { Sheet } from './table.ts';
import { toCsv } from './to-csv.ts';
import { toXlsx } from './to-xlsx.ts';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', "=cmd|'/c calc'!A1"];

function aSheet(rows: Sheet['rows']): Sheet {
  return { name: 'Frister', columns: [{ label: 'A' }, { label: 'B', width: 12 }], rows };
}

describe('a workbook', () => {
  it('has dates that are dates, numbers that are numbers, and texts', async () => {
    const [sheet] = await readWorkbook(
      await toXlsx([
        aSheet([
          [{ date: plainDate('2026-11-30') }, 2.5],
          ['2026-11-30', '007'],
          ['toString', '__proto__'],
          [true, null],
        ]),
      ]),
    );
    expect(sheet?.name).toBe('Frister');
    expect(sheet?.rows).toEqual([
      ['A', 'B'],
      [new Date('2026-11-30T00:00:00Z'), 2.5],
      ['2026-11-30', '007'],
      ['toString', '__proto__'],
      [true, null],
    ]);
  });

  it('has no formula, whatever a text begins with', async () => {
    const bytes = await toXlsx([aSheet(FORMULAS.map((text) => [text, text]))]);
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.rows.slice(1)).toEqual(FORMULAS.map((text) => [text.trim(), text.trim()]));
    const xml = String(new PizZip(bytes).file('xl/worksheets/sheet1.xml')?.asText());
    expect(xml).not.toContain('<f>');
    expect([...xml.matchAll(/<c r="[AB]\d+"[^>]* t="s"/gu)]).toHaveLength(2 * (FORMULAS.length + 1));
  });

  it('is the same bytes from the same sheets', async () => {
    const sheets = [aSheet([['x', 1]]), { ...aSheet([]), name: 'Tom' }];
    expect(Buffer.from(await toXlsx(sheets)).equals(await toXlsx(sheets))).toBe(true);
    const dates = Object.values(new PizZip(await toXlsx(sheets)).files).map(({ date }) => date.getFullYear());
    expect(new Set(dates)).toEqual(new Set([2000]));
  });

  it('opens with any text in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const [sheet] = await readWorkbook(await toXlsx([aSheet([[text, 'end']])]));
        expect(sheet?.rows.at(-1)?.[1]).toBe('end');
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', 'a'.repeat(32), 'a/b', 'a:b'])('refuses %o as the name of a sheet', async (name) => {
    await expect(toXlsx([{ ...aSheet([]), name }])).rejects.toThrow(RangeError);
  });
});

describe('a CSV', () => {
  it('has a byte order mark, semicolons, decimal commas and dates', () => {
    expect(
      toCsv(
        aSheet([
          [{ date: plainDate('2026-11-30') }, -2.5],
          ['a;b', null],
        ]),
      ),
    ).toBe('\uFEFFA;B\r\n2026-11-30;-2,5\r\n"a;b";\r\n');
  });

  it('has no cell that begins like a formula', () => {
    const lines = toCsv(aSheet(FORMULAS.map((text) => [text, 1]))).split('\r\n');
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^"?'/u);
  });
});
