import { extractText, getDocumentProxy } from 'unpdf';

/** What a reader of a PDF finds in it. */
export interface ReadPdf {
  readonly text: string;
  readonly pages: number;
  /** `/Lang` of the document. */
  readonly language: string | undefined;
  readonly title: string | undefined;
  /** `pdfaid:part` and `pdfaid:conformance` of its metadata: `2A` for PDF/A-2a. */
  readonly archive: string;
  /** Marked as tagged, with a structure tree. */
  readonly isTagged: boolean;
  /** Roles that its structure tree has. */
  readonly roles: ReadonlySet<string>;
  /** Names of the fonts, without the prefix of a subset. */
  readonly fonts: ReadonlySet<string>;
  /** Whether each font descriptor has its font file with it. */
  readonly hasAllFontsEmbedded: boolean;
}

/** Reads a PDF with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  try {
    const { text } = await extractText(document, { mergePages: true });
    const marks: unknown = await document.getMarkInfo();
    const { info, metadata } = await document.getMetadata();
    const roles = new Set<string>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      collectRoles(await page.getStructTree(), roles);
    }
    const raw = new TextDecoder('latin1').decode(bytes);
    return {
      text,
      pages: document.numPages,
      language: textOf(info, 'Language'),
      title: textOf(info, 'Title'),
      archive: `${metadata.get('pdfaid:part')}${metadata.get('pdfaid:conformance')}`,
      isTagged: Reflect.get(Object(marks), 'Marked') === true && raw.includes('/StructTreeRoot'),
      roles,
      fonts: new Set(
        [...raw.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/gu)].map(([, name]) => String(name)),
      ),
      hasAllFontsEmbedded: count(raw, /\/FontName/gu) === count(raw, /\/FontFile[23]?\b/gu),
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function textOf(info: object, key: string): string | undefined {
  const value: unknown = Reflect.get(info, key);
  return typeof value === 'string' ? value : undefined;
}

function collectRoles(node: unknown, roles: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const role: unknown = Reflect.get(node, 'role');
  if (typeof role === 'string') roles.add(role);
  const children: unknown = Reflect.get(node, 'children');
  if (Array.isArray(children)) for (const child of children) collectRoles(child, roles);
}
