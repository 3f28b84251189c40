import type { Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';
import type { Tx } from '../connect.ts';
import { waitingHouseholds } from '../queue/waiting-households.ts';

/** One step of a ladder, or of a programme beside it. `occupied + vacant + outOfUse = stock`. */
export interface StepCounts {
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly stock: number;
  readonly occupied: number;
  readonly vacant: number;
  /** Staff bases, repairs and units that are taken out of use, without a lease. */
  readonly outOfUse: number;
  /** Households whose application is in the queue and whose assessment names this step. */
  readonly queue: number;
  /** Tenants who wait to move to this step from another dwelling of the municipality. */
  readonly movers: number;
}

/**
 * Every step with a dwelling or a household that waits for it, on `on`; the ladder first, then by track and level.
 * Households of `hidden` do not count among those who wait; a dwelling is taken whoever lives there.
 */
export async function readStepCounts(
  tx: Tx,
  on: PlainDateString,
  hidden: ReadonlySet<string>,
): Promise<readonly StepCounts[]> {
  const { rows } = await sql<StepCounts>`
    with dwelling_state as (
      select d.track, d.level, d.programme, l.id is not null as is_let, coalesce(p.role = 'dwelling', false) as in_use
      from dwellings d
      left join leases l on l.municipality_id = d.municipality_id and l.dwelling_id = d.id
        and l.binds_during @> ${on}::date
      left join dwelling_periods p on p.municipality_id = d.municipality_id and p.dwelling_id = d.id
        and p.valid_during @> ${on}::date
      -- No longer leased in: out of the stock, once nobody lives there any more.
      where d.leased_in_until is null or d.leased_in_until > ${on}::date or l.id is not null
    ), stock as (
      select track, level, programme, count(*)::int as stock, count(*) filter (where is_let)::int as occupied,
        count(*) filter (where in_use and not is_let)::int as vacant,
        count(*) filter (where not in_use and not is_let)::int as out_of_use
      from dwelling_state group by track, level, programme
    ), queue as (
      select a.track, a.level, a.programme, count(h.application_id)::int as applicants,
        count(*) filter (where h.application_id is null)::int as movers
      from (${waitingHouseholds(on)}) h
      join lateral (${currentAssessmentOf('h.household_id')}) a on true
      where a.assessed_on <= ${on}::date and a.valid_until > ${on}::date
        and h.household_id <> all(${[...hidden]}::uuid[])
      group by a.track, a.level, a.programme
    )
    select track, level, programme, coalesce(stock, 0) as stock, coalesce(occupied, 0) as occupied,
      coalesce(vacant, 0) as vacant, coalesce(out_of_use, 0) as "outOfUse", coalesce(applicants, 0) as queue,
      coalesce(movers, 0) as movers
    from stock full join queue using (track, level, programme)
    order by programme <> 'ladder', programme, track desc, level`.execute(tx);
  return rows;
}
