import { readFile } from 'node:fs/promises';
import { isDeeperThan } from './json-depth.ts';
import { CliError } from './output.ts';

/** As many bytes of text fit into one string of the JavaScript engine. */
const MAX_TEXT_BYTES = 2 ** 29 - 24;

/** More than any format of ours has. */
const MAX_DEPTH = 64;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EISDIR: 'it is a folder',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Where the parser stopped. Its message is not passed on: it quotes the document, which may hold personal data. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined;
  return place === undefined ? '' : ` (${place})`;
}

/** The bytes of a file; of standard input for the name `-`. */
async function readBytes(path: string): Promise<Uint8Array> {
  if (path !== '-') {
    return await readFile(path);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  if (bytes.byteLength > MAX_TEXT_BYTES) {
    throw new CliError(`${name} is larger than 512 MB`);
  }
  if (isDeeperThan(bytes, MAX_DEPTH)) {
    throw new CliError(`${name} is nested more than ${MAX_DEPTH} levels deep`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CliError(`${name} is not UTF-8 text`, { cause: error });
  }
  try {
    const document: unknown = JSON.parse(text);
    return document;
  } catch (error) {
    throw new CliError(`${name} is not valid JSON${placeOf(error)}`, { cause: error });
  }
}

/**
 * The parsed JSON document in a file of UTF-8 text, or in standard input when `path` is `-`.
 *
 * @throws {CliError} when it cannot be read or is not such a document.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const name = path === '-' ? 'standard input' : path;
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(path);
  } catch (error) {
    const code = codeOf(error);
    throw new CliError(`cannot read ${name}: ${REASONS[code] ?? code}`, { cause: error });
  }
  return parseJson(name, bytes);
}
