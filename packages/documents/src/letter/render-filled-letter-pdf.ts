import type { LetterLanguage } from '@boligtrapp/domain';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import type { FilledLetter } from './read-filled-letter.ts';

/** A letter that was filled from a template of the municipality, to be made a PDF. */
export interface FilledLetterPdfRequest {
  readonly letter: FilledLetter;
  readonly language: LetterLanguage;
  readonly title: string;
  /** Instant (ISO 8601, UTC) that the file bears. */
  readonly createdAt: string;
}

/**
 * The text of the letter as PDF/A-2a, in the layout of the product: words and their order are those of the document
 * of Word, pictures and fonts are in that alone. The same request gives the same bytes.
 *
 * @throws {PdfError}
 */
export async function renderFilledLetterPdf(
  renderer: Pick<PdfRenderer, 'renderPdf'>,
  { letter, language, title, createdAt }: FilledLetterPdfRequest,
): Promise<Uint8Array> {
  return await renderer.renderPdf({ template: 'filled-letter', language, title, createdAt, data: letter });
}
