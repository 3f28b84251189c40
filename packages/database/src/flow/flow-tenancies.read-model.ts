import type { FlowTenancy, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * Every lease that has begun by `on`, on the step on which its dwelling is now, by household and first day. A dwelling
 * that was moved to another step counts there for all time.
 */
export async function readFlowTenancies(tx: Tx, on: PlainDateString): Promise<readonly FlowTenancy[]> {
  const { rows } = await sql<FlowTenancy>`
    select l.id as "leaseId", l.household_id as "householdId", l.dwelling_id as "dwellingId", d.programme, d.track,
      d.level, l.starts_on as "startsOn", l.closed_on as "closedOn", l.closed_because as "closedBecause"
    from leases l join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
    where l.starts_on <= ${on}::date
    order by l.household_id, l.starts_on`.execute(tx);
  return rows;
}
