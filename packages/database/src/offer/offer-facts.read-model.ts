import type { OfferFacts, PlainDateString, Tenancy } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Whose facts are read. */
export interface OfferFactsQuery {
  readonly municipalityId: string;
  readonly today: PlainDateString;
  readonly dwellingIds: readonly string[];
  readonly householdIds: readonly string[];
}

/** What offers of these dwellings to these households are decided on, locked: see {@link lockOfferParties}. */
export async function readOfferFacts(tx: Tx, query: OfferFactsQuery): Promise<OfferFacts> {
  await lockOfferParties(tx, query);
  const { municipalityId, today, dwellingIds, householdIds } = query;
  const dwellings = await sql<{ id: string; isInUse: boolean; hasLiveOffer: boolean }>`
    select d.id,
      (d.leased_in_until is null or d.leased_in_until > ${today}::date)
        and exists (select from dwelling_periods p where p.municipality_id = d.municipality_id and p.dwelling_id = d.id
        and p.role = 'dwelling' and (upper_inf(p.valid_during) or upper(p.valid_during) > ${today}::date)) as "isInUse",
      exists (select from offers o where o.municipality_id = d.municipality_id and o.dwelling_id = d.id
        and o.state in ('waiting', 'open', 'accepted')) as "hasLiveOffer"
    from dwellings d where d.municipality_id = ${municipalityId} and d.id = any(${dwellingIds}::uuid[])`.execute(
    tx,
  );
  const households = await sql<{ id: string; isInQueue: boolean; hasAcceptedOffer: boolean }>`
    select h.id,
      exists (select from housing_applications a where a.municipality_id = h.municipality_id
        and a.household_id = h.id and a.status = 'in-queue') as "isInQueue",
      exists (select from offers o where o.municipality_id = h.municipality_id and o.household_id = h.id
        and o.state = 'accepted') as "hasAcceptedOffer"
    from households h where h.municipality_id = ${municipalityId} and h.id = any(${householdIds}::uuid[])`.execute(
    tx,
  );
  const tenancies = await readTenancies(tx, query);
  return {
    today,
    dwellings: new Map(
      dwellings.rows.map(({ id, ...dwelling }) => [
        id,
        { ...dwelling, tenancies: tenancies.filter(({ dwellingId }) => dwellingId === id) },
      ]),
    ),
    households: new Map(
      households.rows.map(({ id, ...household }) => [
        id,
        { ...household, tenancies: tenancies.filter(({ householdId }) => householdId === id) },
      ]),
    ),
  };
}

async function readTenancies(
  tx: Tx,
  { municipalityId, today, dwellingIds, householdIds }: OfferFactsQuery,
): Promise<readonly (Tenancy & { readonly dwellingId: string })[]> {
  const { rows } = await sql<Tenancy & { readonly dwellingId: string }>`
    select l.dwelling_id as "dwellingId", l.household_id as "householdId", l.starts_on as "startsOn",
      l.closed_on is not null as "isEnding"
    from leases l
    where l.municipality_id = ${municipalityId} and (l.closed_on is null or l.closed_on > ${today}::date)
      and (l.dwelling_id = any(${dwellingIds}::uuid[]) or l.household_id = any(${householdIds}::uuid[]))
    order by l.id`.execute(tx);
  return rows;
}

/** Locks the dwellings, then the households, each in the order of their ids, until the transaction ends. */
export async function lockOfferParties(
  tx: Tx,
  {
    municipalityId,
    dwellingIds,
    householdIds,
  }: Pick<OfferFactsQuery, 'municipalityId' | 'dwellingIds' | 'householdIds'>,
): Promise<void> {
  await tx
    .selectFrom('dwellings')
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', dwellingIds.length === 0 ? [null] : [...dwellingIds])
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
  await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', householdIds.length === 0 ? [null] : [...householdIds])
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
