import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/boligtrapp.mjs', import.meta.url));
const HEAP_MB = 1024;
const FILE_BYTES = 100 * 2 ** 20;
const TIMEOUT_MS = 60_000;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-large-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A file of at least 100 MB: a beginning, a piece again and again, and an end. */
async function writeLarge(name: string, parts: readonly [string, string, string]): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  const [beginning, piece, end] = parts;
  const block = piece.repeat(Math.ceil(2 ** 20 / piece.length));
  await file.write(beginning);
  for (let bytes = 0; bytes < FILE_BYTES; bytes += block.length) await file.write(block);
  await file.write(end);
  await file.close();
  return path;
}

/** Runs the program with a bounded heap and time; a failure is what it says on standard error. */
async function runBounded(...argv: string[]): Promise<string> {
  try {
    await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MB}`, BIN, ...argv], {
      timeout: TIMEOUT_MS,
    });
    return '';
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && 'code' in error)
      return `${String(error.code)} ${String(error.stderr)}`;
    throw error;
  }
}

const HEAD =
  '{"format":"boligtrapp-problem/1","servedRule":"strict-rank","households":[],"dwellings":[],"resources":[],"apart":[],';

describe('a file of 100 MB', { timeout: 2 * TIMEOUT_MS }, () => {
  it.each([
    [
      'pairs.json',
      [`${HEAD}"pairs":[`, '{"household":"h","dwelling":"d","misfit":0,"score":0},', 'null]}'],
      /\/pairs\/49\/dwelling /,
    ],
    ['text.json', [`${HEAD}"pairs":"`, 'x', '"}'], /\/pairs Expected an array, got "x{40}…"\.$/m],
    ['deep.json', [`${HEAD}"pairs":[`, '[[[[[[[[[[', '1]}'], /is nested more than 64 levels deep$/m],
    ['blank.json', [HEAD, ' ', '"pairs":[1]}'], /\/pairs\/0 Expected an object, got 1\.$/m],
  ] as const)('is refused within a bounded heap: %s', async (name, parts, expected) => {
    const told = await runBounded('solve', await writeLarge(name, parts));
    expect(told).toMatch(/^1 boligtrapp: /);
    expect(told).toMatch(expected);
    expect(told.length).toBeLessThan(20_000);
  });
});
