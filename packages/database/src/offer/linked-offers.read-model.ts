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
