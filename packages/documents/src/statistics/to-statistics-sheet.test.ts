import { plainDate } from '@boligtrapp/domain';
import { readWorkbook } from '@boligtrapp/testing/documents';
import { expect, it } from 'vitest';
import { toXlsx } from '../table/to-xlsx.ts';
import { toStatisticsSheet } from './to-statistics-sheet.ts';

const TEXTS = {
  definition: 'Hva som telles.',
  clarification: 'Hvordan det telles her.',
  source: 'SSB',
  sourceUrl: 'https://www.ssb.no/',
} as const;

it('has a row for each total and each part, with the definition beside it, and says what is not shown', async () => {
  const figures = [
    {
      title: 'Boliger',
      ...TEXTS,
      on: plainDate('2025-12-31'),
      value: 106,
      parts: [
        { title: 'Eid', value: null },
        { title: 'Innleid', value: 0 },
      ],
    },
    { title: 'Nyinnflyttede', ...TEXTS, on: null, value: null, parts: [] },
  ];
  const [sheet] = await readWorkbook(await toXlsx([toStatisticsSheet(2025, figures)]));
  expect(sheet?.rows.slice(1).map((row) => row.slice(0, 3))).toEqual([
    ['Boliger', 'I alt', 106],
    ['Boliger', 'Eid', 'vises ikke'],
    ['Boliger', 'Innleid', 0],
    ['Nyinnflyttede', 'I alt', 'vises ikke'],
  ]);
  expect(sheet?.rows.at(-1)?.slice(3)).toEqual([
    'hele 2025',
    TEXTS.definition,
    TEXTS.clarification,
    TEXTS.source,
    TEXTS.sourceUrl,
  ]);
});
