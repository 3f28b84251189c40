import { findLeasedInUntil, type Tx } from '@boligtrapp/database';
import {
  evaluateLease,
  INDEFINITE_REASON_LAW,
  type IndefiniteReason,
  type LawRef,
  type LeaseFacts,
  type LeaseOptions,
  type PlainDateString,
} from '@boligtrapp/domain';

/** The law makes the lease run for an indefinite time, whatever its terms say. */
export interface IndefiniteByLaw {
  readonly code: 'lease.indefinite-by-law';
  readonly because: IndefiniteReason;
  readonly lawRefs: readonly LawRef[];
}

/** The tenant has the dwelling for longer than the municipality, which leases it itself. */
export interface BeyondLeasedIn {
  readonly code: 'lease.beyond-leased-in';
  /** First day on which the municipality no longer has the dwelling. */
  readonly leasedInUntil: PlainDateString;
}

/** What is to be known of a lease that is stored all the same. */
export type LeaseWarning = IndefiniteByLaw | BeyondLeasedIn;

/**
 * What whoever registers the lease must know. Judged on its first day, on the day of signing or today, whichever is
 * last: what is to be given to the tenant before then is believed to be given.
 */
export function leaseWarnings(
  facts: LeaseFacts,
  today: PlainDateString,
  options: LeaseOptions,
): readonly IndefiniteByLaw[] {
  const on = [today, facts.start, facts.signedAt].reduce((a, b) => (a < b ? b : a));
  const { indefiniteBecause } = evaluateLease(facts, on, options);
  if (indefiniteBecause === null) return [];
  const lawRefs = INDEFINITE_REASON_LAW[indefiniteBecause];
  return [{ code: 'lease.indefinite-by-law', because: indefiniteBecause, lawRefs }];
}

/** Whether the lease outlasts the municipality's own contract for the dwelling. */
export async function leasedInWarnings(
  tx: Tx,
  municipalityId: string,
  { dwellingId, lastDay }: { readonly dwellingId: string; readonly lastDay: PlainDateString | null },
): Promise<readonly BeyondLeasedIn[]> {
  const leasedInUntil = await findLeasedInUntil(tx, municipalityId, dwellingId);
  if (leasedInUntil === null || (lastDay !== null && lastDay < leasedInUntil)) return [];
  return [{ code: 'lease.beyond-leased-in', leasedInUntil }];
}
