import type { Place, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * Every building, neighbourhood and district as it is on `on`, sorted by id. A place without a status on that day
 * is open; a building without staffing has none.
 */
export async function readPlaces(tx: Tx, on: PlainDateString): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    with places as (
      select b.id, 'building' as kind, b.name, b.neighbourhood_id as "parentId",
        (select count(*)::int from dwellings d
          where d.municipality_id = b.municipality_id and d.building_id = b.id) as "dwellingCount",
        b.unfit_for_children as "unfitForChildren",
        coalesce((select s.staffing from staffing s
          where s.municipality_id = b.municipality_id and s.building_id = b.id
            and s.valid_during @> ${on}::date), 'none') as staffing
      from buildings b
      union all
      select n.id, 'neighbourhood', n.name, n.district_id, n.dwelling_count, false, 'none' from neighbourhoods n
      union all
      select d.id, 'district', d.name, null,
        (select coalesce(sum(n.dwelling_count), 0)::int from neighbourhoods n
          where n.municipality_id = d.municipality_id and n.district_id = d.id), false, 'none'
      from districts d
    )
    select p.id, p.kind, p.name, p."parentId", coalesce(s.status, 'open') as status,
      s.highest_level_allowed as "highestLevelAllowed", p."dwellingCount", c.cap_points as "ownCapPoints",
      p."unfitForChildren", p.staffing
    from places p
    left join place_statuses s on s.place_id = p.id and s.valid_during @> ${on}::date
    left join place_caps c on c.place_id = p.id and c.valid_during @> ${on}::date
    order by p.id`.execute(tx);
  return rows;
}
