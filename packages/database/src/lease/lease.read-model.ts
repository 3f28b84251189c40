import type { LeaseState, PlainDateString } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import { LEASE_FACT_COLUMNS, type LeaseNoticeRow, type LeaseRow } from './lease.rows.ts';

type Tables = DB & { l: DB['leases']; d: DB['dwellings']; h: DB['households'] };
type Query<O> = SelectQueryBuilder<Tables, 'l' | 'd' | 'h', O>;

/** Which leases are listed; every one where nothing is said. */
export interface LeaseQuery {
  readonly dwellingId?: string | undefined;
  readonly householdId?: string | undefined;
  /** Households that do not exist for whoever asks. */
  readonly hiddenHouseholdIds?: readonly string[] | undefined;
  /** Leases whose term ends before this day (exclusive); those without an end are left out. */
  readonly lastDayBefore?: PlainDateString | undefined;
  /**
   * Leases that can be in this state on this day. Whether the others than `upcoming` and `vacated` are is for the law
   * to compute: the rows are a superset.
   */
  readonly possiblyIn?: { readonly state: LeaseState; readonly on: PlainDateString } | undefined;
}

/** Where a page of leases begins: after this one. */
export interface LeaseKey {
  readonly lastDay: PlainDateString | null;
  readonly id: string;
}

/** A lease by id, or undefined. */
export async function findLease(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
): Promise<LeaseRow | undefined> {
  return await select(leases(tx, municipalityId)).where('l.id', '=', leaseId).executeTakeFirst();
}

/** Leases by the end of their term, those without an end last, after `after` (exclusive). */
export async function listLeases(
  tx: Tx,
  municipalityId: string,
  query: LeaseQuery,
  page: { readonly after?: LeaseKey | undefined; readonly limit: number },
): Promise<readonly LeaseRow[]> {
  let rows = select(matching(leases(tx, municipalityId), query))
    .orderBy(sql`coalesce(l.last_day, 'infinity')`)
    .orderBy('l.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    const { lastDay, id } = page.after;
    rows = rows.where(
      sql<boolean>`(coalesce(l.last_day, 'infinity'), l.id) > (coalesce(${lastDay}::date, 'infinity'), ${id}::uuid)`,
    );
  }
  return await rows.execute();
}

/** How many leases the query has. */
export async function countLeases(tx: Tx, municipalityId: string, query: LeaseQuery): Promise<number> {
  const { count } = await matching(leases(tx, municipalityId), query)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The notices of the leases, by lease, each from the one sent first. */
export async function readLeaseNotices(
  tx: Tx,
  municipalityId: string,
  leaseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LeaseNoticeRow[]>> {
  if (leaseIds.length === 0) return new Map();
  const rows: readonly LeaseNoticeRow[] = await tx
    .selectFrom('lease_notices as n')
    .where('n.municipality_id', '=', municipalityId)
    .where('n.lease_id', '=', sql<string>`any(${[...leaseIds]}::uuid[])`)
    .select(['n.id', 'n.lease_id as leaseId', 'n.kind', 'n.sent_on as sentOn', 'n.proof'])
    .select((eb) => eb.ref('n.channel').$castTo<LeaseNoticeRow['channel']>().as('channel'))
    .orderBy('n.lease_id')
    .orderBy('n.sent_on')
    .orderBy('n.id')
    .execute();
  return Map.groupBy(rows, (row) => row.leaseId);
}

function leases(tx: Tx, municipalityId: string): Query<object> {
  return tx
    .selectFrom('leases as l')
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'l.municipality_id').onRef('d.id', '=', 'l.dwelling_id'),
    )
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'l.municipality_id').onRef('h.id', '=', 'l.household_id'),
    )
    .where('l.municipality_id', '=', municipalityId);
}

function matching(rows: Query<object>, query: LeaseQuery): Query<object> {
  let matched = rows;
  if (query.dwellingId !== undefined) matched = matched.where('l.dwelling_id', '=', query.dwellingId);
  if (query.householdId !== undefined) matched = matched.where('l.household_id', '=', query.householdId);
  const { hiddenHouseholdIds: hidden = [] } = query;
  if (hidden.length > 0) matched = matched.where('l.household_id', 'not in', hidden);
  if (query.lastDayBefore !== undefined) matched = matched.where('l.last_day', '<', query.lastDayBefore);
  return query.possiblyIn === undefined ? matched : possiblyIn(matched, query.possiblyIn);
}

function possiblyIn(
  rows: Query<object>,
  { state, on }: { readonly state: LeaseState; readonly on: PlainDateString },
): Query<object> {
  if (state === 'vacated') return rows.where('l.closed_on', '<=', on);
  const unclosed = rows.where((eb) => eb.or([eb('l.closed_on', 'is', null), eb('l.closed_on', '>', on)]));
  if (state === 'upcoming') return unclosed.where('l.starts_on', '>', on);
  return unclosed.where('l.starts_on', '<=', on);
}

function select(rows: Query<object>): Query<LeaseRow> {
  return rows
    .select(LEASE_FACT_COLUMNS)
    .select([
      'l.dwelling_id as dwellingId',
      'd.reference as dwellingReference',
      'l.household_id as householdId',
      'h.reference as householdReference',
      'l.closed_because as closedBecause',
      'l.no_termination_info_given_on as noTerminationInfoGivenOn',
      'l.has_eviction_clause_expiry as hasEvictionClauseExpiry',
      'l.has_eviction_clause_rent as hasEvictionClauseRent',
      'l.allocation_kind as allocationKind',
      'l.rent_ore_per_month as rentOrePerMonth',
      'l.version',
    ]);
}
