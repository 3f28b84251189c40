import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A dwelling that is to be given to a household, from a day on. */
export interface WantedDwelling {
  readonly dwellingId: string;
  readonly availableFrom: PlainDateString;
  /** The tenant who is to leave it by the same decisions; null where it is vacant or forecast. */
  readonly leavingHouseholdId: string | null;
}

/**
 * Which of the dwellings cannot be given any more: let beyond the day they were to be free, or under an offer. Locks
 * the dwellings in the order of their ids until the transaction ends, so that none is taken in between.
 */
export async function listTakenDwellings(
  tx: Tx,
  wanted: readonly WantedDwelling[],
): Promise<ReadonlySet<string>> {
  const ids = wanted.map(({ dwellingId }) => dwellingId);
  await tx.selectFrom('dwellings').where('id', 'in', ids).select('id').orderBy('id').forUpdate().execute();
  const { rows } = await sql<{ readonly dwellingId: string }>`
    select distinct w.dwelling_id as "dwellingId"
    from unnest(${ids}::uuid[], ${wanted.map(({ availableFrom }) => availableFrom)}::date[],
      ${wanted.map(({ leavingHouseholdId }) => leavingHouseholdId)}::uuid[]) as w (dwelling_id, available_from, leaving)
    where exists (select from leases l where l.dwelling_id = w.dwelling_id
        and l.binds_during && daterange(w.available_from, null) and l.household_id is distinct from w.leaving)
      or exists (select from offers o where o.dwelling_id = w.dwelling_id
        and o.state in ('waiting', 'open', 'accepted'))`.execute(tx);
  return new Set(rows.map(({ dwellingId }) => dwellingId));
}
