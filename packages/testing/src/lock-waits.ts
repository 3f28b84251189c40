import type { Db } from '@boligtrapp/database';
import { sql } from 'kysely';

/** Resolves when at least one transaction of the database waits for a lock of the kind. */
export async function untilSomebodyWaits(db: Db, kind: 'advisory' | 'any'): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ isWaiting: boolean }>`select exists (
      select from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()
        and (${kind}::text = 'any' or l.locktype = 'advisory')) as "isWaiting"`.execute(db);
    if (rows[0]?.isWaiting === true) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}
