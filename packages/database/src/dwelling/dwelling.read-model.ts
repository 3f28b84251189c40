import type { DwellingRole, Level, PlainDateString, Track } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { promisedHomes } from '../round/promised-homes.ts';
import type { DB } from '../schema.generated.ts';
import type { DwellingRow, DwellingStatus } from './dwelling.rows.ts';

/** Whose dwellings, and as they are on which day. */
export interface DwellingScope {
  readonly municipalityId: string;
  readonly on: PlainDateString;
}

/** Which dwellings are listed; every one where nothing is said. */
export interface DwellingFilter {
  readonly track?: Track | undefined;
  readonly level?: Level | undefined;
  readonly neighbourhoodId?: string | undefined;
  readonly status?: DwellingStatus | undefined;
}

/** The dwelling, or undefined. */
export async function findDwelling(
  tx: Tx,
  scope: DwellingScope,
  dwellingId: string,
): Promise<DwellingRow | undefined> {
  return await selectRow(dwellings(tx, scope, {}), scope)
    .where('d.id', '=', dwellingId)
    .executeTakeFirst();
}

/** Dwellings in the order of their reference, after the given one (exclusive), `limit` at most. */
export async function listDwellings(
  tx: Tx,
  scope: DwellingScope,
  filter: DwellingFilter,
  page: { readonly afterReference: string | undefined; readonly limit: number },
): Promise<readonly DwellingRow[]> {
  let rows = selectRow(dwellings(tx, scope, filter), scope)
    .orderBy('d.reference')
    .limit(page.limit);
  if (page.afterReference !== undefined) rows = rows.where('d.reference', '>', page.afterReference);
  return await rows.execute();
}

/** How many dwellings the filter lets through. */
export async function countDwellings(tx: Tx, scope: DwellingScope, filter: DwellingFilter): Promise<number> {
  const { count } = await dwellings(tx, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

type Tables = DB & { d: DB['dwellings']; b: DB['buildings']; n: DB['neighbourhoods'] };
type Query<O> = SelectQueryBuilder<Tables, 'd' | 'b' | 'n', O>;

function dwellings(tx: Tx, scope: DwellingScope, filter: DwellingFilter): Query<object> {
  let rows = tx
    .selectFrom('dwellings as d')
    .innerJoin('buildings as b', (join) =>
      join.onRef('b.municipality_id', '=', 'd.municipality_id').onRef('b.id', '=', 'd.building_id'),
    )
    .innerJoin('neighbourhoods as n', (join) =>
      join.onRef('n.municipality_id', '=', 'b.municipality_id').onRef('n.id', '=', 'b.neighbourhood_id'),
    )
    .where('d.municipality_id', '=', scope.municipalityId);
  if (filter.track !== undefined) rows = rows.where('d.track', '=', filter.track);
  if (filter.level !== undefined) rows = rows.where('d.level', '=', filter.level);
  if (filter.neighbourhoodId !== undefined) rows = rows.where('n.id', '=', filter.neighbourhoodId);
  if (filter.status !== undefined) rows = rows.where(statusOn(scope.on), '=', filter.status);
  return rows;
}

function selectRow(rows: Query<object>, scope: DwellingScope): Query<DwellingRow> {
  return rows.select([
    'd.id',
    'd.version',
    'd.reference',
    'd.track',
    'd.level',
    'd.programme',
    statusOn(scope.on).as('status'),
    roleOn(scope.on).as('role'),
    isPromisedOn(scope.on).as('isPromised'),
    vacantFrom(scope.on).as('vacantFrom'),
    'd.building_id as buildingId',
    'b.name as buildingName',
    'n.id as neighbourhoodId',
    'n.name as neighbourhoodName',
    'd.bedrooms',
    'd.area_m2 as areaM2',
    'd.floor',
    'd.has_lift as hasLift',
    'd.wheelchair_accessible as wheelchairAccessible',
    'd.robust',
    'd.own_entrance as ownEntrance',
    'd.screened',
    'd.school_district as schoolDistrict',
    'd.bruksenhetsnummer',
    'd.matrikkel',
    'd.owner_form as ownerForm',
    'd.leased_in_until as leasedInUntil',
  ]);
}

/**
 * A tenant who stays after the last day of the contract still holds the dwelling, hence `binds_during`. One that the
 * municipality no longer leases in is free for nobody.
 */
function statusOn(on: PlainDateString) {
  return sql<DwellingStatus>`case
    when exists (select from leases l where l.municipality_id = d.municipality_id and l.dwelling_id = d.id
      and l.binds_during @> ${on}::date) then 'occupied'
    when exists (select from dwelling_periods p where p.municipality_id = d.municipality_id and p.dwelling_id = d.id
      and p.role = 'dwelling' and p.valid_during @> ${on}::date)
      and (d.leased_in_until is null or d.leased_in_until > ${on}::date) then 'vacant'
    else 'out-of-use' end`;
}

function roleOn(on: PlainDateString) {
  return sql<DwellingRole>`coalesce((select p.role from dwelling_periods p where p.municipality_id = d.municipality_id
    and p.dwelling_id = d.id and p.valid_during @> ${on}::date), 'out-of-use')`;
}

function isPromisedOn(on: PlainDateString) {
  return sql<boolean>`exists (select from (${promisedHomes(on)}) o
    where o.municipality_id = d.municipality_id and o.dwelling_id = d.id)`;
}

/** Of a vacant one the later of its period's first day and the day the last tenant left; else its next period's. */
function vacantFrom(on: PlainDateString) {
  return sql<PlainDateString | null>`case ${statusOn(on)}
    when 'occupied' then null
    when 'vacant' then greatest(
      (select lower(p.valid_during) from dwelling_periods p where p.municipality_id = d.municipality_id
        and p.dwelling_id = d.id and p.valid_during @> ${on}::date),
      (select max(upper(l.binds_during)) from leases l where l.municipality_id = d.municipality_id
        and l.dwelling_id = d.id and upper(l.binds_during) <= ${on}::date))
    else (select min(lower(p.valid_during)) from dwelling_periods p where p.municipality_id = d.municipality_id
      and p.dwelling_id = d.id and p.role = 'dwelling' and lower(p.valid_during) > ${on}::date) end`;
}

/** What a unit was, is and will be for, and from when until when. */
export interface DwellingPeriodRow {
  readonly id: string;
  readonly role: DwellingRole;
  /** Null without a beginning that is known. */
  readonly validFrom: PlainDateString | null;
  /** First day on which it no longer holds; null for no end. */
  readonly validTo: PlainDateString | null;
  readonly reason: string | null;
}

/** The periods of a dwelling, the latest first. */
export async function listDwellingPeriods(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<readonly DwellingPeriodRow[]> {
  return await tx
    .selectFrom('dwelling_periods')
    .where('municipality_id', '=', municipalityId)
    .where('dwelling_id', '=', dwellingId)
    .select([
      'id',
      sql<DwellingRole>`role`.as('role'),
      sql<PlainDateString | null>`lower(valid_during)`.as('validFrom'),
      sql<PlainDateString | null>`upper(valid_during)`.as('validTo'),
      'reason',
    ])
    .orderBy(sql`lower(valid_during)`, (order) => order.desc().nullsLast())
    .execute();
}

/** The dwellings of these ids, in no order that means anything. */
export async function listDwellingsById(
  tx: Tx,
  scope: DwellingScope,
  dwellingIds: readonly string[],
): Promise<readonly DwellingRow[]> {
  return await selectRow(dwellings(tx, scope, {}), scope)
    .where(sql<boolean>`d.id = any(${sql.val([...dwellingIds])}::uuid[])`)
    .execute();
}
