/** Why a letter was not filled. */
export type LetterErrorCode =
  /** Larger than a template may be, packed or unpacked, or with more files. */
  | 'letter.too-large'
  /** Not a document of Word (.docx). */
  | 'letter.not-docx'
  /** Holds macros, embedded files or links that Word follows by itself; {@link LetterError.detail} says which. */
  | 'letter.unsafe'
  /** A placeholder is not closed, or stands where none can. */
  | 'letter.template-broken'
  /** {@link LetterError.detail} names the placeholders, with commas between. */
  | 'letter.placeholder-unknown';

/** A template that cannot be used; holds names of placeholders and files, and nothing that they were filled with. */
export class LetterError extends Error {
  override readonly name = 'LetterError';
  readonly code: LetterErrorCode;
  readonly detail: string;

  constructor(code: LetterErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
