import { DOMParser, type Element, type Node, ParseError } from '@xmldom/xmldom';
import PizZip from 'pizzip';
import { LetterError } from './letter-error.ts';

/** A piece of a letter as a document of Word has it; `title` stands above all. */
export interface FilledLetterBlock {
  readonly kind: 'title' | 'heading' | 'paragraph' | 'list';
  readonly lines: readonly string[];
}

/** The text of a document of Word, in the order in which it is read. */
export interface FilledLetter {
  /** Lines above and below the page, each once; those with page numbers are left out. */
  readonly headerLines: readonly string[];
  readonly footerLines: readonly string[];
  readonly blocks: readonly FilledLetterBlock[];
}

const MAX_DEPTH = 100;
/** What is not of the text: what Word keeps beside it, what was struck out, and what older readers get. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'Fallback',
  'del',
  'delText',
  'instrText',
  'moveFrom',
  'pPr',
  'pict',
  'rPr',
  'sectPr',
  'tblPr',
]);
const BREAKS: Readonly<Record<string, string>> = { br: '\n', cr: '\n', tab: ' ', noBreakHyphen: '-' };
const TITLE_STYLE = /^(?:title|tittel|(?:heading|overskrift)\s?1)$/iu;
const HEADING_STYLE = /^(?:heading|overskrift|subtitle|undertittel)/iu;
const LIST_STYLE = /^list/iu;
const PAGE_NUMBER = /\b(?:PAGE|NUMPAGES)\b/u;

/**
 * The text of a letter that was filled. Pictures, fonts and the widths of tables are not in it; cells are read row by
 * row.
 *
 * @throws {LetterError} `letter.template-broken` when a part is no XML, or is nested too deep.
 */
export function readFilledLetter(docx: Uint8Array): FilledLetter {
  const zip = new PizZip(docx);
  const names = Object.keys(zip.files).toSorted();
  const blocksOf = (name: string): readonly FilledLetterBlock[] => {
    const found: FilledLetterBlock[] = [];
    collect(parse(zip.file(name)?.asText() ?? ''), found, 0);
    return found;
  };
  const linesOf = (part: RegExp): readonly string[] => {
    const found = names.filter((name) => part.test(name)).flatMap(blocksOf);
    return [...new Set(found.flatMap(({ lines }) => lines))].filter((line) => line.trim() !== '');
  };
  return {
    headerLines: linesOf(/^word\/header\d*\.xml$/u),
    footerLines: linesOf(/^word\/footer\d*\.xml$/u),
    blocks: joinLists(blocksOf('word/document.xml')),
  };
}

function parse(xml: string): Element {
  try {
    const { documentElement } = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new ParseError(message);
      },
    }).parseFromString(xml, 'text/xml');
    if (documentElement !== null) return documentElement;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
  }
  throw new LetterError('letter.template-broken');
}

function collect(parent: Element, blocks: FilledLetterBlock[], depth: number): void {
  if (depth > MAX_DEPTH) throw new LetterError('letter.template-broken');
  for (const child of elementsOf(parent)) {
    const name = child.localName ?? '';
    if (LEFT_OUT.has(name)) continue;
    if (name === 'p') blocks.push(...blocksOfParagraph(child));
    // A text box stands in a paragraph and has paragraphs of its own.
    collect(child, blocks, depth + 1);
  }
}

function blocksOfParagraph(paragraph: Element): readonly FilledLetterBlock[] {
  if (PAGE_NUMBER.test(fieldsOf(paragraph))) return [];
  const lines = textOf(paragraph, 0).split('\n');
  return lines.every((line) => line.trim() === '') ? [] : [{ kind: kindOf(paragraph), lines }];
}

function kindOf(paragraph: Element): FilledLetterBlock['kind'] {
  const properties = childOf(paragraph, 'pPr');
  const style = properties && childOf(properties, 'pStyle');
  const name = style?.getAttribute('w:val') ?? '';
  if (TITLE_STYLE.test(name)) return 'title';
  if (HEADING_STYLE.test(name)) return 'heading';
  const isListed = properties !== undefined && childOf(properties, 'numPr') !== undefined;
  return isListed || LIST_STYLE.test(name) ? 'list' : 'paragraph';
}

function textOf(parent: Element, depth: number): string {
  if (depth > MAX_DEPTH) throw new LetterError('letter.template-broken');
  return elementsOf(parent)
    .map((child) => {
      const name = child.localName ?? '';
      if (name === 't') return child.textContent ?? '';
      if (LEFT_OUT.has(name) || name === 'p') return '';
      return BREAKS[name] ?? textOf(child, depth + 1);
    })
    .join('');
}

function fieldsOf(paragraph: Element): string {
  const codes = [...paragraph.getElementsByTagName('w:instrText')].map(
    ({ textContent }) => textContent ?? '',
  );
  const simple = [...paragraph.getElementsByTagName('w:fldSimple')].map(
    (field) => field.getAttribute('w:instr') ?? '',
  );
  return [...codes, ...simple].join(' ');
}

/** Points of a list that follow each other become one list, a point for each paragraph. */
function joinLists(blocks: readonly FilledLetterBlock[]): readonly FilledLetterBlock[] {
  const joined: FilledLetterBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'list') joined.push(block);
    else if (last?.kind === 'list')
      joined.splice(-1, 1, { kind: 'list', lines: [...last.lines, point(block)] });
    else joined.push({ kind: 'list', lines: [point(block)] });
  }
  return joined;
}

function point({ lines }: FilledLetterBlock): string {
  return lines.join(' ');
}

function elementsOf(parent: Element): readonly Element[] {
  return [...parent.childNodes].filter((node) => isElement(node));
}

function childOf(parent: Element, name: string): Element | undefined {
  return elementsOf(parent).find(({ localName }) => localName === name);
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}
