import type { RotationReport } from '@boligtrapp/domain';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import { renderReplacing } from '../pdf/render-replacing.ts';
import { toReportDocument } from './to-report-document.ts';

/**
 * The report of a night as PDF/A-2a in bokmål. A reference or place with a character that the font lacks must not keep
 * the deadlines of all others from being read: the character is replaced by a question mark.
 *
 * @throws {PdfError}
 */
export async function renderReportPdf(renderer: PdfRenderer, report: RotationReport): Promise<Uint8Array> {
  return await renderReplacing(renderer, toReportDocument(report));
}
