import { readOfferHouseholds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { hiddenHouseholds } from './hidden-households.ts';

/**
 * Those of the offers that an answer about another case may name: what goes with an offer, waits for it or comes after it
 * belongs to somebody else, whose case may not exist for the actor.
 */
export async function visibleOffers(
  tx: Tx,
  actor: Actor,
  offerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (offerIds.length === 0) return new Set();
  const hidden = await hiddenHouseholds(tx, actor);
  const householdOf = await readOfferHouseholds(tx, actor.municipalityId, offerIds);
  return new Set(offerIds.filter((id) => !hidden.has(householdOf.get(id) ?? '')));
}
