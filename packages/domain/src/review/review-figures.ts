import type { RentArrears } from './review-facts.ts';

interface NoFigures {
  readonly [name: string]: never;
}

interface Bedrooms {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** The level of the dwelling, and that of the need. */
interface Levels {
  readonly value: number;
  readonly limit: number;
}

/** What the rules of a review say, with their figures. Codes in camel case: messages choose by them. */
export interface ReviewFigures {
  readonly 'conditions-met': NoFigures;
  readonly 'conditions-ended': NoFigures;
  readonly 'level-fits': Levels;
  readonly 'level-lower': Levels;
  readonly 'level-higher': Levels;
  readonly 'track-differs': { readonly value: string; readonly limit: string; readonly level: number };
  readonly 'programme-differs': { readonly value: string; readonly limit: string };
  readonly 'housing-first': NoFigures;
  readonly 'size-fits': Bedrooms;
  readonly 'size-small': Bedrooms;
  readonly 'size-large': Bedrooms;
  readonly wish: { readonly wish: string };
  readonly rent: { readonly arrears: RentArrears };
  readonly visits: { readonly due: number; readonly done: number };
  /** Incidents by severity, the slightest first. */
  readonly conduct: { readonly slight: number; readonly middling: number; readonly grave: number };
  readonly term: { readonly months: number; readonly children: 'yes' | 'no'; readonly time: string };
}

/** What an outcome is called. */
export interface ReviewOutcomeFigures {
  readonly renewed: { readonly months: number };
  readonly moved: { readonly track: string; readonly level: number };
  readonly 'private-rental': NoFigures;
  readonly startlan: NoFigures;
  readonly ended: NoFigures;
}
