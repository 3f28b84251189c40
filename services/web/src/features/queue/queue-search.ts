import { numberOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** A step of which one looks at those who wait; all where nothing is said. */
export interface StepSearch {
  readonly track?: 'welfare' | 'care';
  readonly level?: number;
}

/** What the address says, as far as it makes sense. */
export function readStepSearch(raw: RawSearch): StepSearch {
  return withoutUndefined({
    track: wordOf(['welfare', 'care'], raw['track']),
    level: numberOf(raw['level'], 1, 5),
  });
}
