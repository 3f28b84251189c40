import type { DataRow } from '@boligtrapp/domain';
import type { PersonData } from '@boligtrapp/use-cases';
import type { PdfRenderer, PdfRequest } from '../pdf/pdf-renderer.ts';
import { renderReplacing } from '../pdf/render-replacing.ts';
import type { ReportDocument, ReportSection } from '../pdf/report-document.ts';
import { COLUMN_WORDS, TABLE_WORDS } from './person-data-words.ts';

/** Lines of a document; whoever needs the rest fetches the copy as JSON, and the document says so. */
const MOST_LINES = 4_000;

/**
 * A copy of what is held on somebody as PDF/A-2a in bokmål: a section for each kind of record, a line for each field. A
 * character that the font lacks becomes a question mark; the JSON has all.
 *
 * @throws {PdfError}
 */
export async function renderPersonDataPdf(renderer: PdfRenderer, data: PersonData): Promise<Uint8Array> {
  return await renderReplacing(renderer, toPersonDataDocument(data));
}

/** The document that is made of a copy. */
export function toPersonDataDocument(data: PersonData): PdfRequest {
  const isAccess = data.kind === 'access';
  const sections = allSections(data);
  const document: ReportDocument = {
    landscape: false,
    facts: [
      { label: 'Laget', value: data.madeAt },
      { label: 'Kopi', value: data.exportId },
      {
        label: 'Utelatt',
        value: isAccess
          ? 'opplysninger om andre personer, hvem av de ansatte som har gjort hva, og tekniske felt'
          : 'ingenting av saken',
      },
    ],
    sections: cut(sections),
  };
  return {
    template: 'report',
    language: 'nb',
    title: isAccess ? 'Opplysninger som er lagret om deg' : 'Sperret sak',
    createdAt: data.madeAt,
    data: document,
  };
}

function allSections(data: PersonData): readonly ReportSection[] {
  const tables = Object.entries(data.tables)
    .map(([table, rows]) => sectionOf(TABLE_WORDS[table] ?? table, rows))
    .toSorted((a, b) => a.heading.localeCompare(b.heading, 'nb'));
  return [
    ...(data.person === null ? [] : [sectionOf('Person', [data.person])]),
    ...tables,
    sectionOf('Grunnlag i tildelingsrunder', data.rounds),
    sectionOf('Hvem som har sett saken', data.readings),
    sectionOf('Hva som er endret', data.changes),
  ];
}

function sectionOf(heading: string, rows: readonly DataRow[]): ReportSection {
  const lines = rows.flatMap((row, index) => [
    ...(index === 0 ? [] : [['', '']]),
    ...Object.entries(row).flatMap(([column, value]) =>
      value === null ? [] : [[COLUMN_WORDS[column] ?? column, toText(value)]],
    ),
  ]);
  if (lines.length === 0) return { heading, text: 'Ingenting.', table: null };
  const columns = [
    { label: 'Felt', align: 'left', share: 1 },
    { label: 'Opplysning', align: 'left', share: 2 },
  ] as const;
  return { heading, text: null, table: { columns, rows: lines } };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The sections as far as there is room. */
function cut(sections: readonly ReportSection[]): readonly ReportSection[] {
  let left = MOST_LINES;
  return sections.map((section) => {
    const { table } = section;
    if (table === null || table.rows.length <= left) {
      left -= table?.rows.length ?? 0;
      return section;
    }
    const rows = table.rows.slice(0, left);
    left = 0;
    const text = 'Ikke alt fikk plass her: hele kopien finnes som JSON.';
    return { ...section, text, table: rows.length === 0 ? null : { ...table, rows } };
  });
}
