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
