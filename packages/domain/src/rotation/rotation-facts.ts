import type { LeaseOptions } from '../lease/evaluate-lease.ts';
import type { LeaseDeposit } from '../lease/lease-deposit.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { RentSetting } from '../lease/rent-setting.ts';
import type { CompletePolicy } from '../policy/policy-content.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** A visit or a plan that is due, or settled. */
export interface FollowUpFacts {
  readonly id: string;
  readonly dueOn: PlainDateString;
  /** Day on which it was done, or from which nobody waits for it any more. */
  readonly settledOn: PlainDateString | null;
}

/** A written application of the tenant to take somebody in. */
export interface OccupancyRequestFacts {
  readonly id: string;
  readonly receivedOn: PlainDateString;
  readonly answeredOn: PlainDateString | null;
  readonly answer: 'approved' | 'refused' | null;
}

/**
 * Everything about one lease that a night looks at. All that is recorded, whenever it happened: what is dated later
 * than the night is left out by the rules, so that a night that is made up late finds what it would have found.
 */
export interface RotationFacts {
  /** The lease with all its requests to move. */
  readonly lease: LeaseFacts;
  /** Day the tenant was told in writing that the lease cannot be terminated in the term (`leases.no_termination_info_given_on`). */
  readonly noTerminationInfoGivenOn: PlainDateString | null;
  /** Day on which a review first decided how the tenancy goes on (`reviews.closed_on`); null while none has. */
  readonly reviewedOn: PlainDateString | null;
  /** Every setting of the rent (`lease_rents`), in the order of `from_on`, then of `recorded_at` and `id`. */
  readonly rents: readonly RentSetting[];
  /** Every deposit and guarantee (`lease_deposits`), released ones included, in any order. */
  readonly deposits: readonly LeaseDeposit[];
  /** Every follow-up of the lease (`follow_ups`); those settled before the night may be left out. */
  readonly followUps: readonly FollowUpFacts[];
  /** Every application to take somebody in (`occupancy_requests`); those answered before the night may be left out. */
  readonly occupancyRequests: readonly OccupancyRequestFacts[];
}

/** A limit on a place, or a pair that is kept apart, with the day by which somebody must look at it again. */
export interface ReviewedLimit {
  readonly kind: 'place-status' | 'place-cap' | 'keep-apart';
  readonly id: string;
  /** Null for one that was stored without such a day. */
  readonly reviewOn: PlainDateString | null;
  /** First day on which it holds (inclusive). */
  readonly validFrom: PlainDateString;
  /** First day on which it no longer holds (exclusive); null while none is set. */
  readonly validTo: PlainDateString | null;
}

/** Figures of the municipality that a night works with. */
export interface RotationOptions extends LeaseOptions {
  /** Months before the last day at which a notice is due; integers, 1 or more. */
  readonly noticeMonths: readonly number[];
  /** Days after its due day from which (inclusive) a follow-up is overdue. */
  readonly followUpOverdueAfterDays: number;
}

/** The figures that a policy gives for a night. */
export function rotationOptionsOf({ rotation, followUps }: CompletePolicy): RotationOptions {
  return {
    reviewWindowMonths: rotation.reviewWindowMonths,
    acceptEarlyRequests: rotation.acceptsEarlyRequests,
    noticeMonths: rotation.noticeMonths,
    followUpOverdueAfterDays: followUps.overdueAfterDays,
  };
}
