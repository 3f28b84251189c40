import {
  addDays,
  buildRotationReport,
  plainDate,
  type ReportedFinding,
  type RotationReport,
} from '@boligtrapp/domain';
import { readCalendar, readPdf, readWorkbook } from '@boligtrapp/testing/documents';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { toXlsx } from '../table/to-xlsx.ts';
import { renderReportPdf } from './render-report-pdf.ts';
import { findingWords } from './report-words.ts';
import { toDeadlineCalendar } from './to-deadline-calendar.ts';
import { toReportSheets } from './to-report-sheets.ts';

const renderer = createPdfRenderer();
afterAll(async () => await renderer.close());

const RUN_ON = plainDate('2026-11-23');

function aFinding(index: number, changes: Partial<ReportedFinding> = {}) {
  return {
    id: `flag-${index}`,
    kind: 'holdover',
    dueOn: addDays(RUN_ON, index),
    step: null,
    subjectKind: 'lease',
    leaseId: 'lease',
    dwellingReference: `B-${index}`,
    householdReference: `H-${index}`,
    placeName: null,
    firstSeenRunOn: RUN_ON,
    isNew: index === 0,
    ...changes,
  } as const;
}

function aReport(findings: readonly ReturnType<typeof aFinding>[], more = 0): RotationReport {
  return buildRotationReport({
    municipality: { name: 'Lier', kommunenummer: '3312' },
    run: {
      id: 'run',
      runOn: RUN_ON,
      inputHash: 'ab'.repeat(32),
      leaseCount: 12,
      flagCount: findings.length + more,
      newFlagCount: 0,
      stateCounts: {
        upcoming: 0,
        active: 5,
        'review-window': 2,
        holdover: 3,
        'move-requested': 1,
        indefinite: 1,
        vacated: 0,
      },
      startedAt: '2026-11-23T02:00:00.000Z',
      finishedAt: '2026-11-23T02:00:01.500Z',
      durationMs: 1_500,
    },
    previousRunOn: addDays(RUN_ON, -1),
    groups: [
      ...findings.map(({ kind, dueOn }) => ({ kind, dueOn, count: 1, newCount: 0 })),
      ...(more === 0
        ? []
        : [{ kind: 'review-due', dueOn: addDays(RUN_ON, 300), count: more, newCount: 1 } as const]),
    ],
    settledCounts: [{ kind: 'holdover', count: 1 }],
    upcoming: findings,
    passed: [],
    settled: [aFinding(-3)],
  });
}

const DANGEROUS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x.example")'];

describe('the workbook of a report', () => {
  it('has real dates and numbers, and what looks like a formula is text', async () => {
    const findings = DANGEROUS.map((text, index) =>
      aFinding(index, { dwellingReference: text, householdReference: text, placeName: text }),
    );
    const sheets = await readWorkbook(await toXlsx(toReportSheets(aReport(findings))));
    expect(sheets.map(({ name }) => name)).toEqual([
      'Kjøring',
      'Etter frist',
      'Etter måned',
      'Kommende',
      'Passerte',
      'Endringer',
      'Ikke lenger',
    ]);
    const [, first] = sheets.find(({ name }) => name === 'Kommende')?.rows ?? [];
    expect(first?.slice(0, 2)).toEqual([0, new Date('2026-11-23T00:00:00Z')]);
    expect(first?.[7]).toEqual(new Date('2026-11-23T00:00:00Z'));
    const texts = sheets.find(({ name }) => name === 'Kommende')?.rows.slice(1) ?? [];
    expect(texts.map((row) => row.slice(4, 7))).toEqual(DANGEROUS.map((text) => [text, text, text]));
    const run = new Map(sheets[0]?.rows.map(([label, value]) => [label, value]));
    expect(run.get('Dato')).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(run.get('Begynt')).toBe('23.11.2026 kl. 03:00:00');
    expect(run.get('Varighet, millisekunder')).toBe(1_500);
    expect(run.get('SHA-256 av grunnlaget')).toBe('ab'.repeat(32));
  });

  it('tells what is new since the night before apart from what no night had seen', () => {
    const run = new Map(
      toReportSheets(aReport([aFinding(0)], 41))[0]?.rows.map(([label, value]) => [label, value]),
    );
    expect(run.get('Nye siden forrige natt')).toBe(1);
    expect(run.get('Sett for første gang')).toBe(0);
  });

  it('says that there is no night before, and that a list is empty', () => {
    const sheets = toReportSheets({
      ...aReport([]),
      previousRunOn: null,
      settled: { items: [], totalCount: 0 },
    });
    expect(sheets[0]?.rows).toContainEqual(['Forrige natt', 'ingen']);
    for (const name of ['Kommende', 'Ikke lenger']) {
      expect(sheets.find((sheet) => sheet.name === name)?.rows).toEqual([
        [null, null, null, 'Ingen.', null, null, null, null, null],
      ]);
    }
  });

  it('counts one day and one month in the singular', () => {
    expect(findingWords({ kind: 'last-safe-day-nears', step: 1 })).toContain('(1 dag)');
    expect(findingWords({ kind: 'last-safe-day-nears', step: 7 })).toContain('(7 dager)');
    expect(findingWords({ kind: 'notice-before-end', step: 1 })).toContain('(1 måned)');
    expect(findingWords({ kind: 'notice-before-end', step: 9 })).toContain('(9 måneder)');
  });

  it('says how many it leaves out', async () => {
    const sheets = toReportSheets(aReport([aFinding(1)], 41));
    const rows = sheets.find(({ name }) => name === 'Kommende')?.rows ?? [];
    expect(rows.at(-1)).toContain('41 til er ikke listet');
  });
});

