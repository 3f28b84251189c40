import { parseDay } from '../../components/parse-day.ts';
import { idOf, numberOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';
import { USES, type Use } from './dwelling-use.ts';

/** Columns by which the list of dwellings can be in order. */
export const DWELLING_COLUMNS = [
  'reference',
  'building',
  'neighbourhood',
  'step',
  'bedrooms',
  'area',
  'status',
] as const;

/** One of {@link DWELLING_COLUMNS}. */
export type DwellingColumn = (typeof DWELLING_COLUMNS)[number];

/** What a dwelling must be reached by: a wheelchair, without stairs, or by an entrance of its own. */
export const ACCESSES = ['wheelchair', 'stepless', 'ownEntrance'] as const;

/** One of {@link ACCESSES}. */
export type Access = (typeof ACCESSES)[number];

/** What is chosen of the dwellings; what is not there is not asked. */
export interface DwellingSearch {
  readonly text?: string;
  readonly track?: 'welfare' | 'care';
  readonly level?: number;
  readonly programme?: 'ladder' | 'housing-first' | 'youth';
  readonly status?: Use;
  readonly neighbourhood?: string;
  readonly bedrooms?: number;
  readonly access?: Access;
  /** Civil date: free no sooner. */
  readonly vacantFrom?: string;
  /** Civil date: free that day or sooner. */
  readonly vacantUntil?: string;
  readonly sort?: DwellingColumn;
  readonly descending?: true;
  readonly page?: number;
}

const LONGEST_TEXT = 60;
/** Digits in a row as an identity number has them: they have no place in an address. */
const LIKE_AN_IDENTITY_NUMBER = /\d{6}\s?\d{5}/;

/** What the address says, as far as it makes sense. */
export function readDwellingSearch(raw: RawSearch): DwellingSearch {
  return withoutUndefined({
    text: textOf(raw['text']),
    track: wordOf(['welfare', 'care'], raw['track']),
    level: numberOf(raw['level'], 1, 5),
    programme: wordOf(['ladder', 'housing-first', 'youth'], raw['programme']),
    status: wordOf(USES, raw['status']),
    neighbourhood: idOf(raw['neighbourhood']),
    bedrooms: numberOf(raw['bedrooms'], 0, 10),
    access: wordOf(ACCESSES, raw['access']),
    vacantFrom: dayOf(raw['vacantFrom']),
    vacantUntil: dayOf(raw['vacantUntil']),
    sort: wordOf(DWELLING_COLUMNS, raw['sort']),
    descending: raw['descending'] === true ? true : undefined,
    page: numberOf(raw['page'], 1, 1_000),
  });
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || LIKE_AN_IDENTITY_NUMBER.test(text)) return undefined;
  return text.slice(0, LONGEST_TEXT);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar in the form of the API, or undefined. */
function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) ? parseDay(value, value) : undefined;
}
