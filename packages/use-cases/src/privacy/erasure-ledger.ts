import {
  type Db,
  type ErasureEntry,
  erasureText,
  inTenant,
  listErasures,
  type SealedErasure,
} from '@boligtrapp/database';
import type { AuditSealer } from '../ports/ports.ts';

/** The entry under the seal of the key in use. */
export function sealErasure(sealer: AuditSealer, entry: ErasureEntry): SealedErasure {
  return { ...entry, ...sealer.seal(erasureText(entry)) };
}

/** Whether an entry is as a holder of the key has written it. */
export function isTrueErasure(sealer: AuditSealer, entry: SealedErasure): boolean {
  return sealer.isSealed(erasureText(entry), { keyId: entry.keyId, seal: entry.seal });
}

/** The instant as entries bear it, to the millisecond. */
export function erasureInstant(now: string): string {
  return Temporal.Instant.from(now).toString({ smallestUnit: 'millisecond', roundingMode: 'floor' });
}

const FORMAT = 'boligtrapp-erasure/1';
const FIELDS = [
  'municipalityId',
  'id',
  'action',
  'rule',
  'subjectId',
  'tableName',
  'rowId',
  'runId',
  'recordedAt',
  'keyId',
  'seal',
] as const satisfies readonly (keyof SealedErasure)[];
const ACTIONS: readonly unknown[] = [
  'destroyed',
  'blocked',
  'lifted',
] satisfies readonly ErasureEntry['action'][];

/** An entry as its line in a file. */
export function toErasureLine(entry: SealedErasure): string {
  return JSON.stringify({ format: FORMAT, ...Object.fromEntries(FIELDS.map((name) => [name, entry[name]])) });
}

/** An entry from its line in a file; undefined for any other text. The seal is not looked at. */
export function parseErasure(line: string): SealedErasure | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isErasure(value) ? value : undefined;
}

function isErasure(value: unknown): value is SealedErasure {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    fields.get('format') === FORMAT &&
    FIELDS.every((name) => typeof fields.get(name) === 'string') &&
    ACTIONS.includes(fields.get('action'))
  );
}

const PAGE = 1_000;

/** All entries of a municipality after an id, page by page, in the order in which they were written. */
export async function* readErasures(
  db: Db,
  municipalityId: string,
  after: string | null = null,
): AsyncGenerator<readonly SealedErasure[]> {
  const scope = { municipalityId, actorId: 'job:erasure-ledger' };
  let afterId = after;
  for (;;) {
    const page = { afterId, limit: PAGE };
    const entries = await inTenant(db, scope, async (tx) => await listErasures(tx, municipalityId, page));
    if (entries.length > 0) yield entries;
    if (entries.length < PAGE) return;
    afterId = entries.at(-1)?.id ?? null;
  }
}
