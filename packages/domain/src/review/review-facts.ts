import type { Level, Programme, Step, Track } from '../ladder/ladder.ts';

/**
 * What may be decided about a tenancy. `startlan`: the tenant is helped to own a home. `ended`: the tenant leaves, and
 * no other way was found.
 */
export type ReviewOutcome = 'renewed' | 'moved' | 'private-rental' | 'startlan' | 'ended';

/** All outcomes, always offered in this order, whatever is recommended. */
export const REVIEW_OUTCOMES = [
  'renewed',
  'moved',
  'private-rental',
  'startlan',
  'ended',
] as const satisfies readonly ReviewOutcome[];

/** What the tenant wishes. `not-stated`: asked, and not answered. */
export type ReviewWish =
  | 'stay'
  | 'move-smaller'
  | 'move-larger'
  | 'move-area'
  | 'private-rental'
  | 'buy'
  | 'not-stated';

/** All wishes. */
export const REVIEW_WISHES = [
  'stay',
  'move-smaller',
  'move-larger',
  'move-area',
  'private-rental',
  'buy',
  'not-stated',
] as const satisfies readonly ReviewWish[];

/** How much rent is outstanding. */
export type RentArrears = 'none' | 'some' | 'serious';

/** All levels of arrears, the least first. */
export const RENT_ARREARS = ['none', 'some', 'serious'] as const satisfies readonly RentArrears[];

/** Why a review is decided otherwise than by renewing as recommended; the text that goes with it says more. */
export type ReviewReason =
  | 'need-changed'
  | 'need-ended'
  | 'wish-of-household'
  | 'safety-of-household'
  | 'safety-of-neighbours'
  | 'condition-of-dwelling'
  | 'rent'
  | 'conduct'
  | 'facts-incomplete'
  | 'other';

/** All reasons. */
export const REVIEW_REASONS = [
  'need-changed',
  'need-ended',
  'wish-of-household',
  'safety-of-household',
  'safety-of-neighbours',
  'condition-of-dwelling',
  'rent',
  'conduct',
  'facts-incomplete',
  'other',
] as const satisfies readonly ReviewReason[];

/** Visits that fell due in the period that is considered, and how many of them were made. */
export interface VisitCounts {
  readonly due: number;
  readonly done: number;
}

/** Incidents in the period that is considered, by severity from 1 to 3. Counts only: what happened is not weighed. */
export type ConductCounts = readonly [number, number, number];

/**
 * What a review rests on. Nothing that husleieloven § 1-8 forbids to weigh is in here; that there are children only
 * lengthens a term. Visits, rent and conduct are null where the municipality does not consider them, or nothing is
 * known.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export interface ReviewFacts {
  readonly home: {
    readonly track: Track;
    readonly level: Level;
    readonly programme: Programme;
    readonly bedrooms: number;
  };
  readonly need: {
    readonly track: Track;
    readonly level: Level;
    readonly programme: Programme;
    /** Levels that do as well as the assessed one. */
    readonly acceptableLevels: readonly Level[];
    readonly bedrooms: { readonly min: number; readonly max: number };
  };
  /** Whether the household still meets the conditions for a municipal dwelling. */
  readonly stillQualifies: boolean;
  readonly wish: ReviewWish;
  readonly hasChildren: boolean;
  /** Whether the lease that is reviewed was itself a renewal. */
  readonly wasRenewedBefore: boolean;
  readonly visits: VisitCounts | null;
  readonly arrears: RentArrears | null;
  readonly conduct: ConductCounts | null;
}

/** An outcome with what belongs to it: months where the lease is renewed, a step where the tenant is to move. */
export type OutcomeWithTerms =
  | { readonly outcome: 'renewed'; readonly termMonths: number; readonly target: null }
  | { readonly outcome: 'moved'; readonly termMonths: null; readonly target: Step }
  | {
      readonly outcome: 'private-rental' | 'startlan' | 'ended';
      readonly termMonths: null;
      readonly target: null;
    };
