/** The figures that are reported, and no others: those that have a definition which is known. */
export const REPORTED_FIGURES = ['dwellings', 'wheelchair', 'newly-moved-in'] as const;

/** One of {@link REPORTED_FIGURES}. */
export type ReportedFigure = (typeof REPORTED_FIGURES)[number];

/** What a figure counts, in bokmål, for who reads it or reports it. */
export interface FigureDefinition {
  readonly title: string;
  /** What is counted, as the source has it. */
  readonly definition: string;
  /** What the source leaves open, and how it is counted here. */
  readonly clarification: string;
  readonly source: string;
  readonly sourceUrl: string;
  /** By its parts, in the order of the counts. */
  readonly parts: readonly { readonly key: string; readonly title: string }[];
}

const SSB_DWELLINGS = {
  source: 'SSB, Kommunale boliger, oppdatert 17. juni 2024',
  sourceUrl: 'https://www.ssb.no/bygg-bolig-og-eiendom/bolig-og-boforhold/statistikk/kommunale-boliger',
} as const;

/** The definition of every figure. */
export const FIGURE_DEFINITIONS: Readonly<Record<ReportedFigure, FigureDefinition>> = {
  dwellings: {
    title: 'Kommunalt disponerte boliger',
    definition:
      'Hver hybel eller hvert rom med egen leiekontrakt i et bofellesskap regnes som én bolig. Ellers regnes huset én gang. Private boliger der kommunen bestemmer hvem som skal leie, regnes med.',
    clarification:
      'Kilden sier ikke hvilken dag det telles. Her telles årets siste dag. Enheter som den dagen er personalbase, regnes ikke; enheter som repareres eller er sperret, regnes. Innleide boliger regnes til avtalen om innleie er over, eller til ingen bor der.',
    ...SSB_DWELLINGS,
    parts: [
      { key: 'owned', title: 'Eid av kommunen' },
      { key: 'leased-in', title: 'Innleid' },
      { key: 'allocation-right', title: 'Privat eid med kommunal disposisjonsrett' },
    ],
  },
  wheelchair: {
    title: 'Kommunalt disponerte boliger tilgjengelige for rullestolbrukere',
    definition: 'Kommunalt disponerte boliger, etter om de er tilgjengelige for rullestolbrukere.',
    clarification: 'De samme boligene som i «Kommunalt disponerte boliger», samme dag.',
    ...SSB_DWELLINGS,
    parts: [
      { key: 'accessible', title: 'Tilgjengelig' },
      { key: 'not-accessible', title: 'Ikke tilgjengelig' },
    ],
  },
  'newly-moved-in': {
    title: 'Nyinnflyttede husstander',
    definition:
      'Husstander som er tildelt bolig i året, og som ikke bodde i kommunal bolig da de søkte. Bytte av bolig og forlengelse av leiekontrakt regnes ikke.',
    clarification:
      'Kilden sier ikke om tildelingen eller innflyttingen avgjør året. Her avgjør leieforholdets første dag. En husstand regnes én gang i året. Saker som ikke finnes for den som spør, er ikke med.',
    source: 'SSB, Kompis: KOSantnyinnflytt0000',
    sourceUrl: 'https://www.ssb.no/kompis/statbank/',
    parts: [],
  },
};
