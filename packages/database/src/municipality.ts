import type pg from 'pg';

/** Ids of all municipalities, for the scheduler; needs the relay role, any other sees its own at most. */
export async function listMunicipalityIds(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from municipalities order by id');
  return rows.map((row) => row.id);
}
