import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Dwellings that the municipality disposes of on a day. */
export interface DisposedDwellings {
  readonly owned: number;
  readonly leasedIn: number;
  readonly allocationRight: number;
  /** Of all of them. */
  readonly wheelchairAccessible: number;
}

/**
 * The dwellings of a day: every unit with a role that is not that of a staff base. One that is leased in counts until the
 * municipality's contract is over, or until nobody lives there.
 */
export async function readDisposedDwellings(
  tx: Tx,
  municipalityId: string,
  on: PlainDateString,
): Promise<DisposedDwellings> {
  const { rows } = await sql<DisposedDwellings>`
    select count(*) filter (where d.owner_form = 'owned')::int as "owned",
      count(*) filter (where d.owner_form = 'leased-in')::int as "leasedIn",
      count(*) filter (where d.owner_form = 'allocation-right')::int as "allocationRight",
      count(*) filter (where d.wheelchair_accessible)::int as "wheelchairAccessible"
    from dwellings d
    join dwelling_periods p on p.municipality_id = d.municipality_id and p.dwelling_id = d.id
      and p.valid_during @> ${on}::date
    where d.municipality_id = ${municipalityId} and p.role <> 'staff-base'
      and (d.leased_in_until is null or d.leased_in_until > ${on}::date or exists (
        select from leases l where l.municipality_id = d.municipality_id and l.dwelling_id = d.id
          and l.binds_during @> ${on}::date))`.execute(tx);
  return rows[0] ?? { owned: 0, leasedIn: 0, allocationRight: 0, wheelchairAccessible: 0 };
}

/**
 * Households that moved into a municipal dwelling from elsewhere in a year: those with a lease of the kind `new` that
 * begins in it, each once. Those of `hidden` do not count.
 */
export async function countNewlyMovedIn(
  tx: Tx,
  municipalityId: string,
  year: { readonly from: PlainDateString; readonly until: PlainDateString },
  hidden: ReadonlySet<string>,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(distinct l.household_id)::int as count from leases l
    where l.municipality_id = ${municipalityId} and l.allocation_kind = 'new'
      and l.starts_on >= ${year.from}::date and l.starts_on < ${year.until}::date
      and l.household_id <> all(${[...hidden]}::uuid[])`.execute(tx);
  return rows[0]?.count ?? 0;
}
