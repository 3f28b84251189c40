/** A table of a report; cells are text as it is to be read. */
export interface ReportTable {
  readonly columns: readonly {
    readonly label: string;
    readonly align: 'left' | 'right';
    /** Width in relation to the other columns. */
    readonly share: number;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a report, with a heading. */
export interface ReportSection {
  readonly heading: string;
  readonly text: string | null;
  readonly table: ReportTable | null;
}

/** Data of the template `report`. */
export interface ReportDocument {
  readonly landscape: boolean;
  /** What stands below the title: the day, the counts. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly ReportSection[];
}
