import type { LetterKind } from '@boligtrapp/domain';
import type { LetterBlock, LetterText, LetterWords } from './letter-text.ts';

/** Words of all letters in bokmål. */
export const WORDS_NB: LetterWords = { caseReference: 'Saksnummer', closing: 'Vennlig hilsen' };

const CONTACT: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Kontakt'] },
  { kind: 'paragraph', lines: ['{contactLines}'] },
];

const IF_YOU_DISAGREE: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Hvis du er uenig'] },
  {
    kind: 'paragraph',
    lines: [
      'Ta kontakt med oss hvis du mener at leieforholdet ikke tar slutt. Du kan også ta uenigheten til Husleietvistutvalget (husleieloven § 12-5).',
    ],
  },
];

const NOWHERE_TO_LIVE: readonly LetterBlock[] = [
  { kind: 'heading', lines: ['Hvis du ikke har et nytt sted å bo'] },
  { kind: 'paragraph', lines: ['Ta kontakt med oss så snart du kan.'] },
];

/**
 * The letters in bokmål.
 *
 * @law LOV-1999-03-26-17 § 9-2 (1)
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 10-3
 * @law LOV-1999-03-26-17 § 12-5
 */
export const LETTERS_NB: Readonly<Record<LetterKind, LetterText>> = {
  'move-request-before-end': {
    heading: 'Leieavtalen din går ut, og vi ber deg flytte',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leieavtalen din for {dwelling} er tidsbestemt. Den går ut {endDate}, og leieforholdet tar da slutt uten oppsigelse (husleieloven § 9-2 første ledd).',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av boligen senest {moveOutDate}.'],
        when: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av boligen senest {endDate}.'],
        unless: 'moveOutDate',
      },
      { kind: 'paragraph', lines: ['Dette brevet er en skriftlig oppfordring om å flytte.'] },
      ...NOWHERE_TO_LIVE,
      ...IF_YOU_DISAGREE,
      ...CONTACT,
    ],
  },
  'move-request-after-end': {
    heading: 'Leieavtalen din har gått ut, og vi ber deg flytte',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leieavtalen din for {dwelling} gikk ut {endDate}. Avtalen var tidsbestemt, og leieforholdet tok slutt den dagen uten oppsigelse (husleieloven § 9-2 første ledd).',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av boligen senest {moveOutDate}.'],
        when: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['{municipalityName} ber deg flytte ut av boligen.'],
        unless: 'moveOutDate',
      },
      {
        kind: 'paragraph',
        lines: ['Dette brevet er en skriftlig oppfordring om å flytte etter husleieloven § 9-2 tredje ledd.'],
      },
      { kind: 'heading', lines: ['Betaling til du har flyttet'] },
      {
        kind: 'paragraph',
        lines: [
          'Så lenge du bruker boligen, kan {municipalityName} kreve betaling som svarer til leien i avtalen (husleieloven § 10-3).',
        ],
      },
      ...NOWHERE_TO_LIVE,
      ...IF_YOU_DISAGREE,
      ...CONTACT,
    ],
  },
  'expiry-information': {
    heading: 'Leieavtalen din går ut {endDate}',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leieavtalen din for {dwelling} er tidsbestemt. Den går ut {endDate}, og leieforholdet tar da slutt uten oppsigelse (husleieloven § 9-2 første ledd).',
        ],
      },
      { kind: 'heading', lines: ['Hva skjer nå'] },
      {
        kind: 'paragraph',
        lines: ['Før avtalen går ut, vurderer vi boligsituasjonen din på nytt. Vi kan komme til at'],
      },
      {
        kind: 'list',
        lines: [
          'du får en ny leieavtale for boligen du bor i',
          'du får flytte til en annen kommunal bolig',
          'du kan leie en annen bolig eller kjøpe din egen',
          'leieforholdet tar slutt',
        ],
      },
      {
        kind: 'paragraph',
        lines: ['Du får svaret i et brev. Der står det hvorfor, og hvordan du kan klage.'],
      },
      { kind: 'heading', lines: ['Hva du kan gjøre'] },
      {
        kind: 'list',
        lines: [
          'Fortell oss hva du selv ønsker.',
          'Fortell oss hvis noe har endret seg for deg eller husstanden din.',
          'Ta kontakt hvis du lurer på noe.',
        ],
      },
      ...CONTACT,
    ],
  },
  'interview-invitation': {
    heading: 'Vi inviterer deg til en samtale om boligen din',
    blocks: [
      {
        kind: 'paragraph',
        lines: [
          'Leieavtalen din for {dwelling} går ut {endDate}. Vi vil gjerne snakke med deg om hvordan du bor, og om hva du ønsker når avtalen går ut.',
        ],
      },
      { kind: 'heading', lines: ['Tid og sted'] },
      { kind: 'list', lines: ['Tid: {meetingTime}', 'Sted: {meetingPlace}'] },
      { kind: 'paragraph', lines: ['Ta kontakt med oss hvis tiden ikke passer, så finner vi en ny.'] },
      { kind: 'heading', lines: ['Før samtalen'] },
      {
        kind: 'list',
        lines: [
          'Tenk gjennom hva du selv ønsker.',
          'Fortell oss hvis noe har endret seg for deg eller husstanden din.',
        ],
      },
      ...CONTACT,
    ],
  },
};
