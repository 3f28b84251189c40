import type { PlainDateString } from '../time/plain-date.ts';
import type { KnownLeaseFacts } from './known-facts.ts';
import type { LeaseFacts, LeaseRegime } from './lease-facts.ts';
import { isShorterThanThreeYears } from './statutory-periods.ts';

/** Why a short term does not stand. */
export type ShortTermBreach = 'short-term-without-basis' | 'repeated-short-term';

/**
 * Whether something was given to the tenant in writing no later than the signing. Before the signing nothing is
 * late: what has been given by then is in time.
 */
function isGivenBySigning(givenAt: PlainDateString | null, signedAt: PlainDateString | null): boolean {
  return givenAt !== null && (signedAt === null || givenAt <= signedAt);
}

/**
 * Whether the tenant of a lease under § 11-1 was told in writing, no later than at the signing, that the dwelling is of
 * that kind and which exceptions are agreed; as known on `on`. Without it the ordinary rules hold.
 *
 * @law LOV-1999-03-26-17 § 11-1 (2)
 */
export function hasExceptionsInfoBySigning(
  { exceptionsInfoGivenAt, signedAt }: Pick<LeaseFacts, 'exceptionsInfoGivenAt' | 'signedAt'>,
  on: PlainDateString,
): boolean {
  const isKnown = exceptionsInfoGivenAt !== null && exceptionsInfoGivenAt <= on;
  return isKnown && isGivenBySigning(exceptionsInfoGivenAt, signedAt <= on ? signedAt : null);
}

/**
 * Own use or another objective reason, told to the tenant in writing by the signing. There is no limit to how
 * often.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 * @law LOV-1999-03-26-17 § 9-3 (2)
 */
function findOrdinaryBreach({ shortTerm, signedAt }: KnownLeaseFacts): ShortTermBreach | null {
  const stands =
    shortTerm !== null &&
    shortTerm.basis !== 'special-reasons' &&
    isGivenBySigning(shortTerm.reasonGivenAt, signedAt);
  return stands ? null : 'short-term-without-basis';
}

/**
 * Special reasons, once for the same parties and dwelling, more often only for weighty reasons; and only if the
 * exceptions were made known in writing by the signing. The written *reason* of the ordinary rules is not asked
 * for here. A lease of this regime that names an ordinary basis is not saved by it: whether the parties meant the
 * ordinary exception is for a caseworker to see, so it is reported rather than believed.
 *
 * @law LOV-1999-03-26-17 § 11-1 (2)
 * @law LOV-1999-03-26-17 § 11-1 (6)
 */
function findPublicBreach(lease: KnownLeaseFacts): ShortTermBreach | null {
  const { shortTerm, signedAt } = lease;
  if (
    shortTerm === null ||
    shortTerm.basis !== 'special-reasons' ||
    !isGivenBySigning(lease.exceptionsInfoGivenAt, signedAt)
  ) {
    return 'short-term-without-basis';
  }
  return lease.previousShortTermsSameParties === 0 || shortTerm.weighty ? null : 'repeated-short-term';
}

const FIND_BREACH = {
  ordinary: findOrdinaryBreach,
  'public-11-1': findPublicBreach,
} as const satisfies Readonly<Record<LeaseRegime, (lease: KnownLeaseFacts) => ShortTermBreach | null>>;

/**
 * Why the term of `lease` is unlawfully short, or null when it is long enough, has no end or stands. A lease with
 * a breach is indefinite from its start.
 *
 * @law LOV-1999-03-26-17 § 9-3 (3)
 * @law LOV-1999-03-26-17 § 11-1 (6)
 */
export function findShortTermBreach(lease: KnownLeaseFacts): ShortTermBreach | null {
  if (lease.lastDay === null || !isShorterThanThreeYears(lease.start, lease.lastDay)) {
    return null;
  }
  return FIND_BREACH[lease.regime](lease);
}
