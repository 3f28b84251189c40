import type { PlainDateString } from '../time/plain-date.ts';
import { type RentSetting, rentSettingInForce } from './rent-setting.ts';

/** Security of the landlord: money that is deposited (*depositum*), or somebody's promise (*garanti*). */
export const LEASE_DEPOSIT_KINDS = ['deposit', 'guarantee'] as const;
/** One of {@link LEASE_DEPOSIT_KINDS}. */
export type LeaseDepositKind = (typeof LEASE_DEPOSIT_KINDS)[number];

/** One deposit or guarantee of a lease. */
export interface LeaseDeposit {
  readonly kind: LeaseDepositKind;
  /** Øre; an integer. */
  readonly amountOre: number;
  /** Whether the money stands on an account of its own in the tenant's name (*depositumskonto*); null for a guarantee. */
  readonly isOnSeparateAccount: boolean | null;
  /** First day on which it holds. */
  readonly givenOn: PlainDateString;
  /** First day on which it no longer holds (exclusive); null while it does. */
  readonly releasedOn: PlainDateString | null;
}

/** How many months' rent all deposits and guarantees of a lease may come to. */
const MOST_MONTHS = 6;

/** The deposits and guarantees that hold on `on`. */
export function depositsHeldOn(
  deposits: readonly LeaseDeposit[],
  on: PlainDateString,
): readonly LeaseDeposit[] {
  return deposits.filter(
    ({ givenOn, releasedOn }) => givenOn <= on && (releasedOn === null || releasedOn > on),
  );
}

/** Deposits and guarantees that come to more than the law allows. */
export interface DepositExcess {
  /** The day of the last of them, whose rent sets the limit. */
  readonly since: PlainDateString;
  readonly totalOre: number;
  readonly limitOre: number;
}

/**
 * By what the deposits and guarantees held on `on` go over six months' rent, or null. The rent is that of the day on
 * which the last of them was given: a rent that is lowered later makes none of them unlawful. Null, too, while no
 * rent is recorded.
 *
 * @law LOV-1999-03-26-17 § 3-5
 * @law LOV-1999-03-26-17 § 3-6
 */
export function depositExcessOn(
  deposits: readonly LeaseDeposit[],
  rents: readonly RentSetting[],
  on: PlainDateString,
): DepositExcess | null {
  const held = depositsHeldOn(deposits, on);
  const since = held
    .map(({ givenOn }) => givenOn)
    .toSorted()
    .at(-1);
  if (since === undefined) return null;
  const rent = rentSettingInForce(rents, since);
  if (rent === undefined) return null;
  const totalOre = held.reduce((sum, { amountOre }) => sum + amountOre, 0);
  const limitOre = MOST_MONTHS * rent.orePerMonth;
  return totalOre > limitOre ? { since, totalOre, limitOre } : null;
}

/**
 * The deposits held on `on` that do not stand on an account of their own.
 *
 * @law LOV-1999-03-26-17 § 3-5
 */
export function depositsNotSeparateOn(
  deposits: readonly LeaseDeposit[],
  on: PlainDateString,
): readonly LeaseDeposit[] {
  return depositsHeldOn(deposits, on).filter(
    ({ kind, isOnSeparateAccount }) => kind === 'deposit' && isOnSeparateAccount !== true,
  );
}
