import { evaluateLease } from '../lease/evaluate-lease.ts';
import type { LeaseStatus } from '../lease/lease-status.ts';
import { occupancyAnswerDueOn, occupancyStateOn } from '../lease/occupancy-request.ts';
import { hasExceptionsInfoBySigning } from '../lease/short-term.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { findDepositFlags, findRentFlags } from './find-money-flags.ts';
import { findTermFlags, type LeaseFinding } from './find-term-flags.ts';
import type { ReviewedLimit, RotationFacts, RotationOptions } from './rotation-facts.ts';
import { ROTATION_FLAG_KINDS, type RotationFlag } from './rotation-flag.ts';

/**
 * Days before the last day for an answer from which a silence that is about to become consent is a finding. The law
 * gives the month, not this warning: it is the choice of this product.
 */
const SILENT_CONSENT_WARNING_DAYS = 7;

/** A lease as a night finds it. */
export interface LeaseFindings {
  readonly status: LeaseStatus;
  /** In the order of {@link ROTATION_FLAG_KINDS}, then by due date. */
  readonly flags: readonly RotationFlag[];
}

/**
 * The legal state of one lease on `on`, and every finding that holds on that day. A pure function of what was known
 * on `on`: a night that is made up later finds the same, and whatever a missed night would have been the first to
 * find and still holds is found by the next one, with its own due date.
 *
 * A page of a run must deliver {@link RotationFacts} for every lease that is not closed on `on` (`closed_on` null or
 * later): the columns of `leases` with its requests to move, the day on which a review decided, and all rows of
 * `lease_rents`, `lease_deposits`, `follow_ups` and `occupancy_requests` of the lease. A lease that is closed has no
 * findings.
 */
export function findFlags(
  facts: RotationFacts,
  on: PlainDateString,
  options: RotationOptions,
): LeaseFindings {
  const status = evaluateLease(facts.lease, on, options);
  if (status.state === 'vacated' || status.state === 'upcoming') return { status, flags: [] };
  const leaseId = facts.lease.id;
  const onLease = [
    ...findTermFlags({ ...facts.lease, reviewedOn: facts.reviewedOn }, status, on, options),
    ...findMissingInfo(facts, status, on),
    ...findDepositFlags(facts, on),
    ...findRentFlags(facts, status, on),
  ].map(
    (finding): RotationFlag => ({
      kind: finding.kind,
      dueOn: finding.dueOn,
      step: finding.step ?? null,
      subjectKind: 'lease',
      subjectId: leaseId,
      leaseId,
    }),
  );
  return {
    status,
    flags: inOrder([...onLease, ...findSilence(facts, on), ...findOverdueFollowUps(facts, on, options)]),
  };
}

/**
 * Whether a status, a cap or a pair is past the day by which somebody had to look at it again, while it holds. A
 * night must deliver every row of `place_statuses`, `place_caps` and `keep_apart` that is valid on `on`, with the day
 * of review that was known on `on`.
 */
export function findLimitFlags(limit: ReviewedLimit, on: PlainDateString): readonly RotationFlag[] {
  const { kind, id, reviewOn, validFrom, validTo } = limit;
  const holds = validFrom <= on && (validTo === null || on < validTo);
  if (!holds || reviewOn === null || on <= reviewOn) return [];
  return [
    {
      kind: 'place-status-overdue',
      dueOn: reviewOn,
      step: null,
      subjectKind: kind,
      subjectId: id,
      leaseId: null,
    },
  ];
}

function place({ kind }: RotationFlag): number {
  return ROTATION_FLAG_KINDS.indexOf(kind);
}

function inOrder(flags: readonly RotationFlag[]): readonly RotationFlag[] {
  if (flags.length < 2) return flags;
  return flags.toSorted(
    (a, b) => place(a) - place(b) || (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)),
  );
}

/**
 * Information that the tenant should have in writing: that the lease cannot be terminated in its term, until it is
 * given; and under § 11-1 which exceptions are agreed, which no later letter makes good.
 *
 * @law LOV-1999-03-26-17 § 9-2 (1)
 * @law LOV-1999-03-26-17 § 11-1 (2)
 */
function findMissingInfo(
  { lease, noTerminationInfoGivenOn }: RotationFacts,
  { state }: LeaseStatus,
  on: PlainDateString,
): readonly LeaseFinding[] {
  const found: LeaseFinding[] = [];
  const isInTerm = state === 'active' || state === 'review-window';
  if (isInTerm && (noTerminationInfoGivenOn === null || noTerminationInfoGivenOn > on)) {
    found.push({ kind: 'termination-info-missing', dueOn: lease.start });
  }
  if (lease.regime === 'public-11-1' && !hasExceptionsInfoBySigning(lease, on)) {
    found.push({ kind: 'exceptions-info-missing', dueOn: lease.start });
  }
  return found;
}

/** @law LOV-1999-03-26-17 § 7-6 */
function findSilence(
  { lease, occupancyRequests }: RotationFacts,
  on: PlainDateString,
): readonly RotationFlag[] {
  return occupancyRequests.flatMap((request): readonly RotationFlag[] => {
    if (on < request.receivedOn || occupancyStateOn(request, on) !== 'pending') return [];
    const dueOn = occupancyAnswerDueOn(request.receivedOn);
    if (on < addDays(dueOn, -SILENT_CONSENT_WARNING_DAYS)) return [];
    const subject = { subjectKind: 'occupancy-request', subjectId: request.id, leaseId: lease.id } as const;
    return [{ kind: 'silent-consent-soon', dueOn, step: null, ...subject }];
  });
}

function findOverdueFollowUps(
  { lease, followUps }: RotationFacts,
  on: PlainDateString,
  { followUpOverdueAfterDays }: RotationOptions,
): readonly RotationFlag[] {
  return followUps.flatMap(({ id, dueOn, settledOn }): readonly RotationFlag[] => {
    const isOpen = settledOn === null || settledOn > on;
    if (!isOpen || on < addDays(dueOn, followUpOverdueAfterDays)) return [];
    const subject = { subjectKind: 'follow-up', subjectId: id, leaseId: lease.id } as const;
    return [{ kind: 'follow-up-overdue', dueOn, step: null, ...subject }];
  });
}
