import { type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** Which findings one looks at; red and yellow ones where nothing is said. */
export interface RotationSearch {
  readonly urgency?: 'red' | 'yellow';
}

/** What the address says, as far as it makes sense. */
export function readRotationSearch(raw: RawSearch): RotationSearch {
  return withoutUndefined({ urgency: wordOf(['red', 'yellow'], raw['urgency']) });
}
