import type { Level, PlainDateString, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';
import type { Tx } from '../connect.ts';

/** A household in the queue of the ladder, by what it needs. */
export interface NeedRow {
  readonly householdId: string;
  readonly householdReference: string;
  readonly track: Track;
  readonly level: Level;
  /** The fewest that it needs. */
  readonly bedrooms: number;
  readonly requiredNeighbourhoodIds: readonly string[];
}

/** Households in the queue of the ladder whose assessment holds on `on`, by reference. */
export async function readLadderNeeds(tx: Tx, on: PlainDateString): Promise<readonly NeedRow[]> {
  const { rows } = await sql<NeedRow>`
    select h.id as "householdId", h.reference as "householdReference", a.track, a.level,
      (a.needs->'bedrooms'->>'min')::int as bedrooms, a.needs->'requiredNeighbourhoodIds' as "requiredNeighbourhoodIds"
    from housing_applications p
    join households h on h.municipality_id = p.municipality_id and h.id = p.household_id
    join lateral (${currentAssessmentOf('h.id')}) a on true
    where p.status = 'in-queue' and a.programme = 'ladder'
      and a.assessed_on <= ${on}::date and a.valid_until > ${on}::date
    order by h.reference, h.id`.execute(tx);
  return rows;
}

/** A dwelling of the ladder, and whether it can be moved into. */
export interface LadderDwellingRow {
  readonly dwellingId: string;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly bedrooms: number;
  readonly neighbourhoodId: string;
  readonly neighbourhoodName: string;
  /** In use as a dwelling on the day, without a lease, and not given back. */
  readonly isVacant: boolean;
}

/** Every dwelling of the ladder on `on`, by reference; vacant is what the figures of the steps call so. */
export async function readLadderDwellings(
  tx: Tx,
  on: PlainDateString,
): Promise<readonly LadderDwellingRow[]> {
  const { rows } = await sql<LadderDwellingRow>`
    select d.id as "dwellingId", d.reference, d.track, d.level, d.bedrooms, n.id as "neighbourhoodId",
      n.name as "neighbourhoodName",
      l.id is null and coalesce(p.role = 'dwelling', false)
        and (d.leased_in_until is null or d.leased_in_until > ${on}::date) as "isVacant"
    from dwellings d
    join buildings b on b.municipality_id = d.municipality_id and b.id = d.building_id
    join neighbourhoods n on n.municipality_id = b.municipality_id and n.id = b.neighbourhood_id
    left join leases l on l.municipality_id = d.municipality_id and l.dwelling_id = d.id
      and l.binds_during @> ${on}::date
    left join dwelling_periods p on p.municipality_id = d.municipality_id and p.dwelling_id = d.id
      and p.valid_during @> ${on}::date
    where d.programme = 'ladder'
    order by d.reference, d.id`.execute(tx);
  return rows;
}
