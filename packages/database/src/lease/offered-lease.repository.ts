import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A lease that stands in the way of a new one. */
export interface StandingLease {
  readonly id: string;
  readonly dwellingId: string;
  readonly householdId: string;
  readonly startsOn: PlainDateString;
  readonly closedOn: PlainDateString | null;
}

/** The leases of a dwelling or a household that bind on `on` or later, by id. */
export async function listStandingLeases(
  tx: Tx,
  municipalityId: string,
  query: { readonly dwellingId: string; readonly householdId: string; readonly on: PlainDateString },
): Promise<readonly StandingLease[]> {
  return await tx
    .selectFrom('leases')
    .where('municipality_id', '=', municipalityId)
    .where((eb) =>
      eb.or([eb('dwelling_id', '=', query.dwellingId), eb('household_id', '=', query.householdId)]),
    )
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', query.on)]))
    .select([
      'id',
      'dwelling_id as dwellingId',
      'household_id as householdId',
      'starts_on as startsOn',
      'closed_on as closedOn',
    ])
    .orderBy('id')
    .execute();
}

/**
 * Where the household lived in a municipal dwelling on the day its waiting application came in, or on `today` where it
 * has none, as for a tenant who moves on; null for nowhere.
 */
export async function findHomeAtApplication(
  tx: Tx,
  municipalityId: string,
  query: { readonly householdId: string; readonly today: PlainDateString },
): Promise<string | null> {
  const { householdId, today } = query;
  const { rows } = await sql<{ dwellingId: string }>`
    select l.dwelling_id as "dwellingId" from leases l
    where l.municipality_id = ${municipalityId} and l.household_id = ${householdId}
      and l.binds_during @> coalesce((select max(a.received_on) from housing_applications a
        where a.municipality_id = l.municipality_id and a.household_id = l.household_id and a.status = 'in-queue'),
        ${today}::date)`.execute(tx);
  return rows[0]?.dwellingId ?? null;
}
