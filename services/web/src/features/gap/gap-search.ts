import { idOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** Months ahead for which vacancies are expected. */
export const HORIZONS = [3, 6, 12, 24] as const;

/** One of {@link HORIZONS}. */
export type Horizon = (typeof HORIZONS)[number];

/** Which part of the gap one looks at; the welfare ladder of the whole municipality a year ahead where nothing is said. */
export interface GapSearch {
  readonly track?: 'welfare' | 'care';
  readonly months?: Horizon;
  readonly neighbourhood?: string;
  readonly view?: 'table';
}

/** What the address says, as far as it makes sense. */
export function readGapSearch(raw: RawSearch): GapSearch {
  return withoutUndefined({
    track: wordOf(['welfare', 'care'], raw['track']),
    months: HORIZONS.find((horizon) => horizon === raw['months']),
    neighbourhood: idOf(raw['neighbourhood']),
    view: wordOf(['table'], raw['view']),
  });
}
