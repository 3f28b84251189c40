import { readPdf } from '@boligtrapp/testing/documents';
import type { Minutes } from '@boligtrapp/use-cases';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import type { ReportDocument } from '../pdf/report-document.ts';
import { renderMinutesPdf, toMinutesDocument } from './render-minutes-pdf.ts';

const renderer = createPdfRenderer();
afterAll(async () => await renderer.close());

const HASH = 'ab'.repeat(32);
const REASON = 'Oppfølgingen er ikke på plass før neste møte.';

const MINUTES = {
  municipality: { name: 'Fjordvik', kommunenummer: '9001' },
  policyName: 'Regler for 2026',
  documentHash: HASH,
  document: {
    format: 'boligtrapp-protocol/1',
    meeting: {
      id: 'meeting',
      meetingOn: '2026-11-28',
      quorum: 3,
      attendance: [
        { member: 'chair', capacity: 'chair', deputyFor: null, sitting: 1 },
        { member: 'vara', capacity: 'deputy', deputyFor: 'second', sitting: 1 },
      ],
    },
    round: {
      id: 'round',
      reference: 'T-2026-001',
      factsHash: HASH,
      solutionHash: HASH,
      engineVersion: '1.0.0',
      policySetId: 'policy',
      policyHash: HASH,
    },
    recusals: [{ householdId: 'hidden', member: 'third', ground: 'family' }],
    dissents: [
      { householdId: 'first', member: 'vara', reason: REASON },
      { householdId: 'hidden', member: 'vara', reason: 'Om en som ikke skal nevnes.' },
    ],
    cases: [],
    signatures: [
      {
        meetingId: 'meeting',
        contentHash: HASH,
        signedBy: 'chair',
        signedAt: '2026-11-28T08:05:00Z',
        staleReason: null,
        acceptedChanges: [],
      },
    ],
  },
  cases: [
    {
      household: 'S-1',
      outcome: 'overridden',
      dwelling: 'FV-2',
      proposed: 'FV-1',
      reasonCode: 'follow-up-not-in-place',
      reason: REASON,
      waiverLegalBasis: 'Retningslinjene punkt 4',
      brokenRules: ['bedrooms'],
      softBreaks: [{ place: 'Øverli', before: 9, after: 11, cap: 12 }],
    },
    {
      household: null,
      outcome: 'accepted',
      dwelling: null,
      proposed: null,
      reasonCode: null,
      reason: null,
      waiverLegalBasis: null,
      brokenRules: [],
      softBreaks: [],
    },
    {
      household: 'S-2',
      outcome: 'accepted',
      dwelling: 'FV-3',
      proposed: 'FV-3',
      reasonCode: null,
      reason: null,
      waiverLegalBasis: null,
      brokenRules: [],
      softBreaks: [],
    },
  ],
  unserved: ['S-3', 'S-4'],
  households: new Map([['first', 'S-1']]),
} as const;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ids and days of the test are no more than texts
const minutes = MINUTES as unknown as Minutes;

describe('minutes for people', () => {
  it('have every case, an override with its reason, what was waived and what was filled up', () => {
    const { sections } = dataOf(minutes);
    expect(rowsOf(sections, 'Saker')).toEqual([
      [
        'S-1',
        'Overstyrt',
        'FV-2',
        'FV-1',
        `Oppfølgingen er ikke på plass. ${REASON} Vilkår som er fraveket: bedrooms. Hjemmel: Retningslinjene punkt 4. Belastningen i Øverli går fra 9 til 11 av 12 poeng.`,
      ],
      ['Skjermet sak', 'Som foreslått', '–', '–', '–'],
      ['S-2', 'Som foreslått', 'FV-3', 'FV-3', 'Utvalget følger forslaget, som er begrunnet i runden.'],
    ]);
    expect(rowsOf(sections, 'Vurdert uten forslag om bolig')).toEqual([['S-3'], ['S-4']]);
    expect(rowsOf(sections, 'Til stede')).toEqual([
      ['chair', 'Leder', '–'],
      ['vara', 'Vara', 'second'],
    ]);
  });

  it('have no column of reasons where nobody gave one', () => {
    const { sections } = dataOf(minutes);
    const columns = sections.find(({ heading }) => heading === 'Signaturer')?.table?.columns;
    expect(columns?.map(({ label }) => label)).toEqual(['Brukernavn', 'Tidspunkt']);
    const empty = sections.flatMap(({ table }) => table?.rows.flat() ?? []).filter((cell) => cell === '');
    expect(empty).toEqual([]);
  });

  it('name who is recused and who disagrees, and nothing of a case that is not to be named', () => {
    const { sections } = dataOf(minutes);
    expect(rowsOf(sections, 'Inhabile')).toEqual([['third', 'Skjermet sak', 'Er i slekt eller svogerskap']]);
    expect(rowsOf(sections, 'Dissenser')).toEqual([
      ['vara', 'S-1', REASON],
      ['vara', 'Skjermet sak', '–'],
    ]);
  });

  it('are a tagged document in bokmål with the rules and the hash, and the same bytes each time', async () => {
    const once = await renderMinutesPdf(renderer, minutes);
    const twice = await renderMinutesPdf(renderer, minutes);
    expect(Buffer.from(once).equals(Buffer.from(twice))).toBe(true);
    const pdf = await readPdf(once);
    expect(pdf).toMatchObject({ language: 'nb', isTagged: true, archive: '2A' });
  });
});

function dataOf(of: Minutes): ReportDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the data of the template `report`
  return toMinutesDocument(of).data as ReportDocument;
}

function rowsOf(sections: ReportDocument['sections'], heading: string) {
  return sections.find((section) => section.heading === heading)?.table?.rows;
}
