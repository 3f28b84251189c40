/**
 * Traits of a dwelling that Kobo may have as egenskaper, where the municipality says which. Its level is one only where
 * the municipality has paired it with an egenskap.
 */
export const TRAITS = [
  'lift',
  'own-entrance',
  'robust',
  'screened',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'level-5',
] as const;
/** One of {@link TRAITS}. */
export type Trait = (typeof TRAITS)[number];

/** What both sides may know of a dwelling, in our words. Null is not known. */
export interface DwellingFacts {
  readonly bedrooms: number | null;
  /** Whole square metres. */
  readonly areaM2: number | null;
  readonly floor: number | null;
  readonly bruksenhetsnummer: string | null;
  readonly isWheelchairAccessible: boolean | null;
  /** `owned`, `leased-in` or `allocation-right`. */
  readonly ownerForm: string | null;
  /** In the order of {@link TRAITS}; only those that the table of the municipality has. */
  readonly traits: readonly Trait[];
}

/** Name of a fact. */
export type FactName = keyof DwellingFacts;
