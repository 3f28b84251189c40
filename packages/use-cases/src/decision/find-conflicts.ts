import { lockOffers, readOfferFacts, type Tx } from '@boligtrapp/database';
import { decideOffers, type Ending, type NoOfferReason, type PlainDateString } from '@boligtrapp/domain';
import { expectVacancies } from '../forecast/expect-vacancies.ts';

/** Why a household cannot be offered the dwelling that it was to get, after the facts of today. */
export interface OfferConflict {
  readonly householdId: string;
  readonly dwellingId: string;
  readonly because: NoOfferReason;
}

/**
 * What of an ending can no longer be offered, because somebody else was faster. Takes the lock of the municipality's
 * offers, so that nothing of it changes before the transaction ends. `forecastDwellingIds` are those that the round took
 * in before anybody had left.
 */
export async function findConflicts(
  tx: Tx,
  {
    forecastDwellingIds,
    ...scope
  }: {
    readonly municipalityId: string;
    readonly today: PlainDateString;
    readonly forecastDwellingIds: readonly string[];
  },
  ending: Ending,
): Promise<readonly OfferConflict[]> {
  await lockOffers(tx);
  const moves = [...ending].map(([householdId, dwellingId]) => ({
    householdId,
    dwellingId,
    decisionId: householdId,
  }));
  if (moves.length === 0) return [];
  const dwellingIds = moves.map(({ dwellingId }) => dwellingId);
  const known = await readOfferFacts(tx, {
    ...scope,
    dwellingIds,
    householdIds: moves.map(({ householdId }) => householdId),
  });
  const isForecast = new Set(forecastDwellingIds);
  const facts = await expectVacancies(tx, known, {
    dwellingIds: dwellingIds.filter((id) => isForecast.has(id)),
    today: scope.today,
  });
  const verdicts = decideOffers(facts, moves);
  return moves.flatMap(({ householdId, dwellingId }, index) => {
    const verdict = verdicts[index];
    return verdict?.kind === 'none' ? [{ householdId, dwellingId, because: verdict.reason }] : [];
  });
}
