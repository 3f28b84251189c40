import type { LetterKind } from '@boligtrapp/domain';
import type { LetterBlock, LetterText, LetterWords } from './letter-text.ts';

/** Words of all letters in nynorsk. */
export const WORDS_NN: LetterWords = { caseReference: 'Saksnummer', closing: 'Venleg helsing' };

const CONTACT: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Kontakt'] },
  { kind: 'paragraph', lines: ['{contactLines}'] },
];

const IF_YOU_DISAGREE: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Dersom du er usamd'] },
  {
    kind: 'paragraph',
    lines: [
      'Ta kontakt med oss dersom du meiner at leigeforholdet ikkje tek slutt. Du kan òg ta usemja til Husleigetvistutvalet (husleigelova § 12-5).',
    ],
  },
];

const NOWHERE_TO_LIVE: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Dersom du ikkje har ein ny stad å bu'] },
  { kind: 'paragraph', lines: ['Ta kontakt med oss så snart du kan.'] },
];

/**
 * The letters in nynorsk.
 *
 * @law LOV-1999-03-26-17 § 9-2 (1)
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 10-3
 * @law LOV-1999-03-26-17 § 12-5
 */
export const LETTERS_NN: Readonly<Record<LetterKind, LetterText>> = {
  'move-request-before-end': {
    heading: 'Leigeavtalen din går ut, og vi ber deg flytte',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leigeavtalen din for {dwelling} er tidsbestemt. Han går ut {endDate}, og leigeforholdet tek då slutt utan oppseiing (husleigelova § 9-2 første ledd).',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av bustaden seinast {moveOutDate}.'],
        when: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av bustaden seinast {endDate}.'],
        unless: 'moveOutDate',
      },
      { kind: 'paragraph', lines: ['Dette brevet er ei skriftleg oppmoding om å flytte.'] },
      ...NOWHERE_TO_LIVE,
      ...IF_YOU_DISAGREE,
      ...CONTACT,
    ],
  },
  'move-request-after-end': {
    heading: 'Leigeavtalen din har gått ut, og vi ber deg flytte',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leigeavtalen din for {dwelling} gjekk ut {endDate}. Avtalen var tidsbestemt, og leigeforholdet tok slutt den dagen utan oppseiing (husleigelova § 9-2 første ledd).',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av bustaden seinast {moveOutDate}.'],
        when: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av bustaden.'],
        unless: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['Dette brevet er ei skriftleg oppmoding om å flytte etter husleigelova § 9-2 tredje ledd.'],
      },
      { kind: 'heading', lines: ['Betaling til du har flytta'] },
      {
        kind: 'paragraph',
        lines: [
          'Så lenge du bruker bustaden, kan {municipalityName} krevje betaling som svarer til leiga i avtalen (husleigelova § 10-3).',
        ],
      },
      ...NOWHERE_TO_LIVE,
      ...IF_YOU_DISAGREE,
      ...CONTACT,
    ],
  },
  'expiry-information': {
    heading: 'Leigeavtalen din går ut {endDate}',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leigeavtalen din for {dwelling} er tidsbestemt. Han går ut {endDate}, og leigeforholdet tek då slutt utan oppseiing (husleigelova § 9-2 første ledd).',
        ],
      },
      { kind: 'heading', lines: ['Kva skjer no'] },
      {
        kind: 'paragraph',
        lines: ['Før avtalen går ut, vurderer vi busituasjonen din på nytt. Vi kan kome til at'],
      },
      {
        kind: 'list',
        lines: [
          'du får ein ny leigeavtale for bustaden du bur i',
          'du får flytte til ein annan kommunal bustad',
          'du kan leige ein annan bustad eller kjøpe din eigen',
          'leigeforholdet tek slutt',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['Du får svaret i eit brev. Der står det kvifor, og korleis du kan klage.'],
      },
      { kind: 'heading', lines: ['Kva du kan gjere'] },
      {
        kind: 'list',
        lines: [
          'Fortel oss kva du sjølv ønskjer.',
          'Fortel oss dersom noko har endra seg for deg eller husstanden din.',
          'Ta kontakt dersom du lurer på noko.',
        ],
      },
      ...CONTACT,
    ],
  },
  'interview-invitation': {
    heading: 'Vi inviterer deg til ein samtale om bustaden din',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leigeavtalen din for {dwelling} går ut {endDate}. Vi vil gjerne snakke med deg om korleis du bur, og om kva du ønskjer når avtalen går ut.',
        ],
      },
      { kind: 'heading', lines: ['Tid og stad'] },
      { kind: 'list', lines: ['Tid: {meetingTime}', 'Stad: {meetingPlace}'] },
      { kind: 'paragraph', lines: ['Ta kontakt med oss dersom tida ikkje passar, så finn vi ei ny.'] },
      { kind: 'heading', lines: ['Før samtalen'] },
      {
        kind: 'list',
        lines: [
          'Tenk gjennom kva du sjølv ønskjer.',
          'Fortel oss dersom noko har endra seg for deg eller husstanden din.',
        ],
      },
      ...CONTACT,
    ],
  },
};
