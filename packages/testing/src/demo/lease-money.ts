import {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  type LeaseDepositKind,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { DemoContext } from './demo-context.ts';
import type { LeaseRow } from './lease-rows.ts';
import type { Random } from './random.ts';

/** A row of `lease_rents`: every rent but the first, which the database adds with the lease. */
export interface LeaseRentRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly lease_id: string;
  readonly kind: 'index';
  readonly from_on: PlainDateString;
  readonly ore_per_month: number;
  readonly notice_sent_on: PlainDateString;
  readonly index_basis: string;
  readonly index_basis_points: number;
  readonly recorded_by: string;
}

/** A row of `lease_deposits`. */
export interface LeaseDepositRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly lease_id: string;
  readonly kind: LeaseDepositKind;
  readonly amount_ore: number;
  readonly is_on_separate_account: boolean | null;
  readonly given_on: PlainDateString;
  readonly recorded_by: string;
}

/** A row of `occupancy_requests`, unanswered. */
export interface OccupancyRequestRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly lease_id: string;
  readonly person_kind: 'cohabitant' | 'spouse' | 'relative-in-direct-line' | 'other';
  readonly received_on: PlainDateString;
  readonly registered_by: string;
}

/** What leases cost and are secured by, and whom tenants want to take in. */
export interface LeaseMoneyRows {
  readonly lease_rents: readonly LeaseRentRow[];
  readonly lease_deposits: readonly LeaseDepositRow[];
  readonly occupancy_requests: readonly OccupancyRequestRow[];
}

const RECORDED_BY = 'demo-seed';
/** Of 100 leases that may be adjusted in a year, how many are. */
const ADJUSTED_PERCENT = 90;
const GUARANTEE_PERCENT = 70;
const PENDING_REQUESTS = 6;

/**
 * Rents adjusted each year in most leases that run, deposits and guarantees in most, a few of them not as the law
 * wants them, and some applications to take somebody in that wait for an answer, one of them until the next working day. How much the
 * index rises is made up.
 */
export function generateLeaseMoney(context: DemoContext, leases: readonly LeaseRow[]): LeaseMoneyRows {
  const { on } = context;
  const running = leases.filter(
    ({ starts_on, closed_on }) => starts_on <= on && (closed_on === null || closed_on > on),
  );
  const rents = context.randomFor('lease-rents');
  const deposits = context.randomFor('lease-deposits');
  return {
    lease_rents: running.flatMap((lease) => rentsOf(context, rents, lease)),
    lease_deposits: running.flatMap((lease, index) => depositOf(context, deposits, { lease, index })),
    occupancy_requests: requestsOf(context, running),
  };
}

function rentsOf(context: DemoContext, random: Random, lease: LeaseRow): readonly LeaseRentRow[] {
  const { on } = context;
  const rows: LeaseRentRow[] = [];
  // A rent is adjusted in the term, or of a lease that never had one; not while a tenant only stays on.
  const until = lease.last_day !== null && lease.last_day < on ? lease.last_day : on;
  let rent = lease.rent_ore_per_month;
  for (let from = addYearsClamped(lease.starts_on, 1); from <= until; from = addYearsClamped(from, 1)) {
    if (!random.chance(ADJUSTED_PERCENT)) break;
    const basisPoints = random.int(150, 450);
    rent = Math.floor((rent * (10_000 + basisPoints)) / 10_000);
    rows.push({
      municipality_id: lease.municipality_id,
      id: context.nextId(),
      lease_id: lease.id,
      kind: 'index',
      from_on: from,
      ore_per_month: rent,
      notice_sent_on: addDays(addMonthsClamped(from, -1), -random.int(0, 14)),
      index_basis: 'Demoindeks, tolv måneder',
      index_basis_points: basisPoints,
      recorded_by: RECORDED_BY,
    });
  }
  return rows;
}

function depositOf(
  context: DemoContext,
  random: Random,
  { lease, index }: { readonly lease: LeaseRow; readonly index: number },
): readonly LeaseDepositRow[] {
  const isGuarantee = random.chance(GUARANTEE_PERCENT);
  const months = random.int(2, 6);
  if (random.chance(20)) return [];
  // One in two hundred goes over the limit, and another stands on the wrong account.
  const isOver = index % 200 === 50;
  const row: LeaseDepositRow = {
    municipality_id: lease.municipality_id,
    id: context.nextId(),
    lease_id: lease.id,
    kind: isGuarantee ? 'guarantee' : 'deposit',
    amount_ore: lease.rent_ore_per_month * (isOver ? 7 : months),
    is_on_separate_account: isGuarantee ? null : !random.chance(2),
    given_on: lease.starts_on,
    recorded_by: RECORDED_BY,
  };
  return row.amount_ore > 0 ? [row] : [];
}

function requestsOf(context: DemoContext, running: readonly LeaseRow[]): readonly OccupancyRequestRow[] {
  const random = context.randomFor('occupancy-requests');
  const { on } = context;
  const tenants = random
    .shuffle(running.filter(({ starts_on }) => starts_on < addMonthsClamped(on, -2)))
    .slice(0, PENDING_REQUESTS);
  return tenants.map((lease, index) => ({
    municipality_id: lease.municipality_id,
    id: context.nextId(),
    lease_id: lease.id,
    person_kind: random.pick(['cohabitant', 'spouse', 'relative-in-direct-line', 'other'] as const),
    received_on: addDays(addMonthsClamped(on, -1), 4 * index),
    registered_by: RECORDED_BY,
  }));
}
