import type { FactName } from '../translate/dwelling-facts.ts';

/** Whose word counts for a fact when the two sides differ. */
export type Owner = 'kobo' | 'ours';

/** Who owns what, fact by fact. */
export type Ownership = Readonly<Record<FactName, Owner>>;

/**
 * Where a municipality says nothing else: Kobo keeps what the land register and the building are, and we keep what a
 * dwelling is fit for. A level travels as one of the traits, and only where it is paired; load never does.
 */
export const DEFAULT_OWNERSHIP: Ownership = {
  bedrooms: 'kobo',
  areaM2: 'kobo',
  floor: 'kobo',
  bruksenhetsnummer: 'kobo',
  isWheelchairAccessible: 'kobo',
  ownerForm: 'kobo',
  traits: 'ours',
};
