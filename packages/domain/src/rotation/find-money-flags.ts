import { depositExcessOn, depositsNotSeparateOn } from '../lease/lease-deposit.ts';
import type { LeaseState, LeaseStatus } from '../lease/lease-status.ts';
import {
  earliestGjengsLeieDemandOn,
  earliestNextRentOn,
  gjengsLeieFrom,
  indexNoticeDueOn,
  indexRentFrom,
  type RentSetting,
  rentSettingsKnownOn,
} from '../lease/rent-setting.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';
import type { LeaseFinding } from './find-term-flags.ts';
import type { RotationFacts } from './rotation-facts.ts';

/** States in which the rent is set by the lease; after the term the landlord may claim what was agreed, no more. */
const STATES_WITH_RENT: ReadonlySet<LeaseState> = new Set(['active', 'review-window', 'indefinite']);

/**
 * Deposits and guarantees that the law does not allow as they are held on `on`.
 *
 * @law LOV-1999-03-26-17 § 3-5
 * @law LOV-1999-03-26-17 § 3-6
 */
export function findDepositFlags(
  { deposits, rents }: RotationFacts,
  on: PlainDateString,
): readonly LeaseFinding[] {
  if (deposits.length === 0) return [];
  const excess = depositExcessOn(deposits, rents, on);
  const days = new Set(depositsNotSeparateOn(deposits, on).map(({ givenOn }) => givenOn));
  return [
    ...(excess === null ? [] : [{ kind: 'deposit-over-limit', dueOn: excess.since } as const]),
    ...[...days].map((dueOn) => ({ kind: 'deposit-not-separate', dueOn }) as const),
  ];
}

/**
 * What may be done about the rent on `on`: an adjustment by the index from the day on which its notice is to be sent
 * for the first possible day, and a demand for gjengs leie from the day on which it may be made. Each until it is
 * announced, and only while it could still take effect within the term.
 *
 * @law LOV-1999-03-26-17 § 4-2
 * @law LOV-1999-03-26-17 § 4-3
 */
export function findRentFlags(
  { lease, rents }: RotationFacts,
  status: LeaseStatus,
  on: PlainDateString,
): readonly LeaseFinding[] {
  if (!STATES_WITH_RENT.has(status.state)) return [];
  const known = rentSettingsKnownOn(rents, on);
  const last = known.at(-1);
  if (last === undefined) return [];
  const lastDay = status.state === 'indefinite' ? null : lease.lastDay;
  return [...findIndex(last, lastDay, on), ...findGjengsLeie(known, last, { lastDay, on })];
}

function findIndex(
  last: RentSetting,
  lastDay: PlainDateString | null,
  on: PlainDateString,
): readonly LeaseFinding[] {
  if (on < indexNoticeDueOn(last)) return [];
  return isWithin(indexRentFrom(last, on), lastDay)
    ? [{ kind: 'rent-index-possible', dueOn: earliestNextRentOn(last) }]
    : [];
}

function findGjengsLeie(
  known: readonly RentSetting[],
  last: RentSetting,
  { lastDay, on }: { readonly lastDay: PlainDateString | null; readonly on: PlainDateString },
): readonly LeaseFinding[] {
  const dueOn = earliestGjengsLeieDemandOn(known);
  if (dueOn === null || on < dueOn) return [];
  const from = gjengsLeieFrom(last, laterOf(dueOn, on));
  return isWithin(from, lastDay) ? [{ kind: 'gjengs-leie-possible', dueOn }] : [];
}

function isWithin(day: PlainDateString, lastDay: PlainDateString | null): boolean {
  return lastDay === null || day <= lastDay;
}
