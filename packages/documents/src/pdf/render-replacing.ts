import { PdfError } from './pdf-error.ts';
import type { PdfRenderer, PdfRequest } from './pdf-renderer.ts';

/** Characters that are replaced at most; a document that lacks more is not made. */
const MOST_REPLACED = 10;

/**
 * Renders a document where one character that the font lacks must not keep the rest from being read: it is replaced by a
 * question mark.
 *
 * @throws {PdfError}
 */
export async function renderReplacing(renderer: PdfRenderer, first: PdfRequest): Promise<Uint8Array> {
  let request = first;
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
