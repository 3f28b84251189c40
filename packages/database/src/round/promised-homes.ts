import type { PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';

/**
 * A query of the homes that are promised on `on` and not lived in yet, as (municipality_id, household_id, dwelling_id):
 * by a lease that begins later, an offer that waits or is open, or an accepted offer whose lease is not registered yet.
 */
export function promisedHomes(on: PlainDateString): RawBuilder<unknown> {
  return sql`
    select l.municipality_id, l.household_id, l.dwelling_id from leases l where l.starts_on > ${on}::date
    union
    select o.municipality_id, o.household_id, o.dwelling_id from offers o
    where o.state in ('waiting', 'open') or (o.state = 'accepted' and not exists (select from leases l
      where l.municipality_id = o.municipality_id and l.household_id = o.household_id
        and l.dwelling_id = o.dwelling_id and l.starts_on >= o.sent_on))`;
}
