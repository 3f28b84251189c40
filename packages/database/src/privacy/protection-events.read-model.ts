import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * Something by which people with a protected address are guarded, as it must be known after a restore: a grade that a
 * person was given, a grant that was made or has ended, an address that was erased. Ids, and no address.
 */
export interface ProtectionEvent {
  readonly municipalityId: string;
  /** The same for the same event, wherever it is read. */
  readonly id: string;
  readonly kind: 'grade' | 'access' | 'address-erased';
  /** The person, or the household of a grant. */
  readonly subjectId: string;
  /** The grade, or the state of the grant; `erased` for an address. */
  readonly value: string;
  /** Who is named by a grant; null otherwise. */
  readonly member: string | null;
  /** First day on which the grant no longer holds; null for no end, and for what is no grant. */
  readonly until: string | null;
  /** RFC 3339 in UTC, to the millisecond. */
  readonly recordedAt: string;
}

/** What was recorded at `since` or later, in the order in which it was; everything where nothing is said. */
export async function listProtectionEvents(
  tx: Tx,
  municipalityId: string,
  since: string | null = null,
): Promise<readonly ProtectionEvent[]> {
  const { rows } = await sql<ProtectionEvent>`
    with happened as (
      select c.id::text as id, 'grade' as kind, c.person_id::text as subject_id, c.grade as value, null as member,
        null::date as until, c.changed_at as recorded_at
      from address_protection_changes c where c.municipality_id = ${municipalityId}
      union all
      select g.id || ':in-force', 'access', g.household_id::text, 'in-force', g.member, g.until, g.granted_at
      from case_access_grants g where g.municipality_id = ${municipalityId}
      union all
      select g.id || ':' || g.state, 'access', g.household_id::text, g.state, g.member, g.until, g.ended_at
      from case_access_grants g where g.municipality_id = ${municipalityId} and g.state <> 'in-force'
      union all
      select 'address:' || (e.after ->> 'personId') || ':' || extract(epoch from e.occurred_at), 'address-erased', e.after ->> 'personId', 'erased', null, null, e.occurred_at
      from audit_events e where e.municipality_id = ${municipalityId} and e.action = 'protected-address.erased'
        and e.after ->> 'personId' is not null
    )
    select ${municipalityId}::text as "municipalityId", id, kind, subject_id as "subjectId", value, member, until,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
    from happened
    where ${since === null}::boolean or recorded_at >= ${since}::timestamptz
    order by recorded_at, id`.execute(tx);
  return rows;
}
