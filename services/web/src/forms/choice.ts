/** Something to choose, and what it is called. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  /** What it means to choose it. */
  readonly description?: string;
}
