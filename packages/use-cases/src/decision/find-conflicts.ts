import { lockOffers, readOfferFacts, type Tx } from '@boligtrapp/database';
import { decideOffers, type Ending, type NoOfferReason, type PlainDateString } from '@boligtrapp/domain';

/** Why a household cannot be offered the dwelling that it was to get, after the facts of today. */
export interface OfferConflict {
  readonly householdId: string;
  readonly dwellingId: string;
  readonly because: NoOfferReason;
}

/**
 * What of an ending can no longer be offered, because somebody else was faster. Takes the lock of the municipality's
 * offers, so that nothing of it changes before the transaction ends.
 */
export async function findConflicts(
  tx: Tx,
  scope: { readonly municipalityId: string; readonly today: PlainDateString },
  ending: Ending,
): Promise<readonly OfferConflict[]> {
  await lockOffers(tx);
  const moves = [...ending].map(([householdId, dwellingId]) => ({
    householdId,
    dwellingId,
    decisionId: householdId,
  }));
  if (moves.length === 0) return [];
  const facts = await readOfferFacts(tx, {
    ...scope,
    dwellingIds: moves.map(({ dwellingId }) => dwellingId),
    householdIds: moves.map(({ householdId }) => householdId),
  });
  const verdicts = decideOffers(facts, moves);
  return moves.flatMap(({ householdId, dwellingId }, index) => {
    const verdict = verdicts[index];
    return verdict?.kind === 'none' ? [{ householdId, dwellingId, because: verdict.reason }] : [];
  });
}
