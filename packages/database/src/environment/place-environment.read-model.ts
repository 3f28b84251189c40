import type {
  EnvironmentFinding,
  EnvironmentIncident,
  PlaceKind,
  PlaceStatus,
  PlainDateString,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A building or neighbourhood with what its environment is judged by. */
export interface PlaceEnvironmentFacts {
  readonly placeId: string;
  readonly kind: Exclude<PlaceKind, 'district'>;
  readonly name: string;
  /** On the day asked for. */
  readonly status: PlaceStatus;
  readonly incidents: readonly EnvironmentIncident[];
  readonly reports: readonly EnvironmentFinding[];
}

/**
 * What happened from `from` until `to`, both inclusive, at one place, or at every place that has something to judge: a
 * status, an incident or a report. The incidents of a neighbourhood are those of its buildings; its reports are its own.
 * Whom an incident is put down to is not read.
 */
export async function readPlaceEnvironments(
  tx: Tx,
  municipalityId: string,
  query: {
    readonly placeId?: string | undefined;
    readonly from: PlainDateString;
    readonly to: PlainDateString;
  },
): Promise<readonly PlaceEnvironmentFacts[]> {
  const { placeId, from, to } = query;
  const wanted =
    placeId === undefined
      ? sql`s.status is not null or i.list is not null or r.list is not null`
      : sql`p.id = ${placeId}::uuid`;
  const { rows } = await sql<PlaceEnvironmentFacts>`
    with places as (
      select b.id, 'building' as kind, b.name from buildings b where b.municipality_id = ${municipalityId}
      union all
      select n.id, 'neighbourhood', n.name from neighbourhoods n where n.municipality_id = ${municipalityId}
    ), happened as (
      select b.id as building_id, b.neighbourhood_id, i.occurred_on, i.severity from incidents i
      join buildings b on b.municipality_id = i.municipality_id and b.id = i.building_id
      where i.municipality_id = ${municipalityId} and i.withdrawn_on is null
        and i.occurred_on >= ${from}::date and i.occurred_on <= ${to}::date
    ), incident_lists as (
      select t.place_id, json_agg(json_build_object('occurredOn', t.occurred_on, 'severity', t.severity)
        order by t.occurred_on, t.severity) as list
      from (select building_id as place_id, occurred_on, severity from happened
        union all select neighbourhood_id, occurred_on, severity from happened) t group by t.place_id
    ), report_lists as (
      select r.place_id, json_agg(json_build_object('reportedOn', r.reported_on, 'level', r.level)
        order by r.reported_on, r.level) as list
      from environment_reports r
      where r.municipality_id = ${municipalityId} and r.withdrawn_on is null
        and r.reported_on >= ${from}::date and r.reported_on <= ${to}::date group by r.place_id
    )
    select p.id as "placeId", p.kind, p.name, coalesce(s.status, 'open') as status,
      coalesce(i.list, '[]') as incidents, coalesce(r.list, '[]') as reports
    from places p
    left join place_statuses s on s.municipality_id = ${municipalityId} and s.place_id = p.id
      and s.valid_during @> ${to}::date
    left join incident_lists i on i.place_id = p.id
    left join report_lists r on r.place_id = p.id
    where ${wanted}
    order by p.kind, p.name collate "C", p.id`.execute(tx);
  return rows;
}

/** The building of a dwelling, or undefined. */
export async function findBuildingOfDwelling(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('dwellings')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwellingId)
    .select('building_id as buildingId')
    .executeTakeFirst();
  return row?.buildingId;
}
