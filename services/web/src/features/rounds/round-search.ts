import { type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** Which cases of a round one looks at; all where nothing is said. */
export interface RoundSearch {
  readonly show?: 'placed' | 'unplaced' | 'ruled';
}

/** What the address says, as far as it makes sense. */
export function readRoundSearch(raw: RawSearch): RoundSearch {
  return withoutUndefined({ show: wordOf(['placed', 'unplaced', 'ruled'], raw['show']) });
}
