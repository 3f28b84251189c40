import type { StateTable } from '../states/state-table.ts';

/**
 * States of an offer (tilbud). `waiting`: the dwelling is the home of a tenant who has not accepted another one yet.
 * `fulfilled`: a lease was made of it.
 */
export type OfferState = 'waiting' | 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'fulfilled';

/** What may happen to an offer. */
export type OfferAction = 'send' | 'accept' | 'decline' | 'expire' | 'withdraw' | 'fulfil';

/** Every transition of an offer. */
export const OFFER_TRANSITIONS = {
  waiting: { send: 'open', withdraw: 'withdrawn' },
  open: { accept: 'accepted', decline: 'declined', expire: 'expired', withdraw: 'withdrawn' },
  accepted: { fulfil: 'fulfilled', withdraw: 'withdrawn' },
  declined: {},
  expired: {},
  withdrawn: {},
  fulfilled: {},
} as const satisfies StateTable<OfferState, OfferAction>;
