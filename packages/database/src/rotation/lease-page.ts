import type { LeaseFacts, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { LEASE_FACT_COLUMNS, toLeaseFacts } from '../lease/lease.rows.ts';

/**
 * Facts of leases that bind a dwelling on `on` or later, by id after `afterId` (exclusive), with their move
 * requests: one statement a page.
 */
export async function readLeasePage(
  tx: Tx,
  page: { readonly on: PlainDateString; readonly afterId: string | null; readonly limit: number },
): Promise<readonly LeaseFacts[]> {
  let query = tx
    .selectFrom('leases as l')
    .select(LEASE_FACT_COLUMNS)
    .select(
      sql<readonly PlainDateString[]>`array(select n.sent_on::text from lease_notices n
        where n.municipality_id = l.municipality_id and n.lease_id = l.id and n.kind = 'move-request'
        order by n.sent_on)`.as('moveRequests'),
    )
    .where((where) => where.or([where('l.closed_on', 'is', null), where('l.closed_on', '>', page.on)]))
    .orderBy('l.id')
    .limit(page.limit);
  if (page.afterId !== null) query = query.where('l.id', '>', page.afterId);
  const rows = await query.execute();
  return rows.map(({ moveRequests, ...row }) =>
    toLeaseFacts(
      row,
      moveRequests.map((sentOn) => ({ leaseId: row.id, kind: 'move-request', sentOn })),
    ),
  );
}
