import { inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { LetterError } from './letter-error.ts';

const MAX_PACKED_BYTES = 5_242_880;
const MAX_UNPACKED_BYTES = 52_428_800;
const MAX_FILES = 500;
/** Tags of all parts together; a letter of several pages has some thousands. Each is an object once it is read. */
const MAX_TAGS = 100_000;
const MAX_NAME = 100;
const MAIN_PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** What a letter has no need of, and a document can do harm with. */
const UNSAFE = [
  ['a macro', /macroEnabled|vbaProject|vbaData/iu],
  ['an embedded object', /oleObject|\/embeddings\/|activeX|relationships\/package"/iu],
  ['a part from elsewhere', /aFChunk|attachedTemplate|subDocument/iu],
  ['a document type', /<!DOCTYPE|<!ENTITY/iu],
  ['a field that fetches or runs', /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\s+["\\\w]/u],
] as const;
const RELATIONSHIP = /<Relationship\s[^>]*>/gu;
const XML_FILE = /\.(?:xml|rels)$/u;

/**
 * The archive of a template that is safe to fill.
 *
 * @throws {LetterError} `letter.too-large`, `letter.not-docx` or `letter.unsafe`.
 */
export function openTemplate(template: Uint8Array): PizZip {
  if (template.byteLength > MAX_PACKED_BYTES) throw new LetterError('letter.too-large');
  const zip = readZip(template);
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  if (entries.length > MAX_FILES) throw new LetterError('letter.too-large');
  let unpacked = 0;
  for (const entry of entries) {
    unpacked += unpackedBytes(entry, MAX_UNPACKED_BYTES - unpacked);
  }
  const isWord = zip.file('word/document.xml') !== null;
  const types = zip.file('[Content_Types].xml')?.asText() ?? '';
  for (const [what, pattern] of UNSAFE) if (pattern.test(types)) throw new LetterError('letter.unsafe', what);
  if (!isWord || !types.includes(MAIN_PART)) throw new LetterError('letter.not-docx');
  const parts = entries.map(({ name }) => ({
    name,
    text: XML_FILE.test(name) ? (zip.file(name)?.asText() ?? '') : '',
  }));
  for (const { name, text } of parts) refuseUnsafe(name, text);
  if (parts.reduce((sum, { text }) => sum + tagsOf(text), 0) > MAX_TAGS)
    throw new LetterError('letter.too-large');
  return zip;
}

function tagsOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) count += 1;
  return count;
}

function readZip(bytes: Uint8Array): PizZip {
  try {
    return new PizZip(bytes);
  } catch {
    throw new LetterError('letter.not-docx');
  }
}

/** What `_data` of an entry that was read holds; it is not in the types. */
interface PackedData {
  readonly compressionMethod: string;
  readonly uncompressedSize: number;
  readonly getCompressedContent: () => Uint8Array;
}

/**
 * Bytes of the entry when unpacked, at most `left`. Unpacked here, where it stops at that, since the size that an
 * archive states of itself may be a lie and the library believes it.
 */
function unpackedBytes(entry: PizZip.ZipObject, left: number): number {
  const packed = packedData(entry);
  if (packed === undefined) throw new LetterError('letter.not-docx');
  if (packed.uncompressedSize > left) throw new LetterError('letter.too-large');
  const content = packed.getCompressedContent();
  if (packed.compressionMethod === '\0\0') return content.byteLength;
  try {
    return inflateRawSync(content, { maxOutputLength: left }).byteLength;
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new LetterError(isTooLarge ? 'letter.too-large' : 'letter.not-docx');
  }
}

function packedData(entry: PizZip.ZipObject): PackedData | undefined {
  const data: unknown = Reflect.get(entry, '_data');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what pizzip reads an entry into
  return typeof data === 'object' && data !== null ? (data as PackedData) : undefined;
}

function refuseUnsafe(name: string, text: string): void {
  const found = UNSAFE.find(([, pattern]) => pattern.test(name) || pattern.test(text));
  if (found !== undefined) throw new LetterError('letter.unsafe', `${found[0]} (${name.slice(0, MAX_NAME)})`);
  if (!name.endsWith('.rels')) return;
  for (const [relationship] of text.matchAll(RELATIONSHIP)) {
    // A link that the reader follows is all that may lead out of the document.
    if (/TargetMode\s*=\s*["']External/iu.test(relationship) && !/\/hyperlink["']/u.test(relationship)) {
      throw new LetterError('letter.unsafe', `a link that is followed (${name.slice(0, MAX_NAME)})`);
    }
  }
}
