import type { LetterLanguage } from '@boligtrapp/domain';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import { readFilledLetter } from './read-filled-letter.ts';

/** A letter that was filled from a template of the municipality, to be made a PDF. */
export interface FilledLetterPdfRequest {
  /** Bytes of the .docx, as `fillLetter` gave them. */
  readonly docx: Uint8Array;
  readonly language: LetterLanguage;
  readonly title: string;
  /** Instant (ISO 8601, UTC) that the file bears. */
  readonly createdAt: string;
}

/**
 * The text of the letter as PDF/A-2a, in the layout of the product: words and their order are those of the document
 * of Word, pictures and fonts are in that alone. The same request gives the same bytes.
 *
 * @throws {LetterError} `letter.template-broken` @throws {PdfError}
 */
export async function renderFilledLetterPdf(
  renderer: Pick<PdfRenderer, 'renderPdf'>,
  { docx, language, title, createdAt }: FilledLetterPdfRequest,
): Promise<Uint8Array> {
  const data = readFilledLetter(docx);
  return await renderer.renderPdf({ template: 'filled-letter', language, title, createdAt, data });
}
