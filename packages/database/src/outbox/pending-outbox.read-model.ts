import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Seconds that the oldest effect which is due has waited to be relayed, of all municipalities; 0 when none
 * waits. Needs the relay role: every other role sees the effects of one municipality only.
 */
export async function readOldestDueSeconds(relayDb: Db): Promise<number> {
  const row = await relayDb
    .selectFrom('outbox')
    .select(
      sql<number>`greatest(0, coalesce(extract(epoch from now() - min(available_at)), 0))::float8`.as(
        'seconds',
      ),
    )
    .where('relayed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.seconds;
}
