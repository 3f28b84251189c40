import type { Sheet, TableCell } from '../table/table.ts';
import { GAP_ASSUMPTIONS, GAP_HEADS, type GapOfFile, rowName, signOf, TRACK_WORDS } from './gap-file.ts';

/** The capacity gap as sheets of a workbook in bokmål: the figures, and what they rest on. */
export function toGapSheets(gap: GapOfFile): readonly Sheet[] {
  const { municipality, on, until, track, area, table } = gap;
  const facts: readonly (readonly [string, TableCell])[] = [
    ['Kommune', `${municipality.kommunenummer} ${municipality.name}`],
    ['Spor', TRACK_WORDS[track]],
    ['Område', area ?? 'Hele kommunen'],
    ['Tallene gjelder', { date: on }],
    ['Ventede ledige boliger er regnet til og med', { date: until }],
    ...GAP_ASSUMPTIONS.map((assumption) => ['Bygger på', assumption] as const),
  ];
  return [
    {
      name: 'Kapasitetsgap',
      columns: GAP_HEADS.map((label, index) => ({ label, width: index === 0 ? 24 : 14 })),
      rows: [...table.rows.map((row) => [rowName(row), ...cells(row)]), ['Sum', ...cells(table.sum)]],
    },
    {
      name: 'Dette bygger tallene på',
      columns: [
        { label: 'Opplysning', width: 42 },
        { label: 'Verdi', width: 90 },
      ],
      rows: facts,
    },
  ];
}

function cells({ need, supply, expected, gap }: GapOfFile['table']['sum']): readonly TableCell[] {
  return [signOf(need), supply, expected, signOf(gap)];
}
