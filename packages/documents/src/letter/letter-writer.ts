import type { LetterLanguage } from '@boligtrapp/domain';
import type {
  LetterContent,
  LetterToWrite,
  LetterWriter,
  TemplateFault,
  WritingResult,
} from '@boligtrapp/use-cases';
import { PdfError } from '../pdf/pdf-error.ts';
import type { PdfRenderer } from '../pdf/pdf-renderer.ts';
import { defaultLetterTemplate } from './default-template.ts';
import { fillApart } from './fill-apart.ts';
import { fillLetter } from './fill-letter.ts';
import type { LetterData } from './letter-data.ts';
import { LetterError, type LetterErrorCode } from './letter-error.ts';
import { letterOutline } from './letter-text.ts';
import { renderFilledLetterPdf } from './render-filled-letter-pdf.ts';
import { renderLetterPdf } from './render-letter-pdf.ts';
import { writeOutDate, writeOutTime } from './written-date.ts';

const TEMPLATE_FAULTS: Readonly<Record<LetterErrorCode, TemplateFault>> = {
  'letter.too-large': 'too-large',
  'letter.not-docx': 'not-docx',
  'letter.unsafe': 'unsafe',
  'letter.template-broken': 'broken',
  'letter.placeholder-unknown': 'placeholder-unknown',
};

/** Writes letters, one after the other, with Word templates and Typst; `renderer` stays with whoever made it. */
export function createLetterWriter(renderer: Pick<PdfRenderer, 'renderPdf'>): LetterWriter {
  let last: Promise<unknown> = Promise.resolve();
  return {
    write: async (letter) => {
      const written = last.then(async () => await write(renderer, letter));
      last = written.catch(() => {});
      try {
        return await written;
      } catch (error) {
        return toFailure(error, letter);
      }
    },
    defaultTemplate: defaultLetterTemplate,
  };
}

async function write(
  renderer: Pick<PdfRenderer, 'renderPdf'>,
  { letterKind: kind, language, template, content, createdAt }: LetterToWrite,
): Promise<WritingResult> {
  const data = toData(content, language);
  if (template === null) {
    const docx = fillLetter({ template: defaultLetterTemplate(kind, language), data });
    const pdf = await renderLetterPdf(renderer, { kind, language, data, createdAt });
    return { kind: 'written', docx, pdf };
  }
  const { docx, letter } = await fillApart({ template, data });
  const title = letterOutline(kind, language).heading.replace('{endDate}', data.endDate);
  const pdf = await renderFilledLetterPdf(renderer, { letter, language, title, createdAt });
  return { kind: 'written', docx, pdf };
}

function toData(content: LetterContent, language: LetterLanguage): LetterData {
  const { letterOn, endOn, moveOutOn, meeting, ...rest } = content;
  return {
    ...rest,
    letterDate: writeOutDate(letterOn, language),
    endDate: writeOutDate(endOn, language),
    moveOutDate: moveOutOn && writeOutDate(moveOutOn, language),
    meetingTime: meeting && writeOutTime(meeting, language),
    meetingPlace: meeting?.place ?? null,
  };
}

/** What the caller is told; a fault of our own text or of the program is none of it. */
function toFailure(error: unknown, { template }: LetterToWrite): WritingResult {
  if (error instanceof LetterError && template !== null) {
    return { kind: 'template-refused', because: TEMPLATE_FAULTS[error.code], detail: error.detail };
  }
  if (!(error instanceof PdfError) || error.code === 'pdf.not-compiled') throw error;
  return { kind: error.code === 'pdf.character-missing' ? 'character-missing' : 'unavailable' };
}
