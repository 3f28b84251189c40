import type { Level, LivedStep, PlainDateString, StepDownFacts } from '@boligtrapp/domain';
import { sql } from 'kysely';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';
import type { Tx } from '../connect.ts';
import { promisedHomes } from '../round/promised-homes.ts';

/** A tenant who lives on a level above the one that was assessed last. */
export interface TenantAboveRow extends LivedStep, StepDownFacts {
  readonly leaseId: string;
  readonly level: Level;
  readonly assessedLevel: Level;
}

/**
 * Who lives on `on` on a level above that of the newest assessment, on the same track and in the same programme, by
 * household. An assessment that no longer holds counts: it is the last that is known. Moving is to
 * whom another home is promised, or for whom a day of moving out is registered; not who stays under a new lease.
 */
export async function readTenantsAbove(tx: Tx, on: PlainDateString): Promise<readonly TenantAboveRow[]> {
  const { rows } = await sql<TenantAboveRow>`
    with promised as (${promisedHomes(on)})
    select h.id as "leaseId", h.household_id as "householdId", d.programme, d.track, d.level, a.level as "assessedLevel",
      a.valid_until as "validUntil", a.ready_to_move as "isReadyToMove",
      (h.closed_on is not null and h.closed_because is distinct from 'renewed')
        or exists (select from promised p where p.municipality_id = h.municipality_id
          and (p.household_id = h.household_id) <> (p.dwelling_id = h.dwelling_id)) as "isMoving"
    from leases h
    join dwellings d on d.municipality_id = h.municipality_id and d.id = h.dwelling_id
    join lateral (${currentAssessmentOf('h.household_id')}) a on true
    where h.binds_during @> ${on}::date and a.assessed_on <= ${on}::date
      and a.programme = d.programme and a.track = d.track and a.level < d.level
    order by h.household_id`.execute(tx);
  return rows;
}
