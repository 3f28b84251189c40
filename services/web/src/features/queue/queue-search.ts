import { numberOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** Trays of the queue: what I answer for, what nobody does, and everything. */
export const TRAYS = ['mine', 'unassigned', 'all'] as const;

/** One of {@link TRAYS}. */
export type Tray = (typeof TRAYS)[number];

/** Of whom among those who wait one looks; all where nothing is said. */
export interface QueueSearch {
  readonly track?: 'welfare' | 'care';
  readonly level?: number;
  readonly tray?: Tray;
  /** Those who have applied, or tenants who are to move. */
  readonly who?: 'applicants' | 'movers';
}

/** What the address says, as far as it makes sense. */
export function readQueueSearch(raw: RawSearch): QueueSearch {
  return withoutUndefined({
    track: wordOf(['welfare', 'care'], raw['track']),
    level: numberOf(raw['level'], 1, 5),
    tray: wordOf(TRAYS, raw['tray']),
    who: wordOf(['applicants', 'movers'], raw['who']),
  });
}
