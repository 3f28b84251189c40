import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Incidents by severity. */
export interface ConductCounts {
  readonly slight: number;
  readonly serious: number;
  readonly grave: number;
}

/**
 * The incidents that are put down to a household in a period (`to` exclusive), by severity; those withdrawn are left
 * out. Counts only: neither what happened nor where.
 */
export async function conductCounts(
  tx: Tx,
  householdId: string,
  { from, to }: { readonly from: PlainDateString; readonly to: PlainDateString },
): Promise<ConductCounts> {
  const { rows } = await sql<ConductCounts>`
    select count(*) filter (where i.severity = 1)::int as slight,
      count(*) filter (where i.severity = 2)::int as serious,
      count(*) filter (where i.severity = 3)::int as grave
    from incident_households x
    join incidents i on i.municipality_id = x.municipality_id and i.id = x.incident_id
    where x.household_id = ${householdId}::uuid and i.withdrawn_on is null
      and i.occurred_on >= ${from}::date and i.occurred_on < ${to}::date`.execute(tx);
  const [counts] = rows;
  if (counts === undefined) throw new Error('a query of counts has one row');
  return counts;
}
