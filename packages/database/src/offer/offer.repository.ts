import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { OfferRow } from './offer.rows.ts';

/** An offer to be made. */
export type NewOffer = Pick<
  OfferRow,
  'id' | 'decisionId' | 'dwellingId' | 'householdId' | 'sentOn' | 'answerBy' | 'chainId' | 'waitsForId'
> & { readonly state: 'waiting' | 'open' };

/**
 * Waits until nobody else of the municipality makes or changes offers, and keeps others out until the transaction ends.
 * Comes before every other lock of a use case: one that has the audit trail already may wait for ever.
 */
export async function lockOffers(tx: Tx): Promise<void> {
  await sql`select lock_offers()`.execute(tx);
}

/** Adds offers; one that waits for another comes after it. */
export async function insertOffers(
  tx: Tx,
  municipalityId: string,
  offers: readonly NewOffer[],
): Promise<void> {
  if (offers.length === 0) return;
  await tx
    .insertInto('offers')
    .values(
      offers.map((offer) => ({
        municipality_id: municipalityId,
        id: offer.id,
        decision_id: offer.decisionId,
        dwelling_id: offer.dwellingId,
        household_id: offer.householdId,
        state: offer.state,
        sent_on: offer.sentOn,
        answer_by: offer.answerBy,
        chain_id: offer.chainId,
        waits_for_id: offer.waitsForId,
      })),
    )
    .execute();
}

/** What changes about an offer; what is left out stays. */
export type OfferChange = Partial<
  Pick<OfferRow, 'sentOn' | 'answerBy' | 'answeredOn' | 'answerReasonCode' | 'waitsForId'>
> & { readonly state: OfferRow['state'] };

/** Changes one offer; the caller holds the lock of the offers. */
export async function updateOffer(
  tx: Tx,
  municipalityId: string,
  offerId: string,
  { state, sentOn, answerBy, answeredOn, answerReasonCode, waitsForId }: OfferChange,
): Promise<void> {
  await tx
    .updateTable('offers')
    .set({
      state,
      version: sql`version + 1`,
      ...(sentOn === undefined ? {} : { sent_on: sentOn }),
      ...(answerBy === undefined ? {} : { answer_by: answerBy }),
      ...(answeredOn === undefined ? {} : { answered_on: answeredOn }),
      ...(answerReasonCode === undefined ? {} : { answer_reason_code: answerReasonCode }),
      ...(waitsForId === undefined ? {} : { waits_for_id: waitsForId }),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', offerId)
    .execute();
}
