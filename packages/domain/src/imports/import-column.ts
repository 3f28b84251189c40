import type { PlainDateString } from '../time/plain-date.ts';

/** What is imported by files. */
export const IMPORT_SUBJECTS = ['dwellings', 'places'] as const;
/** One of {@link IMPORT_SUBJECTS}. */
export type ImportSubject = (typeof IMPORT_SUBJECTS)[number];

/** Values of a row by the name of the column; what is empty is not there. */
export type ImportValues = Readonly<Record<string, string | number | boolean>>;

/** What a cell of a column may hold. */
export type ImportCellRule =
  | { readonly kind: 'text'; readonly longest: number; readonly pattern?: RegExp }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  /** By the codes of the API; the words are those of a spreadsheet in bokmål. */
  | { readonly kind: 'choice'; readonly words: Readonly<Record<string, string>> };

/** A column of a file. */
export interface ImportColumn {
  /** Its name in the API and in NDJSON. */
  readonly name: string;
  /** Its heading in a spreadsheet in bokmål. */
  readonly label: string;
  readonly cell: ImportCellRule;
  /** What stands in it and how, in bokmål. */
  readonly explanation: string;
  readonly example: string | number | boolean | { readonly date: PlainDateString };
  /** Whether a row of something that is not in the register needs it; `false` where nothing is said. */
  readonly isNeededForNew?: (values: ImportValues) => boolean;
  /** How a row that is about something in the register may differ from it; it may be changed where nothing is said. */
  readonly onceStored?: 'fixed' | 'ignored';
}

/** Why a cell or row is not as it must be. */
export type ImportFaultCode =
  | 'needed'
  | 'too-long'
  | 'wrong-form'
  | 'not-a-whole-number'
  | 'out-of-range'
  | 'not-yes-or-no'
  | 'not-a-date'
  | 'not-one-of-the-choices'
  | 'identity-number'
  | 'unreadable-row'
  | 'column-unknown'
  | 'row-twice'
  | 'building-unknown'
  | 'parent-unknown'
  | 'external-id-of-another'
  | 'external-id-without-system'
  | 'not-changeable'
  | 'not-leased-in';

/** What is wrong with a row: one that rejects keeps it out; one that warns does not. */
export interface ImportFault {
  /** Null where it is the row as a whole. */
  readonly column: string | null;
  readonly code: ImportFaultCode;
  readonly severity: 'reject' | 'warn';
}
