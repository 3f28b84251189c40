import { plainDate } from '@boligtrapp/domain';
import { readDocxText, readPdf } from '@boligtrapp/testing/documents';
import type { LetterToWrite, WritingResult } from '@boligtrapp/use-cases';
import PizZip from 'pizzip';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { defaultLetterTemplate } from './default-template.ts';
import { fillApart } from './fill-apart.ts';
import { createLetterWriter } from './letter-writer.ts';

const renderer = createPdfRenderer();
const writer = createLetterWriter(renderer);
afterAll(async () => await renderer.close());

const LETTER: LetterToWrite = {
  letterKind: 'interview-invitation',
  language: 'nn',
  template: null,
  content: {
    recipientLines: ['Kari Prøve'],
    dwelling: 'B-12, Åsveien 7',
    municipalityName: 'Fjordvik kommune',
    caseReference: 'H-1',
    letterOn: plainDate('2026-11-02'),
    endOn: plainDate('2027-05-31'),
    moveOutOn: null,
    meeting: { on: plainDate('2026-11-15'), at: '08:30', place: 'Rådhuset' },
    contactLines: ['Bustadkontoret'],
    senderLines: ['Bustadkontoret'],
  },
  createdAt: '2026-11-02T08:00:00Z',
};

/** The letter of the product with other text in the place of its first line. */
function withText(text: string): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('interview-invitation', 'nn'));
  const xml = String(zip.file('word/document.xml')?.asText()).replace('{municipalityName}', text);
  return zip.file('word/document.xml', xml).generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function cell(text: string): string {
  return `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
}

function written(result: WritingResult): { readonly docx: Uint8Array; readonly pdf: Uint8Array } {
  if (result.kind !== 'written') throw new Error(`not written: ${JSON.stringify(result)}`);
  return result;
}

function flat(text: string): string {
  return text
    .replaceAll('•', '')
    .replaceAll(/Side \d av \d/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

describe('a letter', () => {
  it('says the same in Word and PDF, from the text of the product as from a template', async () => {
    for (const template of [null, withText('Frå {municipalityName}')]) {
      const { docx, pdf } = written(await writer.write({ ...LETTER, template }));
      const read = await readPdf(pdf);
      expect(flat(read.text)).toBe(flat(readDocxText(docx)));
      expect(read.text).toContain('sundag 15. november 2026 klokka 8.30');
      expect(read).toMatchObject({ archive: '2A', isTagged: true, language: 'nn' });
    }
  });

  it('is the same bytes each time', async () => {
    const letter = { ...LETTER, template: withText('a') };
    const [first, second] = [written(await writer.write(letter)), written(await writer.write(letter))];
    expect(Buffer.from(first.docx).equals(second.docx)).toBe(true);
    expect(Buffer.from(first.pdf).equals(second.pdf)).toBe(true);
  });

  it('with a character that the font lacks is not written', async () => {
    const content = { ...LETTER.content, recipientLines: ['字'] };
    expect(await writer.write({ ...LETTER, content })).toEqual({ kind: 'character-missing' });
  });

  it('that no process makes is told apart from one that is refused', async () => {
    const closed = createPdfRenderer();
    await closed.close();
    expect(await createLetterWriter(closed).write(LETTER)).toEqual({ kind: 'unavailable' });
    expect(await writer.write({ ...LETTER, template: withText('{rent}') })).toEqual({
      kind: 'template-refused',
      because: 'placeholder-unknown',
      detail: 'rent',
    });
  });
});

describe('the PDF of a letter from a template', () => {
  it('has headings, lists, tables, text boxes, header and footer, and not what was struck out', async () => {
    const zip = new PizZip(
      withText(
        `a</w:t></w:r></w:p><w:tbl><w:tr>${cell('cell one')}${cell('{endDate}')}</w:tr></w:tbl>` +
          '<w:p><w:del><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:t>kept</w:t><w:tab/><w:t>tab</w:t></w:r></w:p>' +
          '<w:p><w:r><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:r></w:p>' +
          '<w:p><w:pPr><w:pStyle w:val="Overskrift2"/></w:pPr><w:r><w:t>Overskrift</w:t></w:r></w:p><w:p><w:r><w:t>b',
      ),
    );
    const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const line = '<w:p><w:r><w:t>Postboks 1</w:t></w:r></w:p>';
    const page = '<w:p><w:r><w:t>Side 7</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>';
    zip.file('word/footer1.xml', `<w:ftr ${main}>${line}${page}</w:ftr>`);
    zip.file('word/footer2.xml', `<w:ftr ${main}>${line}</w:ftr>`);
    const template = zip.generate({ type: 'uint8array' });
    const { text, roles } = await readPdf(written(await writer.write({ ...LETTER, template })).pdf);
    const said = flat(text);
    expect(said).toContain('a cell one 31. mai 2027 kept tab boxed Overskrift b');
    expect(said.split('Postboks 1')).toHaveLength(2);
    expect(said).not.toContain('struck out');
    expect(said).not.toContain('Side 7');
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'L']));
  });
});

describe('a template from outside', () => {
  const data = { endDate: '<w:b/>', a: 'b' };
  const FIRST_IS_RAW: unknown = expect.stringMatching(/^@endDate\b/);

  it('gets no value as markup, and cannot change what a placeholder looks like', async () => {
    await expect(fillApart({ template: withText('{@endDate}'), data })).rejects.toMatchObject({
      code: 'letter.placeholder-unknown',
      // Beside it, those of the template that the data of this test lack.
      detail: FIRST_IS_RAW,
    });
    await expect(fillApart({ template: withText('{=[[ ]]=}[[endDate]]'), data })).rejects.toMatchObject({
      code: 'letter.placeholder-unknown',
    });
  });

  it.each([
    ['time', { timeoutMs: 1, heapMiB: 256 }, 'a'],
    ['memory', { timeoutMs: 60_000, heapMiB: 16 }, '{endDate}'.repeat(100_000)],
  ])('that takes too much %s is given up, and nothing but the letter with it', async (_, limits, text) => {
    const filling = fillApart({ template: withText(text), data }, limits);
    await expect(filling).rejects.toMatchObject({ code: 'letter.too-large' });
  });

  it('with more tags than a letter has is refused before it is read', async () => {
    const template = withText(`</w:t></w:r>${'<w:r/>'.repeat(100_000)}<w:r><w:t>`);
    await expect(fillApart({ template, data })).rejects.toMatchObject({ code: 'letter.too-large' });
  });
});
