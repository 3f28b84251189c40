import type { OfferState } from './offer-states.ts';

/** What offers have to do with each other. */
export interface LinkedOffer {
  readonly id: string;
  readonly householdId: string;
  readonly state: OfferState;
  /** The same for all offers of a line or circle of moves. */
  readonly chainId: string | null;
  /** The offer that the tenant of the dwelling must accept first. */
  readonly waitsForId: string | null;
}

const LIVE: ReadonlySet<OfferState> = new Set(['waiting', 'open', 'accepted']);

/** Whether an offer keeps its dwelling from others: it waits, is open, or is accepted without a lease yet. */
export function isLiveOffer(state: OfferState): boolean {
  return LIVE.has(state);
}

/**
 * The live offers that fall when `endedId` ends without an acceptance, nearest first: those that wait for it, those that
 * wait for these, and in a circle of moves all others. `offers` are all live ones, and all of their chains.
 */
export function offersBrokenBy(offers: readonly LinkedOffer[], endedId: string): readonly string[] {
  const broken = new Set([endedId]);
  // A Set that grows while it is walked is walked to its end.
  for (const id of broken) {
    for (const offer of offers) {
      if (isLiveOffer(offer.state) && (offer.waitsForId === id || isInCircleWith(offers, offer, id))) {
        broken.add(offer.id);
      }
    }
  }
  return [...broken].slice(1);
}

function isInCircleWith(offers: readonly LinkedOffer[], offer: LinkedOffer, id: string): boolean {
  return offer.id !== id && circleOf(offers, id).some((member) => member.id === offer.id);
}

/** All offers of the circle of moves that an offer is part of, itself included; none where it is part of none. */
export function circleOf(offers: readonly LinkedOffer[], id: string): readonly LinkedOffer[] {
  const chainId = offers.find((offer) => offer.id === id)?.chainId ?? null;
  if (chainId === null) return [];
  const chain = offers.filter((offer) => offer.chainId === chainId);
  // In a line of moves all but the first wait; in a circle nobody does.
  return chain.length > 1 && chain.every(({ waitsForId }) => waitsForId === null) ? chain : [];
}

/**
 * What an acceptance does to other offers: the household's other live ones are withdrawn, and whoever waits for the
 * household to leave its home, by whichever of its offers, waits no longer.
 */
export function offersChangedByAcceptance(
  offers: readonly LinkedOffer[],
  accepted: Pick<LinkedOffer, 'id' | 'householdId'>,
): { readonly withdrawn: readonly string[]; readonly sent: readonly string[] } {
  const own = offers.filter(
    ({ state, householdId }) => isLiveOffer(state) && householdId === accepted.householdId,
  );
  const left = new Set([accepted.id, ...own.map(({ id }) => id)]);
  return {
    withdrawn: own.flatMap(({ id }) => (id === accepted.id ? [] : [id])),
    sent: offers.flatMap(({ id, state, waitsForId }) =>
      state === 'waiting' && waitsForId !== null && left.has(waitsForId) && !left.has(id) ? [id] : [],
    ),
  };
}
