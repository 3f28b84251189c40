import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { LeaseStatus } from '../lease/lease-status.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** What the nightly run looks for. */
export type RotationFlagKind =
  | 'review-due'
  | 'holdover'
  | 'early-request-only'
  | 'became-indefinite'
  | 'short-term-without-basis'
  | 'repeated-short-term';

/** All kinds, those that cannot wait first. */
export const ROTATION_FLAG_KINDS = [
  'holdover',
  'early-request-only',
  'became-indefinite',
  'short-term-without-basis',
  'repeated-short-term',
  'review-due',
] as const satisfies readonly RotationFlagKind[];

/** A finding on one lease. The same kind and due date is the same finding, however often it is made. */
export interface RotationFlag {
  readonly kind: RotationFlagKind;
  /**
   * The day that matters: the last day of the term (`review-due`), the last safe day (`holdover`,
   * `early-request-only`), the day of conversion (`became-indefinite`), the first day (short terms).
   */
  readonly dueOn: PlainDateString;
}

/** Red findings touch the law's clock; a yellow one is work that is due. */
export type RotationUrgency = 'red' | 'yellow';

/** How urgent a kind of finding is. */
export function rotationUrgency(kind: RotationFlagKind): RotationUrgency {
  return kind === 'review-due' ? 'yellow' : 'red';
}

/**
 * The findings on a lease whose state on a date is `status`. None for a lease that is as it should be, and none
 * for one that was agreed without an end.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
export function rotationFlags(
  lease: Pick<LeaseFacts, 'start' | 'lastDay'>,
  status: LeaseStatus,
): readonly RotationFlag[] {
  switch (status.state) {
    case 'review-window':
      return lease.lastDay === null ? [] : [{ kind: 'review-due', dueOn: lease.lastDay }];
    case 'holdover':
      return holdoverFlags(status);
    case 'indefinite':
      return indefiniteFlags(lease, status);
    case 'upcoming':
    case 'active':
    case 'move-requested':
    case 'vacated':
      return [];
  }
}

function holdoverFlags({ lastSafeDay, earlyRequest }: LeaseStatus): readonly RotationFlag[] {
  if (lastSafeDay === null) return [];
  const holdover: RotationFlag = { kind: 'holdover', dueOn: lastSafeDay };
  // A request sent too early looks like safety and is none.
  return earlyRequest ? [holdover, { kind: 'early-request-only', dueOn: lastSafeDay }] : [holdover];
}

function indefiniteFlags(
  lease: Pick<LeaseFacts, 'start'>,
  { indefiniteBecause, conversionDate }: LeaseStatus,
): readonly RotationFlag[] {
  switch (indefiniteBecause) {
    case 'holdover-over-three-months':
      return conversionDate === null ? [] : [{ kind: 'became-indefinite', dueOn: conversionDate }];
    case 'short-term-without-basis':
    case 'repeated-short-term':
      return [{ kind: indefiniteBecause, dueOn: lease.start }];
    case 'no-end-date':
    case null:
      return [];
  }
}
