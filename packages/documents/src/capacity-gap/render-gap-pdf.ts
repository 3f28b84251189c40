import type { PdfRenderer, PdfRequest } from '../pdf/pdf-renderer.ts';
import { renderReplacing } from '../pdf/render-replacing.ts';
import type { ReportDocument } from '../pdf/report-document.ts';
import { shortDate } from '../rotation-report/report-words.ts';
import { GAP_ASSUMPTIONS, GAP_HEADS, type GapOfFile, rowName, signOf, TRACK_WORDS } from './gap-file.ts';

/**
 * The capacity gap as PDF/A-2a in bokmål. The same figures give the same bytes.
 *
 * @throws {PdfError}
 */
export async function renderGapPdf(renderer: PdfRenderer, gap: GapOfFile): Promise<Uint8Array> {
  return await renderReplacing(renderer, toGapDocument(gap));
}

/** The document that is made of a capacity gap. */
export function toGapDocument({ municipality, on, until, track, area, table }: GapOfFile): PdfRequest {
  const data: ReportDocument = {
    landscape: false,
    facts: [
      { label: 'Kommune', value: `${municipality.kommunenummer} ${municipality.name}` },
      { label: 'Område', value: area ?? 'Hele kommunen' },
      { label: 'Tallene gjelder', value: shortDate(on) },
      { label: 'Ventede ledige boliger er regnet til og med', value: shortDate(until) },
    ],
    sections: [
      {
        heading: 'Behov, boliger og gap',
        text: null,
        table: {
          columns: GAP_HEADS.map((label, index) => ({
            label,
            align: index === 0 ? 'left' : 'right',
            share: index === 0 ? 3 : 2,
          })),
          rows: [...table.rows.map((row) => [rowName(row), ...cells(row)]), ['Sum', ...cells(table.sum)]],
        },
      },
      {
        heading: 'Dette bygger tallene på',
        text: null,
        table: {
          columns: [{ label: 'Forutsetning', align: 'left', share: 1 }],
          rows: GAP_ASSUMPTIONS.map((assumption) => [assumption]),
        },
      },
    ],
  };
  return {
    template: 'report',
    language: 'nb',
    title: `Kapasitetsgap: ${TRACK_WORDS[track]}`,
    createdAt: `${on}T00:00:00Z`,
    data,
  };
}

function cells({ need, supply, expected, gap }: GapOfFile['table']['sum']): readonly string[] {
  return [signOf(need), supply, expected, signOf(gap)].map((figure) => String(figure).replace('-', '−'));
}
