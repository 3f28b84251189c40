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
export interface LeaseWarning {
  readonly code: 'lease.indefinite-by-law';
  readonly because: IndefiniteReason;
  readonly lawRefs: readonly LawRef[];
}

/**
 * What whoever registers the lease must know. Judged on its first day, on the day of signing or today, whichever is
 * last: what is to be given to the tenant before then is believed to be given.
 */
export function leaseWarnings(
  facts: LeaseFacts,
  today: PlainDateString,
  options: LeaseOptions,
): readonly LeaseWarning[] {
  const on = [today, facts.start, facts.signedAt].reduce((a, b) => (a < b ? b : a));
  const { indefiniteBecause } = evaluateLease(facts, on, options);
  if (indefiniteBecause === null) return [];
  const lawRefs = INDEFINITE_REASON_LAW[indefiniteBecause];
  return [{ code: 'lease.indefinite-by-law', because: indefiniteBecause, lawRefs }];
}
