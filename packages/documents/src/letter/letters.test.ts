import { LETTER_KINDS, LETTER_LANGUAGES } from '@boligtrapp/domain';
import { readDocxText, readPdf } from '@boligtrapp/testing/documents';
import PizZip from 'pizzip';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { defaultLetterTemplate } from './default-template.ts';
import { fillLetter } from './fill-letter.ts';
import type { LetterData } from './letter-data.ts';
import { letterOutline } from './letter-text.ts';
import { renderLetterPdf } from './render-letter-pdf.ts';

const renderer = createPdfRenderer();
afterAll(async () => await renderer.close());

const DATA: LetterData = {
  recipientLines: ['Kari Prøve', 'Storgata 1', '0001 Fjordvik'],
  dwelling: 'Åsveien 7 <B-12>',
  municipalityName: 'Fjordvik kommune',
  caseReference: '2026/117',
  letterDate: '1. desember 2026',
  endDate: '30. november 2026',
  moveOutDate: '15. januar 2027',
  meetingTime: 'tirsdag 12. januar 2027 klokka 10',
  meetingPlace: 'Rådhuset, rom 3 & 4',
  contactLines: ['Boligkontoret', 'Telefon 00 00 00 00'],
  senderLines: ['Ola Skriver', 'Boligkontoret'],
};

const LETTERS = LETTER_KINDS.flatMap((kind) => LETTER_LANGUAGES.map((language) => [kind, language] as const));

/** The text on one line: a PDF breaks lines where they are full. */
function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

describe.each(LETTERS)('%s in %s', (kind, language) => {
  const docx = fillLetter({ template: defaultLetterTemplate(kind, language), data: DATA });

  it('has everything filled in, and says it in Word as in PDF', async () => {
    const word = flat(readDocxText(docx));
    const pdf = await readPdf(
      await renderLetterPdf(renderer, { kind, language, data: DATA, createdAt: '2026-12-01T08:00:00Z' }),
    );
    expect(word).toContain('Åsveien 7 <B-12>');
    expect(word).not.toMatch(/[{}]/u);
    // The PDF has page numbers and the marks of lists besides.
    expect(flat(pdf.text.replaceAll('•', '').replaceAll(/Side \d av \d/gu, ''))).toBe(word);
    expect(pdf).toMatchObject({ archive: '2A', isTagged: true, language });
  });

  it('names no placeholder that its data lacks', () => {
    const names = JSON.stringify(letterOutline(kind, language)).matchAll(/\{(\w+)\}/gu);
    expect([...names].map(([, name]) => name).filter((name) => !Object.hasOwn(DATA, String(name)))).toEqual(
      [],
    );
  });

  it('is the same bytes each time', () => {
    const again = fillLetter({ template: defaultLetterTemplate(kind, language), data: DATA });
    expect(Buffer.from(again).equals(docx)).toBe(true);
  });
});

function moveRequest(data: LetterData): string {
  return flat(
    readDocxText(fillLetter({ template: defaultLetterTemplate('move-request-after-end', 'nb'), data })),
  );
}

describe('the move request', () => {
  // LOV-1999-03-26-17 § 9-2 (1), LOV-1999-03-26-17 § 9-2 (3), LOV-1999-03-26-17 § 10-3, LOV-1999-03-26-17 § 12-5
  it('says what the law has it say', () => {
    expect(moveRequest(DATA)).toContain('gikk ut 30. november 2026');
    expect(moveRequest(DATA)).toContain(
      'skriftlig oppfordring om å flytte etter husleieloven § 9-2 tredje ledd',
    );
    expect(moveRequest(DATA)).toContain(
      'leieforholdet tok slutt den dagen uten oppsigelse (husleieloven § 9-2 første ledd)',
    );
    expect(moveRequest(DATA)).toContain('svarer til leien i avtalen (husleieloven § 10-3)');
    expect(moveRequest(DATA)).toContain('Husleietvistutvalget (husleieloven § 12-5)');
  });

  it('names a day to have moved by where there is one', () => {
    expect(moveRequest(DATA)).toContain('senest 15. januar 2027');
    expect(moveRequest({ ...DATA, moveOutDate: null })).not.toContain('senest');
    expect(moveRequest({ ...DATA, moveOutDate: null })).toContain('ber deg flytte ut av boligen.');
  });
});

