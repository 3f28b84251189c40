/** Why a document was not made. */
export type PdfErrorCode =
  /** The template does not fit the data, or breaks a rule of PDF/A. */
  | 'pdf.not-compiled'
  /** The text has a character that the document's font lacks; {@link PdfError.detail} names its code point. */
  | 'pdf.character-missing'
  | 'pdf.timed-out'
  | 'pdf.out-of-memory'
  /** The process that made it ended by itself. */
  | 'pdf.stopped'
  | 'pdf.closed';

/**
 * One document was not made; the next one is not touched by it. Holds no text of the document: what the compiler
 * quotes is left out.
 */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly code: PdfErrorCode;
  readonly detail: string;

  constructor(code: PdfErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
