import { open, readFile } from 'node:fs/promises';
import { type Db, inTenant, listMunicipalityIds, listProtectionEvents } from '@boligtrapp/database';
import {
  type AuditSealer,
  parseErasure,
  parseProtection,
  readErasures,
  sealProtection,
  toErasureLine,
  toProtectionLine,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** What {@link createLedgerFile} works with. */
export interface LedgerFileDeps {
  readonly db: Db;
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
  /** Seals what guards people with a protected address; erasures are sealed by who erases. */
  readonly sealer: AuditSealer;
  /** File outside the database, and best on another machine. */
  readonly file: string;
}

/** The file in which the ledger of erasures, and of what guards protected people, outlives the database. */
export interface LedgerFile {
  /** Adds the entries of the municipality that the file lacks. */
  readonly keep: (municipalityId: string) => Promise<void>;
  /** The same for every municipality. */
  readonly keepAll: () => Promise<void>;
  /** Adds what guards people in every municipality and was recorded since the last look; cheap where nothing was. */
  readonly keepProtections: () => Promise<void>;
}

const OWNER_ONLY = 0o600;
/** A transaction may become seen after one that was recorded later. */
const OVERLAP = { minutes: 10 };
const JOB = 'job:erasure-ledger';

/**
 * Keeps the file up to date, one line for each entry, on the disk when it returns. Each worker has a look of its own at
 * the file; a line that two of them add is read once by its id.
 */
export function createLedgerFile({ db, relayPool, sealer, file }: LedgerFileDeps): LedgerFile {
  let last: Promise<unknown> = Promise.resolve();
  /** By municipality, the instant of the newest event that this worker has seen. */
  const newest = new Map<string, string>();

  async function keepProtectionsNow(municipalityId: string, isWhole: boolean): Promise<void> {
    const seen = newest.get(municipalityId);
    const since =
      isWhole || seen === undefined ? null : Temporal.Instant.from(seen).subtract(OVERLAP).toString();
    const events = await inTenant(
      db,
      { municipalityId, actorId: JOB },
      async (tx) => await listProtectionEvents(tx, municipalityId, since),
    );
    const latest = events.at(-1)?.recordedAt;
    if (latest === undefined || (!isWhole && latest === seen)) return;
    const kept = await readKeptIds(file);
    const lines = events
      .filter(({ id }) => !kept.has(id))
      .map((event) => toProtectionLine(sealProtection(sealer, event)));
    if (lines.length > 0) await appendLines(file, lines);
    newest.set(municipalityId, latest);
  }

  async function keepNow(municipalityId: string): Promise<void> {
    const kept = await readKeptIds(file);
    for await (const page of readErasures(db, municipalityId)) {
      const lines = page.filter(({ id }) => !kept.has(id)).map(toErasureLine);
      if (lines.length > 0) await appendLines(file, lines);
    }
    await keepProtectionsNow(municipalityId, true);
  }

  /** One after the other: two at once would add the same lines. */
  async function inTurn(work: () => Promise<void>): Promise<void> {
    const done = last.then(work);
    last = done.catch(() => {});
    await done;
  }

  async function keep(municipalityId: string): Promise<void> {
    await inTurn(async () => await keepNow(municipalityId));
  }

  return {
    keep,
    keepAll: async () => {
      for (const municipalityId of await listMunicipalityIds(relayPool)) await keep(municipalityId);
    },
    keepProtections: async () => {
      for (const municipalityId of await listMunicipalityIds(relayPool)) {
        await inTurn(async () => await keepProtectionsNow(municipalityId, false));
      }
    },
  };
}

/** The ids of the entries of a file; none where there is no file yet. A line that is no entry, such as a torn one, is passed over. */
async function readKeptIds(file: string): Promise<ReadonlySet<string>> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n');
    return new Set(lines.flatMap((line) => (parseErasure(line) ?? parseProtection(line))?.id ?? []));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set();
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
