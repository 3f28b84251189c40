import type { LinkedOffer, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { OFFER_COLUMNS, type OfferRow } from './offer.rows.ts';

/** An offer by id, or undefined. Under the lock of the offers, nobody changes it until the transaction ends. */
export async function findOffer(
  tx: Tx,
  municipalityId: string,
  offerId: string,
): Promise<OfferRow | undefined> {
  return await tx
    .selectFrom('offers as o')
    .where('o.municipality_id', '=', municipalityId)
    .where('o.id', '=', offerId)
    .select(OFFER_COLUMNS)
    .$narrowType<OfferRow>()
    .executeTakeFirst();
}

/** All live offers of the municipality, and all offers of their chains, by id. */
export async function readLinkedOffers(tx: Tx, municipalityId: string): Promise<readonly LinkedOffer[]> {
  const { rows } = await sql<LinkedOffer>`
    select o.id, o.household_id as "householdId", o.state, o.chain_id as "chainId", o.waits_for_id as "waitsForId"
    from offers o
    where o.municipality_id = ${municipalityId} and (o.state in ('waiting', 'open', 'accepted')
      or o.chain_id in (select c.chain_id from offers c where c.municipality_id = o.municipality_id
        and c.state in ('waiting', 'open', 'accepted')))
    order by o.id`.execute(tx);
  return rows;
}

/** The households of the offers with these ids, by the id of the offer. */
export async function readOfferHouseholds(
  tx: Tx,
  municipalityId: string,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (offerIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('offers')
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', [...offerIds])
    .select(['id', 'household_id as householdId'])
    .execute();
  return new Map(rows.map(({ id, householdId }) => [id, householdId]));
}

/** The open offers whose last day to answer has passed on `today`, by id. */
export async function listOverdueOffers(
  tx: Tx,
  municipalityId: string,
  today: PlainDateString,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('offers')
    .where('municipality_id', '=', municipalityId)
    .where('state', '=', 'open')
    .where('answer_by', '<', today)
    .select('id')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The round whose facts a decision rests on, or undefined; that of a review rests on none. */
export async function findDecisionRound(
  tx: Tx,
  municipalityId: string,
  decisionId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('decisions')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', decisionId)
    .select('round_id as roundId')
    .executeTakeFirst();
  return row?.roundId ?? undefined;
}

/** The households that were offered the dwelling of `offer` on decisions of the same round. */
export async function listHouseholdsOffered(
  tx: Tx,
  municipalityId: string,
  offer: Pick<OfferRow, 'decisionId' | 'dwellingId'>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ householdId: string }>`
    select distinct o.household_id as "householdId"
    from offers o
    join decisions d on d.municipality_id = o.municipality_id and d.id = o.decision_id
    join decisions own on own.municipality_id = d.municipality_id and own.round_id = d.round_id
      and own.id = ${offer.decisionId}
    where o.municipality_id = ${municipalityId} and o.dwelling_id = ${offer.dwellingId}`.execute(tx);
  return rows.map(({ householdId }) => householdId);
}

/** Whether an offer of the dwelling to another household waits, is open or accepted. */
export async function isOfferedToAnother(
  tx: Tx,
  municipalityId: string,
  { dwellingId, householdId }: Pick<OfferRow, 'dwellingId' | 'householdId'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('offers')
    .where('municipality_id', '=', municipalityId)
    .where('dwelling_id', '=', dwellingId)
    .where('household_id', '<>', householdId)
    .where('state', 'in', ['waiting', 'open', 'accepted'])
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether an offer of the dwelling waits, is open or accepted. */
export async function isDwellingUnderOffer(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('offers')
    .where('municipality_id', '=', municipalityId)
    .where('dwelling_id', '=', dwellingId)
    .where('state', 'in', ['waiting', 'open', 'accepted'])
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
