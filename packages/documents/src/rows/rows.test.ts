import { plainDate, type RawRow } from '@boligtrapp/domain';
import * as fc from 'fast-check';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../table/to-csv.ts';
import { toXlsx } from '../table/to-xlsx.ts';
import { readRowFile } from './read-row-file.ts';
import { readZipEntries } from './zip-entries.ts';

async function* inParts(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(
  format: 'csv' | 'xlsx' | 'ndjson',
  content: Uint8Array | string,
  { isUtf8 = true, partSize = 7 } = {},
): Promise<readonly RawRow[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return await Array.fromAsync(readRowFile({ format, isUtf8, bytes: inParts(bytes, partSize) }));
}

const SHEET = {
  name: 'Boliger',
  columns: [{ label: 'Bolig' }, { label: 'Areal (m²)' }, { label: 'Dag' }],
  rows: [
    ['V-1', 48, { date: plainDate('2026-12-01') }],
    ['=Æ & <b>', null, null],
    [null, null, null],
    ['V-3', true, null],
  ],
} as const;

describe('a file of rows', () => {
  it('is read from a workbook of ours, with the rows numbered as a spreadsheet does', async () => {
    expect(await read('xlsx', await toXlsx([SHEET]))).toEqual([
      {
        number: 2,
        cells: [
          ['Bolig', 'V-1'],
          ['Areal (m²)', 48],
          ['Dag', 46_357],
        ],
      },
      { number: 3, cells: [['Bolig', '=Æ & <b>']] },
      {
        number: 5,
        cells: [
          ['Bolig', 'V-3'],
          ['Areal (m²)', true],
        ],
      },
    ]);
  });

  it('is read from a CSV of ours, and from one that Excel wrote in Windows-1252 with tabs', async () => {
    const rows = await read('csv', toCsv(SHEET));
    expect(rows.map(({ number, cells }) => [number, cells?.[0]?.[1]])).toEqual([
      [2, 'V-1'],
      [3, "'=Æ & <b>"],
      [5, 'V-3'],
    ]);
    const western = Buffer.from('Bolig\tOmråde\r\nV-1\tØverli\r\n', 'latin1');
    expect(await read('csv', western, { isUtf8: false })).toEqual([
      {
        number: 2,
        cells: [
          ['Bolig', 'V-1'],
          ['Område', 'Øverli'],
        ],
      },
    ]);
  });

  it('is read from NDJSON, and a line that is no object is named', async () => {
    const lines = [
      '{"reference":"V-1","level":2}',
      '',
      '{"a":{"b":1}}',
      '[1]',
      'x',
      '{"reference":null,"a":"b"}',
    ];
    expect(await read('ndjson', lines.join('\n'))).toEqual([
      {
        number: 1,
        cells: [
          ['reference', 'V-1'],
          ['level', 2],
        ],
      },
      { number: 3, cells: null },
      { number: 4, cells: null },
      { number: 5, cells: null },
      {
        number: 6,
        cells: [
          ['reference', null],
          ['a', 'b'],
        ],
      },
    ]);
  });

  it.each([
    ['csv', 'Bolig;"Areal\nV-1;48'],
    ['csv', `Bolig\n"${'x'.repeat(70_000)}"`],
    ['ndjson', 'x'.repeat(70_000)],
    ['xlsx', 'no archive'],
    ['xlsx', 'PK\u0005\u0006'.padEnd(40, '\u0001')],
  ] as const)('is refused as unreadable: %s %.20j', async (format, content) => {
    await expect(read(format, content, { partSize: 4_096 })).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is refused where it declares entities', async () => {
    const zip = new PizZip(await toXlsx([SHEET]));
    const path = 'xl/worksheets/sheet1.xml';
    const xml = zip.file(path)?.asText() ?? '';
    zip.file(path, xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'));
    const bytes = zip.generate({ type: 'uint8array' });
    await expect(read('xlsx', bytes)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is inflated no further than it may be', async () => {
    const zip = new PizZip().file('a', 'x'.repeat(1024 * 1024));
    const bytes = zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
    expect(bytes.length).toBeLessThan(2_000);
    const entry = readZipEntries(bytes).get('a');
    let count = 0;
    const all = async (): Promise<void> => {
      for await (const part of entry?.read(100_000) ?? []) count += part.length;
    };
    await expect(all()).rejects.toMatchObject({ code: 'too-large' });
    expect(count).toBeLessThanOrEqual(100_000);
  });

  it('gives back every text that a workbook or CSV of ours holds', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (value, partSize) => {
        const sheet = { name: 'Ark', columns: [{ label: 'A' }], rows: [['x'], [value]] };
        const [first, second] = await read('xlsx', await toXlsx([sheet]), { partSize });
        expect(first?.cells?.[0]?.[1]).toBe('x');
        // A workbook keeps line breaks as one sign, and drops what XML cannot hold.
        expect(String(second?.cells?.[0]?.[1] ?? '').trim()).toBe(value.replaceAll('\r', '').trim());
        const rows = await read('csv', toCsv(sheet), { partSize });
        expect(String(rows[1]?.cells?.[0]?.[1]).replace(/^'/, '')).toBe(value.replace(/^'/, ''));
      }),
      { numRuns: 60 },
    );
  });

  it('throws nothing but what it says, whatever bytes it is given', async () => {
    const workbook = await toXlsx([SHEET]);
    await fc.assert(
      fc.asyncProperty(fc.nat(workbook.length - 1), fc.nat(255), async (at, byte) => {
        const broken = workbook.map((value, index) => (index === at ? byte : value));
        await read('xlsx', broken, { partSize: 4_096 }).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'RowFileError' });
        });
      }),
      { numRuns: 200 },
    );
  });
});
