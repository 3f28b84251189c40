import { open, readFile } from 'node:fs/promises';
import { listMunicipalityIds } from '@boligtrapp/database';
import { type MakeAnchorDeps, makeAnchor, parseAnchor, type SealedAnchor } from '@boligtrapp/use-cases';
import type pg from 'pg';

/** What {@link anchorAll} works with. */
export interface AnchorAllDeps extends MakeAnchorDeps {
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
  /** File to which one line is added for each municipality; outside the database, and best on another machine. */
  readonly file: string | undefined;
  /** Where each anchor is posted as JSON. */
  readonly url: string | undefined;
}

const OWNER_ONLY = 0o600;
const POST_TIMEOUT_MS = 10_000;

/**
 * Anchors the traces of every municipality: in the file first, then at the address. Several workers may do so: an
 * anchor stands for itself.
 *
 * @throws {AggregateError} when one of them could not be kept; the others are.
 */
export async function anchorAll(deps: AnchorAllDeps): Promise<void> {
  const before = new Map((await readAnchors(deps.file)).map((anchor) => [anchor.municipalityId, anchor]));
  const failures: unknown[] = [];
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    try {
      const anchor = await makeAnchor(deps, municipalityId, before.get(municipalityId));
      if (deps.file !== undefined) await appendLine(deps.file, JSON.stringify(anchor));
      if (deps.url !== undefined) await post(deps.url, anchor);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} anchors were not kept`);
}

/** The anchors of a file in their order; none where there is no file yet. A line that is no anchor is passed over. */
async function readAnchors(file: string | undefined): Promise<readonly SealedAnchor[]> {
  if (file === undefined) return [];
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').flatMap((line) => parseAnchor(line) ?? []);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Adds the line at the end and waits until it is on the disk. */
async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a', OWNER_ONLY);
  try {
    await handle.writeFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function post(url: string, anchor: SealedAnchor): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(anchor),
    // Who answers with another address might be sent anywhere.
    redirect: 'error',
    signal: AbortSignal.timeout(POST_TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the address for anchors answered ${answer.status}`);
}
