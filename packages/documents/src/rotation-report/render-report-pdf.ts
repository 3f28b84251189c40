import type { RotationReport } from '@boligtrapp/domain';
import { PdfError } from '../pdf/pdf-error.ts';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import { toReportDocument } from './to-report-document.ts';

/** Characters that are replaced at most; a report that lacks more is not made. */
const MOST_REPLACED = 10;

/**
 * The report of a night as PDF/A-2a in bokmål. A reference or place with a character that the font lacks must not keep
 * the deadlines of all others from being read: the character is replaced by a question mark.
 *
 * @throws {PdfError}
 */
export async function renderReportPdf(renderer: PdfRenderer, report: RotationReport): Promise<Uint8Array> {
  let request = toReportDocument(report);
  for (let replaced = 0; ; replaced += 1) {
    try {
      return await renderer.renderPdf(request);
    } catch (error) {
      const missing = replaced < MOST_REPLACED ? missingCharacter(error) : undefined;
      if (missing === undefined) throw error;
      request = replaceIn(request, missing);
    }
  }
}

function missingCharacter(error: unknown): string | undefined {
  if (!(error instanceof PdfError) || error.code !== 'pdf.character-missing') return undefined;
  const hex = /^U\+([0-9A-F]{4,6})$/u.exec(error.detail)?.[1];
  return hex === undefined ? undefined : String.fromCodePoint(Number.parseInt(hex, 16));
}

/** The request with the character replaced in every text. */
function replaceIn<Request extends object>(request: Request, character: string): Request {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON of the request itself, with its own fields
  return JSON.parse(JSON.stringify(request), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(character, '?') : value,
  ) as Request;
}
