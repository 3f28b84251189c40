import { RULING_REASONS } from '@boligtrapp/domain';
import type { Minutes, MinutesCase } from '@boligtrapp/use-cases';
import type { PdfRenderer, PdfRequest } from '../pdf/pdf-renderer.ts';
import { renderReplacing } from '../pdf/render-replacing.ts';
import type { ReportDocument, ReportSection, ReportTable } from '../pdf/report-document.ts';
import { shortDate, shortInstant } from '../rotation-report/report-words.ts';
import { CAPACITY_WORDS, GROUND_WORDS, OUTCOME_WORDS, REASON_WORDS } from './minutes-words.ts';

/** What stands for a household that is not named. */
const WITHHELD = 'Skjermet sak';

/** The reason of a case that follows the proposal. */
const FOLLOWS = 'Utvalget følger forslaget, som er begrunnet i runden.';

/**
 * The minutes of a round as PDF/A-2a in bokmål. The same minutes give the same bytes.
 *
 * @throws {PdfError}
 */
export async function renderMinutesPdf(renderer: PdfRenderer, minutes: Minutes): Promise<Uint8Array> {
  return await renderReplacing(renderer, toMinutesDocument(minutes));
}

/** The document that is made of minutes. */
export function toMinutesDocument(minutes: Minutes): PdfRequest {
  const { document, cases } = minutes;
  const data: ReportDocument = {
    landscape: true,
    facts: factsOf(minutes),
    sections: [
      section(
        'Til stede',
        columns(['Brukernavn', 2], ['Rolle', 2], ['Møter for', 2]),
        attendanceRows(minutes),
      ),
      section('Inhabile', columns(['Brukernavn', 2], ['Sak', 2], ['Grunn', 3]), recusalRows(minutes)),
      section('Saker', CASE_COLUMNS, cases.map(caseRow)),
      section('Dissenser', columns(['Brukernavn', 2], ['Sak', 2], ['Begrunnelse', 6]), dissentRows(minutes)),
      section(
        'Vurdert uten forslag om bolig',
        columns(['Husstand', 1]),
        minutes.unserved.map((reference) => [reference]),
      ),
      signatures(minutes),
    ],
  };
  const signedAt = document.signatures.map((signature) => signature.signedAt).toSorted();
  return {
    template: 'report',
    language: 'nb',
    title: `Protokoll for tildelingsrunde ${document.round.reference}`,
    createdAt: signedAt.at(-1) ?? `${document.meeting.meetingOn}T00:00:00Z`,
    data,
  };
}

function factsOf({
  municipality,
  policyName,
  document,
  documentHash,
  cases,
}: Minutes): ReportDocument['facts'] {
  const { meeting, round } = document;
  const facts: readonly (readonly [string, string])[] = [
    ['Kommune', `${municipality.kommunenummer} ${municipality.name}`],
    ['Møte', shortDate(meeting.meetingOn)],
    ['Minste antall til stede', String(meeting.quorum)],
    ['Saker', String(cases.length)],
    ['Regelsett', policyName],
    ['SHA-256 av regelsettet', round.policyHash],
    ['SHA-256 av opplysningene', round.factsHash],
    ['SHA-256 av forslaget', round.solutionHash],
    ['Beregnet med', round.engineVersion],
    ['SHA-256 av protokollen', documentHash],
  ];
  return facts.map(([label, value]) => ({ label, value }));
}

const CASE_COLUMNS = columns(
  ['Husstand', 2],
  ['Vedtak', 2],
  ['Bolig', 2],
  ['Forslag', 2],
  ['Begrunnelse', 6],
);

function caseRow(item: MinutesCase): readonly string[] {
  return [
    item.household ?? WITHHELD,
    OUTCOME_WORDS[item.outcome],
    item.dwelling ?? '–',
    item.proposed ?? '–',
    reasonsOf(item).join(' '),
  ];
}

/** Why it is decided so. The reasons of a case that follows the proposal are those of the proposal. */
function reasonsOf(item: MinutesCase): readonly string[] {
  if (item.household === null) return ['–'];
  const code = RULING_REASONS.find((each) => each === item.reasonCode);
  return [
    ...(item.outcome === 'accepted' ? [FOLLOWS] : []),
    ...(code === undefined ? [] : [`${REASON_WORDS[code]}.`]),
    ...(item.reason === null ? [] : [item.reason]),
    ...(item.brokenRules.length === 0 ? [] : [`Vilkår som er fraveket: ${item.brokenRules.join(', ')}.`]),
    ...(item.waiverLegalBasis === null ? [] : [`Hjemmel: ${item.waiverLegalBasis}.`]),
    ...item.softBreaks.map(
      ({ place, before, after, cap }) =>
        `Belastningen i ${place} går fra ${before} til ${after} av ${cap} poeng.`,
    ),
  ];
}

function attendanceRows({ document }: Minutes): readonly (readonly string[])[] {
  return document.meeting.attendance.map(({ member, capacity, deputyFor }) => [
    member,
    CAPACITY_WORDS[capacity],
    deputyFor ?? '–',
  ]);
}

function recusalRows({ document, households }: Minutes): readonly (readonly string[])[] {
  return document.recusals.map(({ member, householdId, ground }) => [
    member,
    households.get(householdId) ?? WITHHELD,
    GROUND_WORDS[ground],
  ]);
}

function dissentRows({ document, households }: Minutes): readonly (readonly string[])[] {
  return document.dissents.map(({ member, householdId, reason }) => {
    const household = households.get(householdId);
    return [member, household ?? WITHHELD, household === undefined ? '–' : reason];
  });
}

/** Who signed, and why changes did not matter where somebody said so. */
function signatures({ document }: Minutes): ReportSection {
  const hasReasons = document.signatures.some(({ staleReason }) => staleReason !== null);
  const rows = document.signatures.map(({ signedBy, signedAt, staleReason }) => [
    signedBy,
    shortInstant(signedAt),
    ...(hasReasons ? [staleReason ?? '–'] : []),
  ]);
  return hasReasons
    ? section(
        'Signaturer',
        columns(['Brukernavn', 2], ['Tidspunkt', 2], ['Hvorfor endringer ikke betyr noe', 5]),
        rows,
      )
    : section('Signaturer', columns(['Brukernavn', 2], ['Tidspunkt', 2]), rows);
}

function columns(...labels: readonly (readonly [string, number])[]): ReportTable['columns'] {
  return labels.map(([label, share]) => ({ label, align: 'left', share }));
}

function section(
  heading: string,
  of: ReportTable['columns'],
  rows: readonly (readonly string[])[],
): ReportSection {
  return rows.length === 0
    ? { heading, text: 'Ingen.', table: null }
    : { heading, text: null, table: { columns: of, rows } };
}
