import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { RowFileError } from '@boligtrapp/use-cases';

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Its content, inflated piece by piece. @throws {RowFileError} where it has more than `most` bytes, or is damaged. */
  readonly read: (most: number) => AsyncIterable<Uint8Array>;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_ENTRIES = 2_000;
const [STORED, DEFLATED] = [0, 8];

/**
 * The files of a ZIP archive by its directory. Inflates nothing before it is asked to, and never more than it is told:
 * an archive of a few kilobytes may unfold to gigabytes.
 */
export function readZipEntries(zip: Buffer): ReadonlyMap<string, ZipEntry> {
  try {
    return readDirectory(zip);
  } catch (error) {
    throw error instanceof RangeError ? new RowFileError('unreadable') : error;
  }
}

function readDirectory(zip: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_BYTES > zip.length || zip.readUInt32LE(end) !== END) {
    throw new RowFileError('unreadable');
  }
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new RowFileError('too-large');
  const entries = new Map<string, ZipEntry>();
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new RowFileError('unreadable');
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const place = {
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    };
    entries.set(name, { name, read: (most) => inflate(zip, place, most) });
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

async function* inflate(
  zip: Buffer,
  { method, size, offset }: { readonly method: number; readonly size: number; readonly offset: number },
  most: number,
): AsyncGenerator<Uint8Array> {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL) throw new RowFileError('unreadable');
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(from, from + size);
  if (method !== STORED && method !== DEFLATED) throw new RowFileError('unreadable');
  const parts = method === STORED ? [packed] : Readable.from([packed]).pipe(createInflateRaw());
  let count = 0;
  try {
    for await (const part of parts) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream of bytes gives nothing else
      const bytes = part as Uint8Array;
      count += bytes.length;
      if (count > most) throw new RowFileError('too-large');
      yield bytes;
    }
  } catch (error) {
    throw error instanceof RowFileError ? error : new RowFileError('unreadable', { cause: error });
  }
}