describe('a template of the municipality', () => {
  it('is refused with the names of all placeholders that there are no data for', () => {
    expect(() => fill(withText('{rentOre} {constructor} {__proto__}'))).toThrow(
      expect.objectContaining({
        code: 'letter.placeholder-unknown',
        detail: 'rentOre, constructor, __proto__',
      }),
    );
  });

  it('is refused with the name of a placeholder that is not closed', () => {
    expect(() => fill(withText('{#moveOutDate}'))).toThrow(
      expect.objectContaining({ code: 'letter.template-broken', detail: 'moveOutDate' }),
    );
  });

  it('gets data as text: no placeholder, no markup, no control character', () => {
    const bytes = fill(withText('{dwelling}'), { dwelling: '{endDate} <w:p/>&amp;\u0000\u0008 {#x}' });
    expect(readDocxText(bytes)).toContain('{endDate} <w:p/>&amp; {#x}');
  });

  it.each([
    ['no archive', new TextEncoder().encode('not a zip'), 'letter.not-docx'],
    [
      'an archive without a document',
      new PizZip().file('a.txt', 'a').generate({ type: 'uint8array' }),
      'letter.not-docx',
    ],
    ['a file that is too large', new Uint8Array(5_242_881), 'letter.too-large'],
    ['too many files', manyFiles(), 'letter.too-large'],
    ['a bomb', withFile('word/media/a.bin', 'a'.repeat(60_000_000)), 'letter.too-large'],
    ['a bomb that states another size', lyingBomb(), 'letter.too-large'],
    ['a macro', withFile('word/vbaProject.bin', 'a'), 'letter.unsafe'],
    ['a document with macros', macroEnabled(), 'letter.unsafe'],
    ['an embedded file', withFile('word/embeddings/a.xlsx', 'a'), 'letter.unsafe'],
    ['entities', withFile('word/footnotes.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'), 'letter.unsafe'],
    ['a field that runs', withText('</w:t><w:instrText>DDEAUTO c:\\\\a</w:instrText><w:t>'), 'letter.unsafe'],
    [
      'a template from elsewhere',
      withFile(
        'word/_rels/settings.xml.rels',
        '<Relationships><Relationship Id="a" Type="http://x/image" Target="https://x" TargetMode="External"/></Relationships>',
      ),
      'letter.unsafe',
    ],
  ])('is refused when it is %s', (_, template, code) => {
    expect(() => fill(template)).toThrow(expect.objectContaining({ code }));
  });

  it('may have a link that the reader follows', () => {
    const link =
      '<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>';
    expect(() => fill(withFile('word/_rels/footer1.xml.rels', link))).not.toThrow();
  });
});

function withText(text: string): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  const xml = String(zip.file('word/document.xml')?.asText()).replace('{municipalityName}', text);
  zip.file('word/document.xml', xml);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function withFile(name: string, content: string): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  zip.file(name, content);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function fill(template: Uint8Array, data: Partial<LetterData> = {}): Uint8Array {
  return fillLetter({ template, data: { ...DATA, ...data } });
}

function manyFiles(): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  for (let number = 0; number < 600; number += 1) zip.file(`word/${number}.xml`, '<a/>');
  return zip.generate({ type: 'uint8array' });
}

function macroEnabled(): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  const types = String(zip.file('[Content_Types].xml')?.asText());
  zip.file(
    '[Content_Types].xml',
    types.replace(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      'application/vnd.ms-word.document.macroEnabled.main+xml',
    ),
  );
  return zip.generate({ type: 'uint8array' });
}

/** An archive whose large file says, in both its headers, that it holds ten bytes. */
function lyingBomb(): Uint8Array {
  const size = 60_000_000;
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  zip.file('word/media/a.bin', 'a'.repeat(size));
  const bytes = Buffer.from(zip.generate({ type: 'uint8array', compression: 'DEFLATE' }));
  const stated = Buffer.alloc(4);
  stated.writeUInt32LE(size);
  for (let at = bytes.indexOf(stated); at !== -1; at = bytes.indexOf(stated, at)) bytes.writeUInt32LE(10, at);
  return bytes;
}
