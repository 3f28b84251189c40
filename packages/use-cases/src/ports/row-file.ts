import type { RawRow } from '@boligtrapp/domain';

/** A file of rows as it is read, piece by piece. */
export interface RowFile {
  readonly format: 'csv' | 'xlsx' | 'ndjson';
  /** Text that is not UTF-8 is read as Windows-1252, as Excel in Norwegian writes CSV. */
  readonly isUtf8: boolean;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Reads the rows of a file, one after the other; empty ones are passed over. It throws {@link RowFileError}. */
export type RowReader = (file: RowFile) => AsyncIterable<RawRow>;

/** Why a file gives no rows. */
export type RowFileErrorCode = 'unreadable' | 'too-large' | 'too-many-columns' | 'too-many-rows';

/** A file that cannot be read as what it was said to be, or is larger than anything real. */
export class RowFileError extends Error {
  override readonly name = 'RowFileError';
  readonly code: RowFileErrorCode;

  constructor(code: RowFileErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
