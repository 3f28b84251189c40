import type { PlainDateString } from '@boligtrapp/domain';

/** A cell: text, a number, a civil date, or nothing. A date says that it is one, so that a text never becomes it. */
export type TableCell = string | number | boolean | null | { readonly date: PlainDateString };

/** A table with its heading row. */
export interface Table {
  readonly columns: readonly TableColumn[];
  /** Each row has a cell for every column. */
  readonly rows: readonly (readonly TableCell[])[];
}

/** A column of a {@link Table}. */
export interface TableColumn {
  readonly label: string;
  /** Width in a spreadsheet, in characters. */
  readonly width?: number;
}

/** A sheet of a workbook. */
export interface Sheet extends Table {
  /** At most 31 characters, without `\ / ? * [ ] :`, as Excel has it. */
  readonly name: string;
}
