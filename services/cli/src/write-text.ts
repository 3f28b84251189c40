import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError } from './output.ts';

const CHUNK_CHARS = 1 << 16;

/**
 * Writes pieces of text, and a line break after them, to a file or to standard output, no faster than they are
 * taken: the whole may be longer than a string can be.
 *
 * @throws {CliError} when the file cannot be written.
 */
export async function writeText(pieces: Iterable<string>, file: string | undefined): Promise<void> {
  const source = Readable.from(toChunks(pieces));
  if (file === undefined) {
    await pipeline(source, process.stdout, { end: false });
    return;
  }
  try {
    await pipeline(source, createWriteStream(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`cannot write ${file}: ${reason}`, { cause: error });
  }
}

function* toChunks(pieces: Iterable<string>): Generator<string, void> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}\n`;
}
