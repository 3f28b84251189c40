import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Runs `work` while no other rotation run of the municipality goes on anywhere: two dates at once would clear each
 * other's flags. Waits for its turn. Holds one connection beside those that `work` uses; a process that dies gives
 * the lock back with its connection.
 */
export async function withRotationLock<T>(
  db: Db,
  municipalityId: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = `rotation:${municipalityId}`;
  return await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtextextended(${key}, 0))`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${key}, 0))`.execute(connection);
    }
  });
}
