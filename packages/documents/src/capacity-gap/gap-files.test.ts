import { plainDate, tellGap } from '@boligtrapp/domain';
import { readPdf, readWorkbook } from '@boligtrapp/testing/documents';
import { afterAll, expect, it } from 'vitest';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { toXlsx } from '../table/to-xlsx.ts';
import type { GapOfFile } from './gap-file.ts';
import { renderGapPdf } from './render-gap-pdf.ts';
import { toGapSheets } from './to-gap-sheets.ts';

const renderer = createPdfRenderer();
afterAll(async () => await renderer.close());

const CELL = { track: 'care', neighbourhoodId: null, supply: 2, expected: 1 } as const;
const GAP: GapOfFile = {
  municipality: { name: 'Fjordvik', kommunenummer: '9001' },
  on: plainDate('2026-11-28'),
  until: plainDate('2027-11-28'),
  track: 'care',
  area: null,
  table: tellGap([
    { ...CELL, level: 1, bedrooms: 1, need: 12, gap: 9 },
    { ...CELL, level: 3, bedrooms: 2, need: 3, gap: 0 },
    { ...CELL, level: 4, bedrooms: 1, need: 2, gap: -1 },
    { ...CELL, level: 5, bedrooms: 1, need: 0, gap: -3 },
  ]),
};

it('F3 F5 a workbook has the table of the screen, and few households by a sign', async () => {
  const [figures, basis] = await readWorkbook(Buffer.from(await toXlsx(toGapSheets(GAP))));
  expect(figures?.rows).toEqual([
    ['Trinn og soverom', 'Behov', 'Ledige', 'Ventet ledige', 'Gap'],
    ['Trinn 1, 1 soverom', 12, 2, 1, 9],
    ['Trinn 3, 2 soverom', '< 5', 2, 1, '–'],
    ['Trinn 4, 1 soverom', '< 5', 2, 1, '–'],
    ['Trinn 5, 1 soverom', 0, 2, 1, -3],
    ['Sum', 17, 8, 4, 5],
  ]);
  expect(basis?.rows.find(([name]) => name === 'Tallene gjelder')?.[1]).toBeInstanceOf(Date);
});

it('F5 a document has the same, tagged and in bokmål, and the same bytes each time', async () => {
  const [once, twice] = [await renderGapPdf(renderer, GAP), await renderGapPdf(renderer, GAP)];
  expect(Buffer.from(once).equals(Buffer.from(twice))).toBe(true);
  const pdf = await readPdf(once);
  expect(pdf).toMatchObject({ language: 'nb', isTagged: true, archive: '2A' });
});
