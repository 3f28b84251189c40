import type { Pool } from 'pg';

/** Removes what was relayed more than 30 days ago, of all municipalities; needs the relay role. Returns how many. */
export async function sweepOutbox(relayPool: Pool): Promise<number> {
  const { rowCount } = await relayPool.query(
    "delete from outbox where relayed_at < now() - interval '30 days'",
  );
  return rowCount ?? 0;
}
