import type { ImportFault, ImportFaultCode } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What became of a row of a file. */
export type ImportOutcome = 'new' | 'changed' | 'rejected' | 'overtaken';

/** A row of a file that is new, changed, or not stored. */
export interface ImportRowRow {
  readonly rowNumber: number;
  readonly outcome: ImportOutcome;
  /** Reference or name, as the row has it; empty where it has none. */
  readonly label: string;
  readonly objectId: string | null;
  readonly objectVersion: number | null;
  readonly changedColumns: readonly string[];
}

/** A fault with the row it is in. */
export interface ImportFaultRow extends ImportFault {
  readonly rowNumber: number;
  /** 1 for the first fault of a row. */
  readonly faultNumber: number;
}

/** Adds rows and faults of a file. */
export async function insertImportRows(
  tx: Tx,
  municipalityId: string,
  importId: string,
  { rows, faults }: { readonly rows: readonly ImportRowRow[]; readonly faults: readonly ImportFaultRow[] },
): Promise<void> {
  if (rows.length > 0) {
    await sql`insert into import_rows
        (municipality_id, import_id, row_number, outcome, label, object_id, object_version, changed_columns)
      select ${municipalityId}::uuid, ${importId}::uuid, r."rowNumber", r.outcome, r.label, r."objectId", r."objectVersion",
        array(select jsonb_array_elements_text(r."changedColumns"))
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("rowNumber" int, outcome text, label text,
        "objectId" uuid, "objectVersion" int, "changedColumns" jsonb)`.execute(tx);
  }
  if (faults.length > 0) {
    await sql`insert into import_faults
        (municipality_id, import_id, row_number, fault_number, column_name, code, severity)
      select ${municipalityId}::uuid, ${importId}::uuid, f."rowNumber", f."faultNumber", f."column", f.code, f.severity
      from jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) as f ("rowNumber" int, "faultNumber" int,
        "column" text, code text, severity text)`.execute(tx);
  }
}

/** Forgets what was found in a file, for a check from the beginning. */
export async function deleteImportRows(tx: Tx, municipalityId: string, importId: string): Promise<void> {
  for (const table of ['import_rows', 'import_faults'] as const) {
    await tx
      .deleteFrom(table)
      .where('municipality_id', '=', municipalityId)
      .where('import_id', '=', importId)
      .execute();
  }
}

/** Rows from `from` to `to` (both inclusive) that are to be stored. */
export async function listRowsToStore(
  tx: Tx,
  municipalityId: string,
  importId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly ImportRowRow[]> {
  return await rowsOf(tx, municipalityId, importId)
    .where('row_number', '>=', from)
    .where('row_number', '<=', to)
    .where('outcome', 'in', ['new', 'changed'])
    .orderBy('row_number')
    .execute();
}

/** Names what rows have made. */
export async function nameStoredObjects(
  tx: Tx,
  municipalityId: string,
  importId: string,
  made: readonly { readonly rowNumber: number; readonly objectId: string }[],
): Promise<void> {
  if (made.length === 0) return;
  await sql`update import_rows r set object_id = m."objectId"
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as m ("rowNumber" int, "objectId" uuid)
    where r.municipality_id = ${municipalityId} and r.import_id = ${importId} and r.row_number = m."rowNumber"`.execute(
    tx,
  );
}

/** Marks rows that no longer fit the register. */
export async function markOvertaken(
  tx: Tx,
  municipalityId: string,
  importId: string,
  rowNumbers: readonly number[],
): Promise<void> {
  if (rowNumbers.length === 0) return;
  await tx
    .updateTable('import_rows')
    .set({ outcome: 'overtaken' })
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId)
    .where('row_number', 'in', rowNumbers)
    .execute();
}

/** A page of rows by their number. */
export async function listImportRows(
  tx: Tx,
  municipalityId: string,
  importId: string,
  query: {
    readonly outcome?: ImportOutcome | undefined;
    readonly afterRow?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly ImportRowRow[]> {
  let rows = rowsOf(tx, municipalityId, importId).orderBy('row_number').limit(query.limit);
  if (query.outcome !== undefined) rows = rows.where('outcome', '=', query.outcome);
  if (query.afterRow !== undefined) rows = rows.where('row_number', '>', query.afterRow);
  return await rows.execute();
}

/** How many rows of a file have this outcome, or any. */
export async function countImportRows(
  tx: Tx,
  municipalityId: string,
  importId: string,
  outcome?: ImportOutcome,
): Promise<number> {
  let rows = tx
    .selectFrom('import_rows')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId);
  if (outcome !== undefined) rows = rows.where('outcome', '=', outcome);
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}

/** A page of faults by row, and by their order in it. */
export async function listImportFaults(
  tx: Tx,
  municipalityId: string,
  importId: string,
  query: {
    readonly after?: { readonly row: number; readonly fault: number } | undefined;
    readonly limit: number;
  },
): Promise<readonly ImportFaultRow[]> {
  let faults = tx
    .selectFrom('import_faults')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId);
  if (query.after !== undefined) {
    faults = faults.where(
      sql<boolean>`(row_number, fault_number) > (${query.after.row}, ${query.after.fault})`,
    );
  }
  return await faults
    .select(['row_number as rowNumber', 'fault_number as faultNumber', 'column_name as column', 'severity'])
    .select(sql<ImportFaultCode>`code`.as('code'))
    .orderBy('row_number')
    .orderBy('fault_number')
    .limit(query.limit)
    .execute();
}

/** How many faults a file has. */
export async function countImportFaults(tx: Tx, municipalityId: string, importId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('import_faults')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function rowsOf(tx: Tx, municipalityId: string, importId: string) {
  return tx
    .selectFrom('import_rows')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId)
    .select([
      'row_number as rowNumber',
      'outcome',
      'label',
      'object_id as objectId',
      'object_version as objectVersion',
      'changed_columns as changedColumns',
    ]);
}
