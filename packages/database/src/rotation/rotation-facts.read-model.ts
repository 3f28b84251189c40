import type {
  FollowUpFacts,
  LeaseDeposit,
  OccupancyRequestFacts,
  PlainDateString,
  RentSetting,
  ReviewedLimit,
  RotationFacts,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { hasProtectedMember } from '../household/protected-household.ts';
import { LEASE_FACT_COLUMNS, toLeaseFacts } from '../lease/lease.rows.ts';

/** Leases by id, so many after `afterId` (exclusive). */
export interface FactsPage {
  readonly on: PlainDateString;
  readonly afterId: string | null;
  readonly limit: number;
}

/** Rows of a table that belong to leases after `afterId` (exclusive) through `throughId`. */
interface LeaseRange {
  readonly on: PlainDateString;
  readonly afterId: string;
  readonly throughId: string;
}

/** No lease has it: ids are made from a time. */
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/** All that a night looks at of the leases that bind a dwelling on `on` or later: so many, by id. */
export async function readFactsPage(
  tx: Tx,
  { on, afterId, limit }: FactsPage,
): Promise<readonly RotationFacts[]> {
  const leases = await tx
    .selectFrom('leases as l')
    .select(LEASE_FACT_COLUMNS)
    .select([
      'l.no_termination_info_given_on as noTerminationInfoGivenOn',
      'l.rent_ore_per_month as rentOrePerMonth',
    ])
    .where('l.id', '>', afterId ?? BEFORE_ALL_IDS)
    .where((where) => where.or([where('l.closed_on', 'is', null), where('l.closed_on', '>', on)]))
    .orderBy('l.id')
    .limit(limit)
    .execute();
  const last = leases.at(-1);
  if (last === undefined) return [];
  const range = { on, afterId: afterId ?? BEFORE_ALL_IDS, throughId: last.id };
  const moveRequests = await readMoveRequests(tx, range);
  const reviewed = await readReviewed(tx, range);
  const rents = await readRents(tx, range);
  const deposits = await readDeposits(tx, range);
  const followUps = await readFollowUps(tx, range);
  const occupancyRequests = await readOccupancyRequests(tx, range);
  return leases.map((row) => ({
    lease: toLeaseFacts(row, moveRequests.get(row.id) ?? []),
    noTerminationInfoGivenOn: row.noTerminationInfoGivenOn,
    reviewedOn: reviewed.get(row.id) ?? null,
    rents: [firstRent(row), ...(rents.get(row.id) ?? [])],
    deposits: deposits.get(row.id) ?? [],
    followUps: followUps.get(row.id) ?? [],
    occupancyRequests: occupancyRequests.get(row.id) ?? [],
  }));
}

/**
 * Of the leases after `afterId` (exclusive; from the first, if null) through `throughId`, those of households with
 * somebody who has a protected address: no figure that many read counts them.
 */
export async function readProtectedLeases(
  tx: Tx,
  { afterId, throughId }: { readonly afterId: string | null; readonly throughId: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('leases as l')
    .select('l.id')
    .where('l.id', '>', afterId ?? BEFORE_ALL_IDS)
    .where('l.id', '<=', throughId)
    .where(hasProtectedMember('l'))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function readMoveRequests(tx: Tx, { afterId, throughId }: LeaseRange) {
  const rows = await tx
    .selectFrom('lease_notices')
    .select(['lease_id as leaseId', 'kind', 'sent_on as sentOn'])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    .where('kind', '=', 'move-request')
    .orderBy('lease_id')
    .orderBy('sent_on')
    .execute();
  return Map.groupBy(rows, ({ leaseId }) => leaseId);
}

/** The day on which a review of a lease was first decided. */
async function readReviewed(
  tx: Tx,
  { afterId, throughId }: LeaseRange,
): Promise<ReadonlyMap<string, PlainDateString>> {
  const rows = await tx
    .selectFrom('reviews')
    .select(['lease_id as leaseId', 'closed_on as closedOn'])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    .where('state', '=', 'decided')
    .where('closed_on', 'is not', null)
    .$narrowType<{ closedOn: PlainDateString }>()
    .orderBy('lease_id')
    .orderBy('closed_on', 'desc')
    .execute();
  // The first day comes last, and stays.
  return new Map(rows.map(({ leaseId, closedOn }) => [leaseId, closedOn]));
}

/** The rent that a lease was made with, which is the first of its settings. */
function firstRent(row: {
  readonly startsOn: PlainDateString;
  readonly rentOrePerMonth: number;
}): RentSetting {
  return { kind: 'initial', from: row.startsOn, orePerMonth: row.rentOrePerMonth, noticeSentOn: null };
}

/** Every setting but the first. */
async function readRents(
  tx: Tx,
  { afterId, throughId }: LeaseRange,
): Promise<ReadonlyMap<string, readonly RentSetting[]>> {
  const rows = await tx
    .selectFrom('lease_rents')
    .select([
      'lease_id as leaseId',
      'kind',
      'from_on as from',
      'ore_per_month as orePerMonth',
      'notice_sent_on as noticeSentOn',
    ])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    .where('kind', '<>', 'initial')
    .orderBy('lease_id')
    .orderBy('from_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  return byLease(rows);
}

async function readDeposits(
  tx: Tx,
  { afterId, throughId }: LeaseRange,
): Promise<ReadonlyMap<string, readonly LeaseDeposit[]>> {
  const rows = await tx
    .selectFrom('lease_deposits')
    .select([
      'lease_id as leaseId',
      'kind',
      'amount_ore as amountOre',
      'is_on_separate_account as isOnSeparateAccount',
      'given_on as givenOn',
      'released_on as releasedOn',
    ])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    .orderBy('lease_id')
    .orderBy('id')
    .execute();
  return byLease(rows);
}

async function readFollowUps(
  tx: Tx,
  { on, afterId, throughId }: LeaseRange,
): Promise<ReadonlyMap<string, readonly FollowUpFacts[]>> {
  const settledOn = sql<PlainDateString | null>`coalesce(done_on, cancelled_on)`;
  const rows = await tx
    .selectFrom('follow_ups')
    .select(['lease_id as leaseId', 'id', 'due_on as dueOn', settledOn.as('settledOn')])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    // What is due later is no finding yet, and what was settled by then is none any more.
    .where('due_on', '<=', on)
    .where((where) => where.or([where(settledOn, 'is', null), where(settledOn, '>', on)]))
    .orderBy('lease_id')
    .orderBy('id')
    .execute();
  return byLease(rows);
}

async function readOccupancyRequests(
  tx: Tx,
  { on, afterId, throughId }: LeaseRange,
): Promise<ReadonlyMap<string, readonly OccupancyRequestFacts[]>> {
  const rows = await tx
    .selectFrom('occupancy_requests')
    .select(['lease_id as leaseId', 'id', 'received_on as receivedOn', 'answered_on as answeredOn', 'answer'])
    .where('lease_id', '>', afterId)
    .where('lease_id', '<=', throughId)
    .where('received_on', '<=', on)
    .where((where) => where.or([where('answered_on', 'is', null), where('answered_on', '>', on)]))
    .orderBy('lease_id')
    .orderBy('id')
    .execute();
  return byLease(rows);
}

/** Rows by their lease, without its id. */
function byLease<Row extends { readonly leaseId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Omit<Row, 'leaseId'>[]> {
  const groups = new Map<string, Omit<Row, 'leaseId'>[]>();
  for (const { leaseId, ...row } of rows) {
    const group = groups.get(leaseId);
    if (group === undefined) groups.set(leaseId, [row]);
    else group.push(row);
  }
  return groups;
}

/**
 * The limits on places and the pairs kept apart that hold on `on`, with the day of review that was known then: a pair
 * that was looked at later has the day here that it had before.
 */
export async function readReviewedLimits(tx: Tx, on: PlainDateString): Promise<readonly ReviewedLimit[]> {
  const { rows } = await sql<ReviewedLimit>`
    with held as (
      select 'place-status' as kind, id, review_on, valid_during from place_statuses
        where valid_during @> ${on}::date
      union all
      select 'place-cap', id, review_on, valid_during from place_caps where valid_during @> ${on}::date
      union all
      select 'keep-apart', k.id, coalesce(known.review_on, k.first_review_on, k.review_on), k.valid_during
      from keep_apart k
      left join lateral (
        select r.review_on from keep_apart_reviews r
        where r.municipality_id = k.municipality_id and r.keep_apart_id = k.id and r.outcome = 'kept'
          and (r.reviewed_at at time zone 'Europe/Oslo')::date <= ${on}::date
        order by r.reviewed_at desc, r.id desc limit 1
      ) known on true
      where k.valid_during @> ${on}::date
    )
    select kind, id, review_on as "reviewOn", lower(valid_during) as "validFrom", upper(valid_during) as "validTo"
    from held order by kind, id`.execute(tx);
  return rows;
}
