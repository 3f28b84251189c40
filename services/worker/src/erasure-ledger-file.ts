import { open, readFile } from 'node:fs/promises';
import { type Db, listMunicipalityIds, type SealedErasure } from '@boligtrapp/database';
import { parseErasure, readErasures, toErasureLine } from '@boligtrapp/use-cases';
import type pg from 'pg';

/** What {@link createLedgerFile} works with. */
export interface LedgerFileDeps {
  readonly db: Db;
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
  /** File outside the database, and best on another machine. */
  readonly file: string;
}

/** The file in which the ledger of erasures outlives the database. */
export interface LedgerFile {
  /** Adds the entries of the municipality that the file lacks. */
  readonly keep: (municipalityId: string) => Promise<void>;
  /** The same for every municipality. */
  readonly keepAll: () => Promise<void>;
}

const OWNER_ONLY = 0o600;

/**
 * Keeps the file up to date, one line for each entry, on the disk when it returns. Each worker has a look of its own at
 * the file; a line that two of them add is read once by its id.
 */
export function createLedgerFile({ db, relayPool, file }: LedgerFileDeps): LedgerFile {
  let last: Promise<unknown> = Promise.resolve();

  async function keepNow(municipalityId: string): Promise<void> {
    const kept = new Set((await readLedgerFile(file)).map(({ id }) => id));
    for await (const page of readErasures(db, municipalityId)) {
      const lines = page.filter(({ id }) => !kept.has(id)).map(toErasureLine);
      if (lines.length > 0) await appendLines(file, lines);
    }
  }

  /** One after the other: two at once would add the same lines. */
  async function keep(municipalityId: string): Promise<void> {
    const done = last.then(async () => await keepNow(municipalityId));
    last = done.catch(() => {});
    await done;
  }

  return {
    keep,
    keepAll: async () => {
      for (const municipalityId of await listMunicipalityIds(relayPool)) await keep(municipalityId);
    },
  };
}

/** The entries of a file; none where there is no file yet. A line that is no entry, such as a torn one, is passed over. */
async function readLedgerFile(file: string): Promise<readonly SealedErasure[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').flatMap((line) => parseErasure(line) ?? []);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Adds the lines and waits until they are on the disk; begins a new line, in case the one before was torn. */
async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  const handle = await open(file, 'a', OWNER_ONLY);
  try {
    const { size } = await handle.stat();
    await handle.writeFile(`${size === 0 ? '' : '\n'}${lines.join('\n')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
