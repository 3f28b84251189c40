import type { LeaseFacts, LeaseRegime, PlainDateString, ShortTermBasis } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * Facts of leases that bind a dwelling on `on` or later, by id after `afterId` (exclusive), with their move
 * requests: one statement a page.
 */
export async function readLeasePage(
  tx: Tx,
  page: { readonly on: PlainDateString; readonly afterId: string | null; readonly limit: number },
): Promise<readonly LeaseFacts[]> {
  const { rows } = await sql<LeaseRow>`
    select l.id, l.starts_on, l.last_day, l.regime, l.short_term_basis, l.short_term_reason_given_on,
      l.short_term_weighty, l.signed_on, l.exceptions_info_given_on, l.previous_short_terms, l.closed_on,
      coalesce((select array_agg(n.sent_on::text order by n.sent_on) from lease_notices n
        where n.municipality_id = l.municipality_id and n.lease_id = l.id and n.kind = 'move-request'), '{}')
        as move_requests
    from leases l
    where (l.closed_on is null or l.closed_on > ${page.on}::date)
      and (${page.afterId}::uuid is null or l.id > ${page.afterId}::uuid)
    order by l.id limit ${page.limit}`.execute(tx);
  return rows.map(toLeaseFacts);
}

interface LeaseRow {
  readonly id: string;
  readonly starts_on: PlainDateString;
  readonly last_day: PlainDateString | null;
  readonly regime: LeaseRegime;
  readonly short_term_basis: ShortTermBasis | null;
  readonly short_term_reason_given_on: PlainDateString | null;
  readonly short_term_weighty: boolean;
  readonly signed_on: PlainDateString;
  readonly exceptions_info_given_on: PlainDateString | null;
  readonly previous_short_terms: number;
  readonly closed_on: PlainDateString | null;
  readonly move_requests: readonly PlainDateString[];
}

function toLeaseFacts(row: LeaseRow): LeaseFacts {
  return {
    id: row.id,
    start: row.starts_on,
    lastDay: row.last_day,
    regime: row.regime,
    shortTerm:
      row.short_term_basis === null
        ? null
        : {
            basis: row.short_term_basis,
            reasonGivenAt: row.short_term_reason_given_on,
            weighty: row.short_term_weighty,
          },
    signedAt: row.signed_on,
    exceptionsInfoGivenAt: row.exceptions_info_given_on,
    previousShortTermsSameParties: row.previous_short_terms,
    moveRequests: row.move_requests.map((sentAt) => ({ sentAt })),
    vacatedOn: row.closed_on,
  };
}
