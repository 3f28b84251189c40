import {
  DEADLINE_CLASSES,
  LEASE_STATES,
  type ListedFinding,
  type ReportList,
  type RotationReport,
} from '@boligtrapp/domain';
import type { Sheet, TableCell } from '../table/table.ts';
import {
  CLASS_WORDS,
  findingWords,
  KIND_WORDS,
  STATE_WORDS,
  shortInstant,
  URGENCY_WORDS,
} from './report-words.ts';

/** The report of a night as sheets of a workbook, in bokmål. A list that leaves some out says so in its last row. */
export function toReportSheets(report: RotationReport): readonly Sheet[] {
  return [
    runSheet(report),
    deadlineSheet(report),
    monthSheet(report),
    findingSheet('Kommende', report.upcoming),
    findingSheet('Passerte', report.passed),
    changeSheet(report),
    findingSheet('Ikke lenger', report.settled),
  ];
}

function runSheet({ municipality, run, previousRunOn, ...report }: RotationReport): Sheet {
  const rows: readonly (readonly [string, TableCell])[] = [
    ['Kommune', `${municipality.kommunenummer} ${municipality.name}`],
    ['Dato', { date: run.runOn }],
    ['Forrige natt', previousRunOn === null ? 'ingen' : { date: previousRunOn }],
    ['Kontrakter gått gjennom', run.leaseCount],
    ['Funn som gjelder', run.flagCount],
    ['Funn i denne rapporten', report.totalCount],
    ['– røde', report.redCount],
    ['– gule', report.yellowCount],
    ['Nye siden forrige natt', report.changes.reduce((sum, { added }) => sum + added, 0)],
    ['Sett for første gang', run.newFlagCount],
    ['Begynt', run.startedAt === null ? null : shortInstant(run.startedAt)],
    ['Ferdig', shortInstant(run.finishedAt)],
    ['Varighet, millisekunder', run.durationMs],
    ['SHA-256 av grunnlaget', run.inputHash],
    ...LEASE_STATES.map((state) => [`Kontrakter: ${STATE_WORDS[state]}`, run.stateCounts[state]] as const),
  ];
  return {
    name: 'Kjøring',
    columns: [
      { label: 'Opplysning', width: 38 },
      { label: 'Verdi', width: 68 },
    ],
    rows,
  };
}

function deadlineSheet({ byDeadline }: RotationReport): Sheet {
  return {
    name: 'Etter frist',
    columns: [
      { label: 'Funn', width: 56 },
      { label: 'Hastegrad', width: 10 },
      ...DEADLINE_CLASSES.map((name) => ({ label: CLASS_WORDS[name], width: 11 })),
      { label: 'I alt', width: 9 },
    ],
    rows: byDeadline.map(({ kind, urgency, counts, total }) => [
      KIND_WORDS[kind],
      URGENCY_WORDS[urgency],
      ...DEADLINE_CLASSES.map((name) => counts[name]),
      total,
    ]),
  };
}

function monthSheet({ byMonth }: RotationReport): Sheet {
  return {
    name: 'Etter måned',
    columns: [
      { label: 'Måned', width: 10 },
      { label: 'Hastegrad', width: 10 },
      { label: 'Funn', width: 56 },
      { label: 'Antall', width: 9 },
    ],
    rows: byMonth.flatMap(({ month, kinds }) =>
      kinds.map(({ kind, urgency, count }) => [month, URGENCY_WORDS[urgency], KIND_WORDS[kind], count]),
    ),
  };
}

function changeSheet({ changes }: RotationReport): Sheet {
  return {
    name: 'Endringer',
    columns: [
      { label: 'Funn', width: 56 },
      { label: 'Nye', width: 9 },
      { label: 'Ikke lenger', width: 12 },
    ],
    rows: changes.map(({ kind, added, settled }) => [KIND_WORDS[kind], added, settled]),
  };
}

const FINDING_COLUMNS = [
  { label: 'Dager igjen', width: 12 },
  { label: 'Dato', width: 12 },
  { label: 'Hastegrad', width: 10 },
  { label: 'Funn', width: 60 },
  { label: 'Bolig', width: 18 },
  { label: 'Husstand', width: 18 },
  { label: 'Sted', width: 24 },
  { label: 'Først sett', width: 12 },
  { label: 'Ny', width: 6 },
] as const;

function findingSheet(name: string, { items, totalCount }: ReportList<ListedFinding>): Sheet {
  const rows: (readonly TableCell[])[] = items.map((finding) => [
    finding.daysLeft,
    { date: finding.dueOn },
    URGENCY_WORDS[finding.urgency],
    findingWords(finding),
    finding.dwellingReference,
    finding.householdReference,
    finding.placeName,
    { date: finding.firstSeenRunOn },
    finding.isNew ? 'ja' : 'nei',
  ]);
  if (totalCount === 0) rows.push([null, null, null, 'Ingen.', null, null, null, null, null]);
  const left = totalCount - items.length;
  if (left > 0) rows.push([null, null, null, `${left} til er ikke listet`, null, null, null, null, null]);
  return { name, columns: FINDING_COLUMNS, rows };
}
