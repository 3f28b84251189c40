import type { PlainDateString } from '../time/plain-date.ts';

/**
 * Rules the lease (*leieavtale*) is made under: the general ones, or those for publicly provided dwellings for
 * persons in a weak position on the housing market.
 */
export const LEASE_REGIMES = ['ordinary', 'public-11-1'] as const;
/** One of {@link LEASE_REGIMES}. */
export type LeaseRegime = (typeof LEASE_REGIMES)[number];

/** Grounds a landlord may have stated for a term under three years. */
export const SHORT_TERM_BASES = ['own-use', 'other-objective', 'special-reasons'] as const;
/** One of {@link SHORT_TERM_BASES}. */
export type ShortTermBasis = (typeof SHORT_TERM_BASES)[number];

/** What the landlord relies on for a term under three years. */
export interface ShortTerm {
  readonly basis: ShortTermBasis;
  /** Day the tenant got the reason in writing; null when that has not happened. */
  readonly reasonGivenAt: PlainDateString | null;
  /** Whether weighty reasons (*tungtveiende grunner*) for one more short term are recorded. */
  readonly weighty: boolean;
}

/** A written request to move (*flytteoppfordring*). The day it was sent decides, not the day it arrived. */
export interface MoveRequest {
  readonly sentAt: PlainDateString;
}

/** The recorded facts of one lease, from which its legal state on any date follows. */
export interface LeaseFacts {
  readonly id: string;
  /** First day of the tenancy. */
  readonly start: PlainDateString;
  /** Last day of the agreed term, itself in the term; null when no end was agreed. Never before `start`. */
  readonly lastDay: PlainDateString | null;
  readonly regime: LeaseRegime;
  readonly shortTerm: ShortTerm | null;
  readonly signedAt: PlainDateString;
  /** Day the tenant was told in writing which exceptions for publicly provided dwellings apply. */
  readonly exceptionsInfoGivenAt: PlainDateString | null;
  /** Earlier short terms between the same parties for the same dwelling. */
  readonly previousShortTermsSameParties: number;
  readonly moveRequests: readonly MoveRequest[];
  /** First day the dwelling was empty again. */
  readonly vacatedOn: PlainDateString | null;
}