describe('the document of a report', () => {
  it('is PDF/A-2a, tagged, in bokmål, with the tables and the record of the run', async () => {
    const report = aReport([aFinding(1), aFinding(2, { kind: 'last-safe-day-nears', step: 7 })], 5);
    const pdf = await readPdf(await renderReportPdf(renderer, report));
    expect(pdf).toMatchObject({
      archive: '2A',
      isTagged: true,
      language: 'nb',
      title: 'Rulleringsrapport for Lier 23.11.2026',
      hasAllFontsEmbedded: true,
    });
    expect([...pdf.roles]).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'Table', 'TH', 'TD']));
    const text = pdf.text.replaceAll(/\s+/gu, ' ');
    for (const part of [
      'ab'.repeat(32),
      '3312 Lier',
      'fra 23.11.2026 kl. 03:00:00 til 23.11.2026 kl. 03:00:01, 1500 ms',
      'Endringer siden 22.11.2026',
      'Siste trygge dag nærmer seg (7 dager)',
      'Viser de 2 nærmeste av 7.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('has the same bytes from the same report', async () => {
    const once = await renderReportPdf(renderer, aReport([aFinding(1)]));
    expect(Buffer.from(await renderReportPdf(renderer, aReport([aFinding(1)]))).equals(once)).toBe(true);
  });

  it('is made though a reference has characters that the font lacks', async () => {
    const report = aReport([aFinding(1, { dwellingReference: 'B 漢字 1', placeName: '=1+1 #panic()' })]);
    const { text } = await readPdf(await renderReportPdf(renderer, report));
    expect(text).toContain('B ?? 1');
    expect(text).toContain('#panic()');
  });

  it('lists the 300 nearest', async () => {
    const findings = Array.from({ length: 400 }, (_, index) => aFinding(index));
    const { text } = await readPdf(await renderReportPdf(renderer, aReport(findings)));
    expect(text).toContain('B-299');
    expect(text).not.toContain('B-300');
    expect(text.replaceAll(/\s+/gu, ' ')).toContain('Viser de 300 nærmeste av 400.');
  });
});

describe('the calendar of deadlines', () => {
  it('has whole days with counts, and neither households nor dwellings', () => {
    const text = toDeadlineCalendar({
      domain: 'boligtrapp.example',
      writtenAt: '2026-11-23T02:00:01.500Z',
      groups: [{ kind: 'holdover', dueOn: plainDate('2027-02-28'), count: 2, newCount: 1 }],
    });
    const [event, ...others] = readCalendar(text);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      UID: 'holdover-2027-02-28@boligtrapp.example',
      'DTSTART;VALUE=DATE': '20270228',
      SUMMARY: 'Siste trygge dag: utløpt uten flytteoppfordring som teller: 2',
    });
    expect(text).not.toMatch(/DTSTART[^\r]*T\d{6}(?!Z)/u);
  });
});
