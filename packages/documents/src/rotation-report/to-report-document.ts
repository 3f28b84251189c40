import {
  DEADLINE_CLASSES,
  LEASE_STATES,
  type ListedFinding,
  type ReportList,
  type RotationReport,
} from '@boligtrapp/domain';
import type { PdfRequest } from '../pdf/pdf-renderer.ts';
import type { ReportDocument, ReportSection, ReportTable } from '../pdf/report-document.ts';
import {
  CLASS_WORDS,
  findingWords,
  KIND_WORDS,
  STATE_WORDS,
  shortDate,
  shortInstant,
  URGENCY_WORDS,
} from './report-words.ts';

/** Findings of each list: what people read on paper. */
const MOST_LISTED = 300;

/**
 * The report of a night as a document in bokmål. The same report gives the same document. The tables count all; each
 * list has the 300 nearest, and says so.
 */
export function toReportDocument(report: RotationReport): PdfRequest {
  const data: ReportDocument = {
    landscape: true,
    facts: runFacts(report),
    sections: [
      { heading: 'Kontrakter etter rettslig stilling', text: null, table: stateTable(report) },
      section('Funn etter frist', deadlineTable(report), report.byDeadline.length),
      section('Funn etter måned', monthTable(report), report.byMonth.length),
      section(changeHeading(report), changeTable(report), report.changes.length),
      listSection('Kommende frister', report.upcoming),
      listSection('Frister som har passert', report.passed),
      listSection('Gjelder ikke lenger', report.settled),
    ],
  };
  const title = `Rulleringsrapport for ${report.municipality.name} ${shortDate(report.run.runOn)}`;
  return { template: 'report', language: 'nb', title, createdAt: report.run.finishedAt, data };
}

function runFacts({ municipality, run, previousRunOn, ...report }: RotationReport): ReportDocument['facts'] {
  const facts: readonly (readonly [string, string])[] = [
    ['Kommune', `${municipality.kommunenummer} ${municipality.name}`],
    ['Dato', shortDate(run.runOn)],
    ['Forrige natt', previousRunOn === null ? 'ingen' : shortDate(previousRunOn)],
    ['Kontrakter gått gjennom', String(run.leaseCount)],
    ['Funn som gjelder', `${run.flagCount}, av dem ${run.newFlagCount} sett for første gang`],
    [
      'Funn i denne rapporten',
      `${report.totalCount}: ${report.redCount} røde (lovens frister), ${report.yellowCount} gule`,
    ],
    ['Kjørt', runTime(run)],
    ['SHA-256 av grunnlaget', run.inputHash],
  ];
  return facts.map(([label, value]) => ({ label, value }));
}

function runTime({ startedAt, finishedAt, durationMs }: RotationReport['run']): string {
  const from = startedAt === null ? '' : `fra ${shortInstant(startedAt)} `;
  return `${from}til ${shortInstant(finishedAt)}${durationMs === null ? '' : `, ${durationMs} ms`}`;
}

function section(heading: string, table: ReportTable, rowCount: number): ReportSection {
  return rowCount === 0 ? { heading, text: 'Ingen.', table: null } : { heading, text: null, table };
}

function changeHeading({ previousRunOn }: RotationReport): string {
  return previousRunOn === null
    ? 'Endringer: ingen tidligere natt å jevnføre med'
    : `Endringer siden ${shortDate(previousRunOn)}`;
}

const left = (label: string, share: number) => ({ label, align: 'left', share }) as const;
const right = (label: string, share: number) => ({ label, align: 'right', share }) as const;

function stateTable({ run }: RotationReport): ReportTable {
  return {
    columns: [left('Stilling', 6), right('Kontrakter', 1)],
    rows: LEASE_STATES.map((state) => [STATE_WORDS[state], String(run.stateCounts[state])]),
  };
}

function deadlineTable({ byDeadline }: RotationReport): ReportTable {
  return {
    columns: [
      left('Funn', 7),
      left('Hastegrad', 2),
      ...DEADLINE_CLASSES.map((name) => right(CLASS_WORDS[name], 2)),
      right('I alt', 2),
    ],
    rows: byDeadline.map(({ kind, urgency, counts, total }) => [
      KIND_WORDS[kind],
      URGENCY_WORDS[urgency],
      ...DEADLINE_CLASSES.map((name) => String(counts[name])),
      String(total),
    ]),
  };
}

function monthTable({ byMonth }: RotationReport): ReportTable {
  return {
    columns: [left('Måned', 3), right('Røde', 1), right('Gule', 1), right('I alt', 1)],
    rows: byMonth.map(({ month, red, yellow, total }) => [month, String(red), String(yellow), String(total)]),
  };
}

function changeTable({ changes }: RotationReport): ReportTable {
  return {
    columns: [left('Funn', 6), right('Nye', 1), right('Gjelder ikke lenger', 2)],
    rows: changes.map(({ kind, added, settled }) => [KIND_WORDS[kind], String(added), String(settled)]),
  };
}

function listSection(heading: string, list: ReportList<ListedFinding>): ReportSection {
  const { totalCount } = list;
  const items = list.items.slice(0, MOST_LISTED);
  const table: ReportTable = {
    columns: [
      right('Dager', 1),
      left('Dato', 2),
      left('Hastegrad', 2),
      left('Funn', 7),
      left('Bolig', 3),
      left('Husstand', 3),
      left('Sted', 3),
      left('Ny', 1),
    ],
    rows: items.map((finding) => [
      String(finding.daysLeft),
      shortDate(finding.dueOn),
      URGENCY_WORDS[finding.urgency],
      findingWords(finding),
      finding.dwellingReference ?? '',
      finding.householdReference ?? '',
      finding.placeName ?? '',
      finding.isNew ? 'ja' : '',
    ]),
  };
  const listed = section(heading, table, items.length);
  return items.length < totalCount
    ? { ...listed, text: `Viser de ${items.length} nærmeste av ${totalCount}. Flere står i regnearket.` }
    : listed;
}
