import {
  FEWEST_TOLD,
  type PlainDateString,
  type ToldFigure,
  type ToldGapTable,
  type Track,
} from '@boligtrapp/domain';

/** The capacity gap of one ladder, as a file has it. */
export interface GapOfFile {
  readonly municipality: { readonly name: string; readonly kommunenummer: string };
  readonly on: PlainDateString;
  /** Last day (inclusive) of what is expected. */
  readonly until: PlainDateString;
  readonly track: Track;
  /** Name of the neighbourhood; null for all of them. */
  readonly area: string | null;
  readonly table: ToldGapTable;
}

/** What each ladder is called in the file. */
export const TRACK_WORDS = { welfare: 'Velferdsboliger', care: 'Omsorgsboliger' } as const satisfies Record<
  Track,
  string
>;

/** Heads of the table, as on the screen. */
export const GAP_HEADS = ['Trinn og soverom', 'Behov', 'Ledige', 'Ventet ledige', 'Gap'] as const;

/** What the figures rest on, as on the screen. */
export const GAP_ASSUMPTIONS = [
  'Behov er husstander som står i kø med gyldig kartlegging. De telles på det trinnet kartleggingen gir, selv om et annet trinn også kan passe. Leietakere som skal flytte, er ikke med.',
  'Soverom er det færreste antallet husstanden trenger. En bolig telles med de soverommene den har.',
  'En husstand hører til et område bare når den må bo nettopp der. Andre telles for hele kommunen.',
  'Ledige boliger er de som kan bebos i dag uten leieforhold, også når de er tilbudt noen som ennå står i kø.',
  'Boliger ventes ledige av det som er kjent nå: avsluttede leieforhold, flytteoppfordringer, avgjorte vurderinger og utbedringer. Nye søkere er ikke regnet med.',
  'Egne programmer, som Housing First, er ikke med.',
  `Færre enn ${FEWEST_TOLD} husstander står som «< ${FEWEST_TOLD}». Gap og summer som ville røpe tallet, står som «–».`,
] as const;

/** A figure that is not told, in signs. */
export function signOf(figure: ToldFigure): number | string {
  if (figure === 'few') return `< ${FEWEST_TOLD}`;
  return figure === 'withheld' ? '–' : figure;
}

/** What a row of the table is about. */
export function rowName({ level, bedrooms }: { readonly level: number; readonly bedrooms: number }): string {
  return `Trinn ${level}, ${bedrooms} soverom`;
}
