import { type RawSearch, withoutUndefined, wordOf } from '../../components/read-search.ts';

/** States by which offers are chosen. */
export const OFFER_STATES = [
  'open',
  'waiting',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'fulfilled',
] as const;

/** Which offers are shown; those that are open where nothing is said. */
export interface OfferSearch {
  readonly state?: (typeof OFFER_STATES)[number] | 'all';
}

/** What the address says, as far as it makes sense. */
export function readOfferSearch(raw: RawSearch): OfferSearch {
  return withoutUndefined({ state: wordOf([...OFFER_STATES, 'all'], raw['state']) });
}
