import type { LetterKind, LetterLanguage } from '@boligtrapp/domain';
import PizZip from 'pizzip';
import { sealZip } from '../zip/sealed-zip.ts';
import { type LetterBlock, letterOutline } from './letter-text.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD_LANGUAGES: Readonly<Record<LetterLanguage, string>> = { nb: 'nb-NO', nn: 'nn-NO' };

/**
 * The letter as a .docx with placeholders, for the municipality to use as it is or to make its own one from. Its text
 * is that of `letterOutline`.
 */
export function defaultLetterTemplate(kind: LetterKind, language: LetterLanguage): Uint8Array {
  const zip = new PizZip();
  for (const [name, xml] of parts(kind, language))
    zip.file(name, `${HEAD}\n${xml}`, { createFolders: false });
  return sealZip(zip);
}

function parts(kind: LetterKind, language: LetterLanguage): readonly (readonly [string, string])[] {
  const outline = letterOutline(kind, language);
  const body = [
    paragraph('Normal', outline.senderLine),
    paragraph('Spacer', ''),
    paragraph('Normal', outline.recipientLine),
    paragraph('Spacer', ''),
    paragraph('Normal', outline.dateLine),
    paragraph('Normal', outline.referenceLine),
    paragraph('Heading1', outline.heading),
    ...outline.blocks.map(blockXml),
    paragraph('Spacer', ''),
    ...outline.closingLines.map((line) => paragraph('Closing', line)),
  ];
  return [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONSHIPS],
    ['docProps/core.xml', coreXml(outline.heading, WORD_LANGUAGES[language])],
    ['word/_rels/document.xml.rels', DOCUMENT_RELATIONSHIPS],
    [
      'word/document.xml',
      `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}${SECTION}</w:body></w:document>`,
    ],
    ['word/numbering.xml', NUMBERING],
    ['word/styles.xml', stylesXml(WORD_LANGUAGES[language])],
  ];
}

const STYLES = { heading: 'Heading2', paragraph: 'Normal', list: 'ListBullet' } as const;

function blockXml({ kind, lines, when, unless }: LetterBlock): string {
  const xml = lines.map((line) => paragraph(STYLES[kind], line)).join('');
  if (when !== undefined)
    return `${paragraph('Normal', `{#${when}}`)}${xml}${paragraph('Normal', `{/${when}}`)}`;
  if (unless !== undefined) {
    return `${paragraph('Normal', `{^${unless}}`)}${xml}${paragraph('Normal', `{/${unless}}`)}`;
  }
  return xml;
}

function paragraph(style: string, text: string): string {
  const run = text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run}</w:p>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const CONTENT_TYPES =
  `<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${WORD_TYPE}.styles+xml"/>` +
  `<Override PartName="/word/numbering.xml" ContentType="${WORD_TYPE}.numbering+xml"/>` +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
  '</Types>';

const RELATIONSHIPS =
  `<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/>` +
  `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
  '</Relationships>';

const DOCUMENT_RELATIONSHIPS =
  `<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/relationships/styles" Target="styles.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/relationships/numbering" Target="numbering.xml"/>` +
  '</Relationships>';

const NUMBERING =
  `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>` +
  '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>' +
  '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';

/** A4 with margins of 2.5 cm, in twentieths of a point. */
const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>' +
  '</w:sectPr>';

function coreXml(title: string, language: string): string {
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<dc:title>${escapeXml(title)}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`
  );
}

function stylesXml(language: string): string {
  const fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>';
  return (
    `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="22"/>` +
    `<w:lang w:val="${language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" ` +
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    style({ id: 'Normal', name: 'Normal' }) +
    style({ id: 'Spacer', name: 'Spacer' }) +
    style({ id: 'Closing', name: 'Closing', paragraph: '<w:keepNext/><w:spacing w:after="0"/>' }) +
    style({
      id: 'Heading1',
      name: 'heading 1',
      paragraph: '<w:keepNext/><w:spacing w:before="360" w:after="160"/><w:outlineLvl w:val="0"/>',
      run: '<w:b/><w:sz w:val="28"/>',
    }) +
    style({
      id: 'Heading2',
      name: 'heading 2',
      paragraph: '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
      run: '<w:b/>',
    }) +
    style({
      id: 'ListBullet',
      name: 'List Bullet',
      paragraph: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>',
    }) +
    '</w:styles>'
  );
}

interface Style {
  readonly id: string;
  readonly name: string;
  readonly paragraph?: string;
  readonly run?: string;
}

function style({ id, name, paragraph = '', run = '' }: Style): string {
  const isNormal = id === 'Normal';
  return (
    `<w:style w:type="paragraph"${isNormal ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>` +
    `${isNormal ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  );
}
