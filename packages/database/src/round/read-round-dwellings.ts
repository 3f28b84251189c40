import type { PlainDateString, RoundDwelling, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Which dwellings a round looks for. */
export interface RoundDwellingQuery {
  readonly meetingOn: PlainDateString;
  /** Last day (inclusive) on which a dwelling may fall vacant. */
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
}

/**
 * Dwellings of the tracks that are vacant on the day of the meeting or fall vacant until the horizon, sorted by id:
 * no open offer, no later lease, and used as a dwelling on the day they become free.
 */
export async function readVacancies(tx: Tx, query: RoundDwellingQuery): Promise<readonly RoundDwelling[]> {
  const { meetingOn, horizonEndsOn } = query;
  const { rows } = await sql<RoundDwelling>`
    with unlet as (
      select d.municipality_id, d.id,
        coalesce(upper(l.binds_during), ${meetingOn}::date) as free_from
      from dwellings d
      left join leases l on l.municipality_id = d.municipality_id and l.dwelling_id = d.id
        and l.binds_during @> ${meetingOn}::date
      where d.track = any(${query.tracks})
        and (l.id is null or upper(l.binds_during) is not null)
        and not exists (select from leases later where later.municipality_id = d.municipality_id
          and later.dwelling_id = d.id and lower(later.binds_during) > ${meetingOn}::date)
        and not exists (select from offers o where o.municipality_id = d.municipality_id
          and o.dwelling_id = d.id and o.state = 'open')
    ), free as (
      select u.municipality_id, u.id,
        (select min(greatest(lower(p.valid_during), u.free_from)) from dwelling_periods p
          where p.municipality_id = u.municipality_id and p.dwelling_id = u.id and p.role = 'dwelling'
            and (upper(p.valid_during) is null or upper(p.valid_during) > u.free_from)) as available_from
      from unlet u
    )
    select ${dwellingColumns},
      case when f.available_from <= ${meetingOn}::date then 'vacant' else 'forecast' end as vacancy,
      f.available_from as "availableFrom"
    from free f join dwellings d on d.municipality_id = f.municipality_id and d.id = f.id
    where f.available_from <= ${horizonEndsOn}::date
    order by d.id`.execute(tx);
  return rows;
}

/** The given dwellings as homes of tenants who may move, sorted by id. */
export async function readMoverHomes(
  tx: Tx,
  dwellingIds: readonly string[],
  meetingOn: PlainDateString,
): Promise<readonly RoundDwelling[]> {
  const { rows } = await sql<RoundDwelling>`
    select ${dwellingColumns}, 'home-of-mover' as vacancy, ${meetingOn}::date as "availableFrom"
    from dwellings d where d.id = any(${dwellingIds}::uuid[]) order by d.id`.execute(tx);
  return rows;
}

const dwellingColumns = sql`d.id, d.reference, d.building_id as "buildingId", d.track, d.level, d.programme, d.bedrooms,
  d.area_m2 as "areaM2", d.floor, d.has_lift as "hasLift", d.wheelchair_accessible as "wheelchairAccessible",
  d.robust, d.own_entrance as "ownEntrance", d.screened, d.school_district as "schoolDistrict"`;
