import type { Tx } from '../connect.ts';
import { OFFER_COLUMNS, type OfferRow } from '../offer/offer.rows.ts';

/** Every offer that was made of a decision, from the first. */
export async function listOffersOfDecision(
  tx: Tx,
  municipalityId: string,
  decisionId: string,
): Promise<readonly OfferRow[]> {
  return await tx
    .selectFrom('offers as o')
    .where('o.municipality_id', '=', municipalityId)
    .where('o.decision_id', '=', decisionId)
    .select(OFFER_COLUMNS)
    .$narrowType<OfferRow>()
    .orderBy('o.id')
    .execute();
}
