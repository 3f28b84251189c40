import { findOffer, readLinkedOffers, type Tx } from '@boligtrapp/database';
import { isLiveOffer } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { endOffer } from './end-offer.ts';

/** Why the offers of a household end without being answered. */
export interface HouseholdLeaving {
  readonly householdId: string;
  readonly reasonCode: 'application-withdrawn' | 'application-expired';
}

/**
 * Withdraws every live offer of a household that no longer asks for a dwelling, accepted ones without a lease too, and
 * those that fall with them. Left open they would hold their dwellings until the last day to answer, for nobody. The
 * caller holds the lock of the offers.
 *
 * @throws {ConflictError} `offer.circle-underway` once somebody in a circle of moves with the household has a lease.
 */
export async function withdrawOffersOf(
  tx: Tx,
  deps: { readonly ids: IdSource; readonly clock: Clock },
  actor: Actor,
  { householdId, reasonCode }: HouseholdLeaving,
): Promise<void> {
  const { municipalityId } = actor;
  const own = (await readLinkedOffers(tx, municipalityId)).filter(
    (offer) => offer.householdId === householdId && isLiveOffer(offer.state),
  );
  for (const { id } of own) {
    const offer = await findOffer(tx, municipalityId, id);
    // One that ended before it may have taken this one with it.
    if (offer === undefined || !isLiveOffer(offer.state)) continue;
    const { answeredOn } = offer;
    const ending = { action: 'withdraw', reasonCode, answeredOn, today: deps.clock.today() } as const;
    await endOffer(tx, deps, actor, { offer, ending });
  }
}
