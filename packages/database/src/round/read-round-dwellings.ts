import type { PlainDateString, RoundDwelling, Track } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { isProtectedTenancy } from '../household/protected-household.ts';
import { promisedHomes } from './promised-homes.ts';

/** Which dwellings a round looks for. */
export interface RoundDwellingQuery {
  readonly meetingOn: PlainDateString;
  /** Last day (inclusive) on which a dwelling may fall vacant. */
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
}

/**
 * Dwellings of the tracks that are vacant on the day of the meeting or fall vacant until the horizon, sorted by id:
 * promised to nobody, and used as a dwelling from the day they become free beyond the horizon. One with a tenant whose
 * address is protected is none of them before it is vacant: a round is for many to read.
 */
export async function readVacancies(tx: Tx, query: RoundDwellingQuery): Promise<readonly RoundDwelling[]> {
  const { meetingOn, horizonEndsOn } = query;
  const { rows } = await sql<DwellingSqlRow>`
    with promised as (${promisedHomes(meetingOn)}), unlet as (
      select d.municipality_id, d.id,
        coalesce(upper(l.binds_during), ${meetingOn}::date) as free_from
      from dwellings d
      left join leases l on l.municipality_id = d.municipality_id and l.dwelling_id = d.id
        and l.binds_during @> ${meetingOn}::date
      where d.track = any(${query.tracks})
        and (l.id is null or upper(l.binds_during) is not null)
        and not exists (select from promised p
          where p.municipality_id = d.municipality_id and p.dwelling_id = d.id)
        and not exists (select from leases t
          where t.municipality_id = d.municipality_id and t.dwelling_id = d.id and ${isProtectedTenancy('t')})
    ), free as (
      select u.municipality_id, u.id, greatest(${dwellingSince(sql`u`, horizonEndsOn)}, u.free_from) as available_from
      from unlet u
      where ${dwellingSince(sql`u`, horizonEndsOn)} is not null
    )
    select ${dwellingColumns},
      case when f.available_from <= ${meetingOn}::date then 'vacant' else 'forecast' end as vacancy,
      f.available_from as "availableFrom"
    from free f join dwellings d on d.municipality_id = f.municipality_id and d.id = f.id
    where f.available_from <= ${horizonEndsOn}::date
      and (d.leased_in_until is null or d.leased_in_until > f.available_from)
    order by d.id`.execute(tx);
  return rows.map(withoutNone);
}

/** The given dwellings with what does not change with the day, sorted by id. */
export async function readRoundDwellings(
  tx: Tx,
  dwellingIds: readonly string[],
): Promise<readonly Omit<RoundDwelling, 'vacancy' | 'availableFrom'>[]> {
  const { rows } = await sql<Omit<DwellingSqlRow, 'vacancy' | 'availableFrom'>>`
    select ${dwellingColumns} from dwellings d where d.id = any(${[...dwellingIds]}::uuid[]) order by d.id`.execute(
    tx,
  );
  return rows.map(withoutNone);
}

/** As the database gives it: null where nothing is stored. */
type DwellingSqlRow = Omit<RoundDwelling, 'leasedInUntil' | 'certainty'> & {
  readonly leasedInUntil: PlainDateString | null;
};

/** Leaves out what is not there, so that facts of dwellings without an end keep their hash. */
function withoutNone<T extends { readonly leasedInUntil: PlainDateString | null }>(
  row: T,
): Omit<T, 'leasedInUntil'> & { readonly leasedInUntil?: PlainDateString } {
  const { leasedInUntil, ...rest } = row;
  return leasedInUntil === null ? rest : { ...rest, leasedInUntil };
}

/**
 * The given dwellings as homes of tenants who may move, sorted by id. One that is no dwelling at the end of the horizon
 * is available from the day after it: its tenant takes part, and nobody else can get it.
 */
export async function readMoverHomes(
  tx: Tx,
  dwellingIds: readonly string[],
  { meetingOn, horizonEndsOn }: Pick<RoundDwellingQuery, 'meetingOn' | 'horizonEndsOn'>,
): Promise<readonly RoundDwelling[]> {
  const { rows } = await sql<DwellingSqlRow>`
    select ${dwellingColumns}, 'home-of-mover' as vacancy,
      greatest(coalesce(${dwellingSince(sql`d`, horizonEndsOn)}, ${horizonEndsOn}::date + 1), ${meetingOn}::date)
        as "availableFrom"
    from dwellings d where d.id = any(${dwellingIds}::uuid[]) order by d.id`.execute(tx);
  return rows.map(withoutNone);
}

/**
 * From which day on `dwelling` is used as one without a break until `on`, as an expression: null if it is not on `on`.
 * Periods that touch count as one.
 */
function dwellingSince(dwelling: RawBuilder<unknown>, on: PlainDateString): RawBuilder<unknown> {
  return sql`(select coalesce(lower(r.span), '-infinity') from (
      select unnest(range_agg(p.valid_during)) as span from dwelling_periods p
      where p.municipality_id = ${dwelling}.municipality_id and p.dwelling_id = ${dwelling}.id and p.role = 'dwelling'
    ) r where r.span @> ${on}::date)`;
}

const dwellingColumns = sql`d.id, d.reference, d.building_id as "buildingId", d.track, d.level, d.programme, d.bedrooms,
  d.area_m2 as "areaM2", d.floor, d.has_lift as "hasLift", d.wheelchair_accessible as "wheelchairAccessible",
  d.robust, d.own_entrance as "ownEntrance", d.screened, d.school_district as "schoolDistrict",
  d.leased_in_until as "leasedInUntil"`;
