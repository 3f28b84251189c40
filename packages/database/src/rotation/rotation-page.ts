import type {
  FollowUpFacts,
  LeaseDeposit,
  OccupancyRequestFacts,
  PlainDateString,
  RentSetting,
  RotationFacts,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { LEASE_FACT_COLUMNS, type LeaseFactsRow, toLeaseFacts } from '../lease/lease.rows.ts';

/** Which leases a page of a night has. */
export interface RotationPage {
  readonly on: PlainDateString;
  /** The last lease of the page before (exclusive). */
  readonly afterId: string | null;
  readonly limit: number;
}

interface LeaseRange {
  readonly afterId: string | null;
  /** Inclusive. */
  readonly throughId: string;
  readonly on: PlainDateString;
}

/**
 * What a night looks at of the leases that bind a dwelling on `on` or later, by their id. A page is five statements,
 * each a range of an index, however many leases it has. What a lease was made with is its first rent; the fields of
 * each row stand in one order, so that the same facts give the same text.
 */
export async function readRotationPage(tx: Tx, page: RotationPage): Promise<readonly RotationFacts[]> {
  const leases = await readLeases(tx, page);
  const last = leases.at(-1);
  if (last === undefined) return [];
  const range = { afterId: page.afterId, throughId: last.id, on: page.on };
  const rents = byLease(await readRents(tx, range));
  const deposits = byLease(await readDeposits(tx, range));
  const followUps = byLease(await readFollowUps(tx, range));
  const requests = byLease(await readOccupancyRequests(tx, range));
  return leases.map(({ moveRequests, noTerminationInfoGivenOn, rentOrePerMonth, ...row }) => ({
    lease: toLeaseFacts(
      row,
      moveRequests.map((sentOn) => ({ kind: 'move-request', sentOn })),
    ),
    noTerminationInfoGivenOn,
    rents: [firstRent(row.startsOn, rentOrePerMonth), ...(rents.get(row.id) ?? [])],
    deposits: deposits.get(row.id) ?? [],
    followUps: followUps.get(row.id) ?? [],
    occupancyRequests: requests.get(row.id) ?? [],
  }));
}

function firstRent(from: PlainDateString, orePerMonth: number): RentSetting {
  return { kind: 'initial', from, orePerMonth, noticeSentOn: null };
}

interface PagedLease extends LeaseFactsRow {
  readonly noTerminationInfoGivenOn: PlainDateString | null;
  readonly rentOrePerMonth: number;
  readonly moveRequests: readonly PlainDateString[];
}

async function readLeases(tx: Tx, page: RotationPage): Promise<readonly PagedLease[]> {
  let query = tx
    .selectFrom('leases as l')
    .select(LEASE_FACT_COLUMNS)
    .select([
      'l.no_termination_info_given_on as noTerminationInfoGivenOn',
      'l.rent_ore_per_month as rentOrePerMonth',
      sql<readonly PlainDateString[]>`array(select n.sent_on::text from lease_notices n
        where n.municipality_id = l.municipality_id and n.lease_id = l.id and n.kind = 'move-request'
        order by n.sent_on)`.as('moveRequests'),
    ])
    .where((where) => where.or([where('l.closed_on', 'is', null), where('l.closed_on', '>', page.on)]))
    .orderBy('l.id')
    .limit(page.limit);
  if (page.afterId !== null) query = query.where('l.id', '>', page.afterId);
  return await query.execute();
}

type OfLease<Facts> = Facts & { readonly leaseId: string };

async function readRents(tx: Tx, range: LeaseRange): Promise<readonly OfLease<RentSetting>[]> {
  const { rows } = await sql<OfLease<RentSetting>>`
    select r.lease_id as "leaseId", r.kind, r.from_on as "from", r.ore_per_month as "orePerMonth",
      r.notice_sent_on as "noticeSentOn"
    from lease_rents r where r.kind <> 'initial' and ${isIn(range, 'r')}
    order by r.lease_id, r.from_on, r.recorded_at, r.id`.execute(tx);
  return rows;
}

async function readDeposits(tx: Tx, range: LeaseRange): Promise<readonly OfLease<LeaseDeposit>[]> {
  const { rows } = await sql<OfLease<LeaseDeposit>>`
    select d.lease_id as "leaseId", d.kind, d.amount_ore as "amountOre",
      d.is_on_separate_account as "isOnSeparateAccount", d.given_on as "givenOn", d.released_on as "releasedOn"
    from lease_deposits d where ${isIn(range, 'd')}
    order by d.lease_id, d.given_on, d.id`.execute(tx);
  return rows;
}

/** Those that were due by then and not settled before; the others cannot be overdue. */
async function readFollowUps(tx: Tx, range: LeaseRange): Promise<readonly OfLease<FollowUpFacts>[]> {
  const { rows } = await sql<OfLease<FollowUpFacts>>`
    select f.lease_id as "leaseId", f.id, f.due_on as "dueOn", f.done_on as "doneOn"
    from follow_ups f where ${isIn(range, 'f')} and f.due_on <= ${range.on}::date
      and (f.done_on is null or f.done_on > ${range.on}::date)
    order by f.lease_id, f.due_on, f.id`.execute(tx);
  return rows;
}

/** Those that had come in by then and were not answered before; the others are nobody's silence. */
async function readOccupancyRequests(
  tx: Tx,
  range: LeaseRange,
): Promise<readonly OfLease<OccupancyRequestFacts>[]> {
  const { rows } = await sql<OfLease<OccupancyRequestFacts>>`
    select o.lease_id as "leaseId", o.id, o.received_on as "receivedOn", o.answered_on as "answeredOn", o.answer
    from occupancy_requests o where ${isIn(range, 'o')} and o.received_on <= ${range.on}::date
      and (o.answered_on is null or o.answered_on > ${range.on}::date)
    order by o.lease_id, o.received_on, o.id`.execute(tx);
  return rows;
}

function isIn({ afterId, throughId }: LeaseRange, alias: string): ReturnType<typeof sql> {
  const leaseId = sql.ref(`${alias}.lease_id`);
  const after = afterId === null ? sql`true` : sql`${leaseId} > ${afterId}::uuid`;
  return sql`${after} and ${leaseId} <= ${throughId}::uuid`;
}

function byLease<Facts extends object>(
  rows: readonly OfLease<Facts>[],
): ReadonlyMap<string, readonly Facts[]> {
  const grouped = new Map<string, Facts[]>();
  for (const { leaseId, ...facts } of rows) {
    const of = grouped.get(leaseId);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the row without the id of its lease
    const row = facts as unknown as Facts;
    if (of === undefined) grouped.set(leaseId, [row]);
    else of.push(row);
  }
  return grouped;
}
