import type { ImportRunState, ImportSubject } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What a file is written in. */
export type ImportFormat = 'csv' | 'xlsx' | 'ndjson';

/** Rows of an import by what became of them. */
export interface ImportCounts {
  readonly rowCount: number;
  readonly newCount: number;
  readonly changedCount: number;
  readonly unchangedCount: number;
  readonly rejectedCount: number;
  readonly warningCount: number;
}

/** A file that has come in. */
export interface NewImportRun {
  readonly municipalityId: string;
  readonly id: string;
  readonly subject: ImportSubject;
  readonly format: ImportFormat;
  readonly sourceSystem: string | null;
  /** SHA-256 in hex. */
  readonly contentHash: string;
  readonly byteCount: number;
  readonly isUtf8: boolean;
  readonly requestedBy: string;
}

/** An import as stored. */
export interface ImportRunRow extends Omit<NewImportRun, 'municipalityId' | 'isUtf8'>, ImportCounts {
  readonly state: ImportRunState;
  readonly failureCode: string | null;
  readonly storedCount: number;
  readonly overtakenCount: number;
  /** Last row of the file that was checked, or, once it is approved, seen to. */
  readonly progressDone: number;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly finishedAt: string | null;
  readonly version: number;
}

/** Stores an import that is to be checked. */
export async function insertImportRun(tx: Tx, run: NewImportRun): Promise<void> {
  await tx
    .insertInto('import_runs')
    .values({
      municipality_id: run.municipalityId,
      id: run.id,
      subject: run.subject,
      format: run.format,
      source_system: run.sourceSystem,
      content_hash: run.contentHash,
      byte_count: run.byteCount,
      is_utf8: run.isUtf8,
      requested_by: run.requestedBy,
    })
    .execute();
}

const COLUMNS = [
  'id',
  'subject',
  'format',
  'source_system as sourceSystem',
  'content_hash as contentHash',
  'byte_count as byteCount',
  'requested_by as requestedBy',
  'requested_at as requestedAt',
  'state',
  'failure_code as failureCode',
  'progress_done as progressDone',
  'row_count as rowCount',
  'new_count as newCount',
  'changed_count as changedCount',
  'unchanged_count as unchangedCount',
  'rejected_count as rejectedCount',
  'warning_count as warningCount',
  'stored_count as storedCount',
  'overtaken_count as overtakenCount',
  'decided_by as decidedBy',
  'decided_at as decidedAt',
  'finished_at as finishedAt',
  'version',
] as const;

/** An import by id, or undefined. */
export async function findImportRun(
  tx: Tx,
  municipalityId: string,
  importId: string,
): Promise<ImportRunRow | undefined> {
  return await runs(tx, municipalityId).where('id', '=', importId).select(COLUMNS).executeTakeFirst();
}

/** The same, its row locked until the transaction ends; with how its text is to be read. */
export async function lockImportRun(
  tx: Tx,
  municipalityId: string,
  importId: string,
): Promise<(ImportRunRow & { readonly isUtf8: boolean }) | undefined> {
  return await runs(tx, municipalityId)
    .where('id', '=', importId)
    .select(COLUMNS)
    .select('is_utf8 as isUtf8')
    .forUpdate()
    .executeTakeFirst();
}

/** Imports of these subjects from the newest, after the one with `afterId`. */
export async function listImportRuns(
  tx: Tx,
  municipalityId: string,
  query: {
    readonly subjects: readonly ImportSubject[];
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ImportRunRow[]> {
  let rows = runs(tx, municipalityId).where('subject', 'in', query.subjects).select(COLUMNS);
  if (query.afterId !== undefined) rows = rows.where('id', '<', query.afterId);
  return await rows.orderBy('id', 'desc').limit(query.limit).execute();
}

/** How many imports of these subjects there are. */
export async function countImportRuns(
  tx: Tx,
  municipalityId: string,
  subjects: readonly ImportSubject[],
): Promise<number> {
  const { count } = await runs(tx, municipalityId)
    .where('subject', 'in', subjects)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** What changes about an import. */
export interface ImportRunChange extends Partial<ImportCounts> {
  readonly state?: ImportRunState;
  readonly failureCode?: string;
  readonly progressDone?: number;
  readonly storedCount?: number;
  readonly overtakenCount?: number;
  readonly decidedBy?: string;
  /** Set to now. */
  readonly isDecided?: boolean;
  readonly isFinished?: boolean;
}

/** Stores what changes about an import that was locked before; a new state is a new version. */
export async function updateImportRun(
  tx: Tx,
  municipalityId: string,
  importId: string,
  change: ImportRunChange,
): Promise<void> {
  await tx
    .updateTable('import_runs')
    .set({
      ...given('state', change.state),
      ...given('failure_code', change.failureCode),
      ...given('progress_done', change.progressDone),
      ...given('row_count', change.rowCount),
      ...given('new_count', change.newCount),
      ...given('changed_count', change.changedCount),
      ...given('unchanged_count', change.unchangedCount),
      ...given('rejected_count', change.rejectedCount),
      ...given('warning_count', change.warningCount),
      ...given('stored_count', change.storedCount),
      ...given('overtaken_count', change.overtakenCount),
      ...given('decided_by', change.decidedBy),
      ...(change.isDecided === true ? { decided_at: sql`clock_timestamp()` } : {}),
      ...(change.isFinished === true ? { finished_at: sql`clock_timestamp()` } : {}),
      ...(change.state === undefined ? {} : { version: sql`version + 1` }),
      municipality_id: municipalityId,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', importId)
    .execute();
}

/** Imports that wait for a check or a decision since before `before`, an instant. */
export async function listWaitingImports(
  tx: Tx,
  municipalityId: string,
  before: string,
): Promise<readonly string[]> {
  const rows = await runs(tx, municipalityId)
    .where('state', 'in', ['received', 'checked'])
    .where('requested_at', '<', before)
    .select('id')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

function runs(tx: Tx, municipalityId: string) {
  return tx.selectFrom('import_runs').where('municipality_id', '=', municipalityId);
}

function given<Value>(name: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [name]: value };
}
