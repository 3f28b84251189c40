import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What was done to a row; for a case, `tableName` is `households`. */
export type ErasureAction = 'destroyed' | 'blocked' | 'lifted';

/** One entry of the ledger, before it is sealed. */
export interface ErasureEntry {
  readonly municipalityId: string;
  readonly id: string;
  readonly action: ErasureAction;
  readonly rule: string;
  readonly subjectId: string;
  readonly tableName: string;
  readonly rowId: string;
  readonly runId: string;
  /** RFC 3339 in UTC. */
  readonly recordedAt: string;
}

/** An entry with the seal that proves who wrote it. */
export interface SealedErasure extends ErasureEntry {
  readonly keyId: string;
  readonly seal: string;
}

/** What the seal of an entry is over. */
export function erasureText(entry: ErasureEntry): string {
  const { municipalityId, id, action, rule, subjectId, tableName, rowId, runId, recordedAt } = entry;
  return [
    'boligtrapp-erasure/1',
    municipalityId,
    id,
    action,
    rule,
    subjectId,
    tableName,
    rowId,
    runId,
    recordedAt,
  ].join('\n');
}

/** Adds entries that are not there yet; returns how many those were. Needs the retention role. */
export async function insertErasures(tx: Tx, entries: readonly SealedErasure[]): Promise<number> {
  if (entries.length === 0) return 0;
  const rows = entries.map((entry) => ({
    municipality_id: entry.municipalityId,
    id: entry.id,
    action: entry.action,
    rule: entry.rule,
    subject_id: entry.subjectId,
    table_name: entry.tableName,
    row_id: entry.rowId,
    run_id: entry.runId,
    recorded_at: entry.recordedAt,
    key_id: entry.keyId,
    seal: entry.seal,
  }));
  const added = await tx
    .insertInto('erasure_ledger')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return added.length;
}

/** Entries after an id, in the order in which they were written. */
export async function listErasures(
  tx: Tx,
  municipalityId: string,
  page: { readonly afterId: string | null; readonly limit: number },
): Promise<readonly SealedErasure[]> {
  let query = tx
    .selectFrom('erasure_ledger')
    .where('municipality_id', '=', municipalityId)
    .select([
      'municipality_id as municipalityId',
      'id',
      'rule',
      'subject_id as subjectId',
      'table_name as tableName',
      'row_id as rowId',
      'run_id as runId',
      'key_id as keyId',
      'seal',
    ])
    .select((eb) => [
      eb.ref('action').$castTo<ErasureAction>().as('action'),
      // As it was sealed, to the millisecond.
      sql<string>`to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('recordedAt'),
    ])
    .orderBy('id')
    .limit(page.limit);
  if (page.afterId !== null) query = query.where('id', '>', page.afterId);
  return await query.execute();
}
