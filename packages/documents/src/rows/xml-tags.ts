import { RowFileError } from '@boligtrapp/use-cases';

/** A tag of a document, with the text that stands before it. */
export interface XmlTag {
  /** Without its prefix. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  /** As they are written. */
  readonly attributes: string;
  readonly textBefore: string;
}

const LONGEST_OPEN = 1024 * 1024;
const TAG = /^(\/?)(?:[\w.-]+:)?([\w.-]+)([^]*?)(\/?)$/;

/**
 * The tags of an XML document, a list for each piece of it. Knows what the parts of a workbook have and nothing more: a
 * document type, with which entities are declared, is refused.
 */
export async function* readXmlTags(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly XmlTag[]> {
  const decoder = new TextDecoder('utf-8');
  let open = '';
  for await (const part of bytes) {
    open += decoder.decode(part, { stream: true });
    const { tags, rest } = split(open);
    if (rest.length > LONGEST_OPEN) throw new RowFileError('unreadable');
    open = rest;
    yield tags;
  }
}

function split(text: string): { readonly tags: readonly XmlTag[]; readonly rest: string } {
  const tags: XmlTag[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    const end = start < 0 ? -1 : text.indexOf('>', start);
    if (end < 0) return { tags, rest: text.slice(at) };
    const inner = text.slice(start + 1, end);
    if (inner.startsWith('!')) throw new RowFileError('unreadable');
    if (!inner.startsWith('?')) tags.push(toTag(inner, text.slice(at, start)));
    at = end + 1;
  }
}

function toTag(inner: string, textBefore: string): XmlTag {
  const match = TAG.exec(inner);
  if (match === null) throw new RowFileError('unreadable');
  const [, slash, name = '', attributes = '', end] = match;
  return { name, kind: slash === '/' ? 'close' : end === '/' ? 'empty' : 'open', attributes, textBefore };
}

/** The value of an attribute of a tag, or undefined. */
export function attributeOf({ attributes }: XmlTag, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}="([^"]*)"`).exec(attributes);
  return match?.[1] === undefined ? undefined : decodeXml(match[1]);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its references replaced by what they stand for. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x?[0-9a-fA-F]{1,6}|\w{1,8});/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return NAMED[reference] ?? whole;
    const code = reference.startsWith('#x')
      ? Number.parseInt(reference.slice(2), 16)
      : Number(reference.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
