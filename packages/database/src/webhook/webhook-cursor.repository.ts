import type { Pool } from 'pg';
import type { Tx } from '../connect.ts';

/**
 * How far the trail of the municipality has been told, its row locked until the transaction ends; undefined where there
 * is no subscription yet, and where somebody else has the lock.
 */
export async function lockWebhookCursor(tx: Tx, municipalityId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('webhook_cursors')
    .where('municipality_id', '=', municipalityId)
    .select('audit_sequence as sequence')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.sequence;
}

/** Moves the cursor that the caller has locked. */
export async function moveWebhookCursor(tx: Tx, municipalityId: string, sequence: number): Promise<void> {
  await tx
    .updateTable('webhook_cursors')
    .set({ audit_sequence: sequence })
    .where('municipality_id', '=', municipalityId)
    .execute();
}

/** Ids of active messages' rows that should have been tried long ago, locked: their jobs are lost. */
export async function lockOverdueWebhookMessages(
  tx: Tx,
  municipalityId: string,
  { dueBefore, limit }: { readonly dueBefore: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('webhook_messages as m')
    .innerJoin('webhook_subscriptions as s', (join) =>
      join.onRef('s.municipality_id', '=', 'm.municipality_id').onRef('s.id', '=', 'm.subscription_id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .where('m.state', '=', 'pending')
    .where('s.state', '=', 'active')
    .where('m.next_attempt_at', '<', dueBefore)
    .orderBy('m.next_attempt_at')
    .limit(limit)
    .select('m.id')
    .forNoKeyUpdate('m')
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

/** Puts off messages that the caller has locked. */
export async function putOffWebhookMessages(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
  nextAttemptAt: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('webhook_messages')
    .set({ next_attempt_at: nextAttemptAt })
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Municipalities whose trail goes further than what has been told; needs the relay role. */
export async function listUntoldMunicipalities(relayPool: Pool): Promise<readonly string[]> {
  const { rows } = await relayPool.query<{ id: string }>(
    `select c.municipality_id as id from webhook_cursors c
     where c.audit_sequence < (select max(e.sequence) from audit_events e where e.municipality_id = c.municipality_id)
     order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** Municipalities that have, or had, a subscription; needs the relay role. */
export async function listTellingMunicipalities(relayPool: Pool): Promise<readonly string[]> {
  const { rows } = await relayPool.query<{ id: string }>(
    'select municipality_id as id from webhook_cursors order by 1',
  );
  return rows.map(({ id }) => id);
}

/** Destroys events that are older than 90 days, with their messages and attempts; needs the relay role. */
export async function sweepWebhookEvents(relayPool: Pool): Promise<number> {
  const { rowCount } = await relayPool.query(
    "delete from webhook_events where recorded_at < now() - interval '90 days'",
  );
  return rowCount ?? 0;
}
