import type { PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';

/**
 * Who waits for a home on `on`, a row for each: `municipality_id`, `household_id` and `application_id`. Those whose
 * application is in the queue, and the movers, who have a home and are ready to leave it for another one: theirs is
 * null. Says nothing about whether the assessment holds.
 */
export function waitingHouseholds(on: PlainDateString): RawBuilder<unknown> {
  return sql`select municipality_id, household_id, id as application_id
      from housing_applications where status = 'in-queue'
    union all
    select distinct h.municipality_id, h.household_id, null::uuid
      from leases h join lateral (${currentAssessmentOf('h.household_id')}) a on a.ready_to_move
      where h.binds_during @> ${on}::date and h.closed_on is null
        and not exists (select from housing_applications p where p.municipality_id = h.municipality_id
          and p.household_id = h.household_id and p.status = 'in-queue')`;
}
