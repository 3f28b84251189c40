import { numberOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** The forms in which the rotation is shown. */
export const ROTATION_VIEWS = ['board', 'list', 'findings', 'nights'] as const;

/** One of {@link ROTATION_VIEWS}. */
export type RotationView = (typeof ROTATION_VIEWS)[number];

/** What one looks at of the rotation, and which leases or findings. */
export interface RotationSearch {
  readonly view?: RotationView;
  /** Which findings; red and yellow ones where nothing is said. */
  readonly urgency?: 'red' | 'yellow';
  /** Whether leases that can wait are left out. */
  readonly pressing?: true;
  /** Leases that I am responsible for, or nobody is. */
  readonly responsible?: 'me' | 'nobody';
  readonly page?: number;
}

/** What the address says, as far as it makes sense. */
export function readRotationSearch(raw: RawSearch): RotationSearch {
  return withoutUndefined({
    view: wordOf(ROTATION_VIEWS, raw['view']),
    urgency: wordOf(['red', 'yellow'], raw['urgency']),
    pressing: raw['pressing'] === true ? true : undefined,
    responsible: wordOf(['me', 'nobody'], raw['responsible']),
    page: numberOf(raw['page'], 1, 1000),
  });
}

/** What is shown where the address names nothing: the board, or the findings where it asks for some of them. */
export function viewOf({ view, urgency }: RotationSearch): RotationView {
  return view ?? (urgency === undefined ? 'board' : 'findings');
}
