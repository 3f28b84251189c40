import type { LetterKind, LetterLanguage } from '@boligtrapp/domain';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import { type LetterData, letterText } from './letter-data.ts';
import { LetterError } from './letter-error.ts';
import { letterOutline } from './letter-text.ts';

/** One letter to be made a PDF. */
export interface LetterPdfRequest {
  readonly kind: LetterKind;
  readonly language: LetterLanguage;
  readonly data: LetterData;
  /** Instant (ISO 8601, UTC) that the file bears. */
  readonly createdAt: string;
}

const PLACEHOLDER = /\{(\w+)\}/gu;

/** The letter as PDF/A-2a, with the same text as the template of Word. The same request gives the same bytes. */
export async function renderLetterPdf(
  renderer: Pick<PdfRenderer, 'renderPdf'>,
  { kind, language, data, createdAt }: LetterPdfRequest,
): Promise<Uint8Array> {
  const outline = letterOutline(kind, language);
  const values = new Map(Object.entries(data).map(([name, value]) => [name, letterText(value)]));
  const fill = (text: string): string =>
    text.replaceAll(PLACEHOLDER, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new LetterError('letter.placeholder-unknown', name);
      return value;
    });
  const fillLines = (lines: readonly string[]): readonly string[] =>
    lines.flatMap((line) => fill(line).split('\n'));
  const heading = fill(outline.heading);
  const blocks = outline.blocks.filter(
    ({ when, unless }) =>
      (when === undefined || letterText(data[when]) !== '') &&
      (unless === undefined || letterText(data[unless]) === ''),
  );
  return await renderer.renderPdf({
    template: 'letter',
    language,
    title: heading,
    createdAt,
    data: {
      senderLines: fillLines([outline.senderLine]),
      recipientLines: fillLines([outline.recipientLine]),
      dateLine: fill(outline.dateLine),
      referenceLine: fill(outline.referenceLine),
      heading,
      blocks: blocks.map(({ kind, lines }) => ({ kind, lines: fillLines(lines) })),
      signatureLines: fillLines(outline.closingLines),
    },
  });
}
