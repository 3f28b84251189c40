import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What the household and the home of a lease are called. */
export interface TenantNameRow {
  readonly leaseId: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly dwellingId: string;
  readonly dwellingReference: string;
}

/** The names of the given leases, by lease. */
export async function readTenantNames(
  tx: Tx,
  leaseIds: readonly string[],
): Promise<ReadonlyMap<string, TenantNameRow>> {
  const { rows } = await sql<TenantNameRow>`
    select l.id as "leaseId", l.household_id as "householdId", h.reference as "householdReference",
      l.dwelling_id as "dwellingId", d.reference as "dwellingReference"
    from leases l
    join households h on h.municipality_id = l.municipality_id and h.id = l.household_id
    join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
    where l.id = any(${[...leaseIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.leaseId, row]));
}
