import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { ErasableTable } from './due-subjects.read-model.ts';

/** Tables whose items name the plan that the rows belong to. */
const KEYS: Partial<Readonly<Record<ErasableTable, string>>> = {
  career_plan_steps: 'plan_id',
  career_plan_versions: 'plan_id',
};

/**
 * Deletes what an item names, and returns how many rows that were. The database refuses rows that no run being carried
 * out names: then it deletes nothing. Needs the retention role.
 */
export async function eraseRows(
  tx: Tx,
  municipalityId: string,
  { table, rowId }: { readonly table: ErasableTable; readonly rowId: string },
): Promise<number> {
  if (table === 'notice_letters') {
    await sql`update prepared_notices set letter_id = null
      where municipality_id = ${municipalityId}::uuid and letter_id = ${rowId}::uuid`.execute(tx);
  }
  if (table === 'persons') {
    await sql`delete from identity_lookups
      where municipality_id = ${municipalityId}::uuid and person_id = ${rowId}::uuid`.execute(tx);
  }
  const result = await sql`delete from ${sql.table(table)}
    where municipality_id = ${municipalityId}::uuid and ${sql.ref(KEYS[table] ?? 'id')} = ${rowId}::uuid`.execute(
    tx,
  );
  return Number(result.numAffectedRows ?? 0);
}

/** Whether anything of the row is there. Needs the retention role. */
export async function isStored(
  tx: Tx,
  municipalityId: string,
  { table, rowId }: { readonly table: ErasableTable; readonly rowId: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)}
    where municipality_id = ${municipalityId}::uuid and ${sql.ref(KEYS[table] ?? 'id')} = ${rowId}::uuid limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Locks the households, letters or plans, so that nothing comes to hang on them until the transaction ends. */
export async function lockSubjects(
  tx: Tx,
  municipalityId: string,
  table: 'households' | 'notice_letters' | 'career_plans',
  ids: readonly string[],
): Promise<void> {
  await sql`select 1 from ${sql.table(table)} where municipality_id = ${municipalityId}::uuid
    and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx);
}

/** Runs `work`, and takes back what it did alone where the database refuses: something still refers to the rows. */
export async function unlessReferred(tx: Tx, work: () => Promise<void>): Promise<boolean> {
  await sql`savepoint retention_subject`.execute(tx);
  try {
    await work();
    await sql`release savepoint retention_subject`.execute(tx);
    return true;
  } catch (error) {
    const isRefused =
      error instanceof Error && 'code' in error && (error.code === '23503' || error.code === '23514');
    if (!isRefused) throw error;
    await sql`rollback to savepoint retention_subject`.execute(tx);
    return false;
  }
}
