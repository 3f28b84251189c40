import { idOf, numberOf, type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

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

/** What is chosen of the dwellings; what is not there is not asked. */
export interface DwellingSearch {
  readonly text?: string;
  readonly track?: 'welfare' | 'care';
  readonly level?: number;
  readonly programme?: 'ladder' | 'housing-first' | 'youth';
  readonly status?: 'vacant' | 'occupied' | 'out-of-use';
  readonly neighbourhood?: string;
  readonly bedrooms?: number;
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
    status: wordOf(['vacant', 'occupied', 'out-of-use'], raw['status']),
    neighbourhood: idOf(raw['neighbourhood']),
    bedrooms: numberOf(raw['bedrooms'], 0, 10),
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
