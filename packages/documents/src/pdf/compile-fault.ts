import type { PdfErrorCode } from './pdf-error.ts';

const CHARACTER_MISSING = /the text `"(.+?)"` could not be displayed/su;
const QUOTED = /`[^`]*`|"[^"]*"|\(searched at [^)]*\)/gsu;
const MAX_DETAIL = 300;

/**
 * What may be told of the compiler's message: the code points of a character that the font lacks, else the message
 * without anything it quotes, since that may be text of the document.
 */
export function compileFault(message: string): { readonly code: PdfErrorCode; readonly detail: string } {
  const missing = CHARACTER_MISSING.exec(message)?.[1];
  if (missing !== undefined) return { code: 'pdf.character-missing', detail: codePoints(missing) };
  return { code: 'pdf.not-compiled', detail: message.replaceAll(QUOTED, '…').slice(0, MAX_DETAIL) };
}

/** At most a few: one character may be a cluster of some code points, and a message may escape them. */
function codePoints(text: string): string {
  const escaped = /^\\u\{([0-9a-f]+)\}/iu.exec(text)?.[1];
  if (escaped !== undefined) return `U+${escaped.toUpperCase().padStart(4, '0')}`;
  const first = text.codePointAt(0) ?? 0;
  return `U+${first.toString(16).toUpperCase().padStart(4, '0')}`;
}
