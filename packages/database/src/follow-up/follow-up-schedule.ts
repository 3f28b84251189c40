import type { PlainDateString, PlannedFollowUp } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A lease that binds its dwelling, with the stay it belongs to. */
export interface StayRow {
  readonly leaseId: string;
  readonly startsOn: PlainDateString;
  /** First day of the first lease of the stay: the lease before was renewed, of the same household and dwelling. */
  readonly firstDay: PlainDateString;
}

/** Leases that bind their dwelling on `on`, by id after `afterId` (exclusive). */
export async function readStayPage(
  tx: Tx,
  municipalityId: string,
  page: { readonly on: PlainDateString; readonly afterId: string | null; readonly limit: number },
): Promise<readonly StayRow[]> {
  const { on, afterId, limit } = page;
  const { rows } = await sql<StayRow>`
    with recursive page as (
      select l.id, l.dwelling_id, l.household_id, l.starts_on from leases l
      where l.municipality_id = ${municipalityId} and l.starts_on <= ${on}::date
        and (l.closed_on is null or l.closed_on > ${on}::date)
        and (${afterId}::uuid is null or l.id > ${afterId}::uuid)
      order by l.id limit ${limit}
    ), stay (lease_id, dwelling_id, household_id, starts_on) as (
      select p.id, p.dwelling_id, p.household_id, p.starts_on from page p
      union all
      select s.lease_id, b.dwelling_id, b.household_id, b.starts_on from stay s
      join leases b on b.municipality_id = ${municipalityId} and b.dwelling_id = s.dwelling_id
        and b.closed_on = s.starts_on and b.closed_because = 'renewed' and b.household_id = s.household_id
    )
    select p.id as "leaseId", p.starts_on as "startsOn",
      (select min(s.starts_on) from stay s where s.lease_id = p.id) as "firstDay"
    from page p order by p.id`.execute(tx);
  return rows;
}

/** A follow-up to be added to a lease. */
export interface NewFollowUp extends PlannedFollowUp {
  readonly id: string;
  readonly leaseId: string;
}

/**
 * Adds what is not there yet, one per lease, kind and due day, however often this runs. One that somebody was to do
 * under the lease that was renewed goes on with the same person; one that was done ahead of time is not asked for again.
 *
 * @param carriedIds ids for the history of those, one for each of `followUps`.
 */
export async function insertFollowUps(
  tx: Tx,
  municipalityId: string,
  followUps: readonly NewFollowUp[],
  carriedIds: readonly string[],
): Promise<void> {
  if (followUps.length === 0) return;
  const planned = followUps.map((followUp, index) => ({ ...followUp, carriedId: carriedIds[index] }));
  await sql`
    with planned as (
      select * from json_to_recordset(${JSON.stringify(planned)}::json)
        as p(id uuid, "leaseId" uuid, kind text, "dueOn" date, "carriedId" uuid)
    ), added as (
      insert into follow_ups (municipality_id, id, lease_id, kind, due_on, assigned_to)
      select ${municipalityId}, p.id, p."leaseId", p.kind, p."dueOn", earlier.assigned_to
      from planned p left join lateral (
        select f.state, f.assigned_to from leases l
        join leases b on b.municipality_id = l.municipality_id and b.dwelling_id = l.dwelling_id
          and b.closed_on = l.starts_on and b.closed_because = 'renewed' and b.household_id = l.household_id
        join follow_ups f on f.municipality_id = b.municipality_id and f.lease_id = b.id
          and f.kind = p.kind and f.due_on = p."dueOn"
        where l.municipality_id = ${municipalityId} and l.id = p."leaseId") earlier on true
      where earlier.state is distinct from 'done'
      on conflict on constraint follow_ups_due_key do nothing
      returning municipality_id, id, assigned_to
    )
    insert into follow_up_assignments (municipality_id, id, follow_up_id, assigned_to, assigned_by)
    select a.municipality_id, p."carriedId", a.id, a.assigned_to,
      coalesce(nullif(current_setting('app.actor_id', true), ''), 'run-rotation')
    from added a join planned p on p.id = a.id where a.assigned_to is not null`.execute(tx);
}

/** How many of each were settled. */
export interface SettledFollowUps {
  readonly done: number;
  readonly missed: number;
  readonly cancelled: number;
}

/**
 * Settles what is due as it stands on `on`, at most `limit` of each kind at a time: a plan that the tenant has agreed to
 * is done; a visit is missed when the next of the stay is due; what is left of a stay that is over is cancelled, and so
 * is what was planned past the end of a lease. The days written down are those of the facts, not of the night, so that a
 * late night writes the same.
 */
export async function settleFollowUps(
  tx: Tx,
  municipalityId: string,
  { on, limit }: { readonly on: PlainDateString; readonly limit: number },
): Promise<SettledFollowUps> {
  const change = sql`set version = f.version + 1, `;
  const done = await sql`
    with found as (
      select f.id, c.first_agreed_on, c.first_agreed_by from follow_ups f ${LEASE}
      cross join lateral (
        select p.first_agreed_on, p.first_agreed_by from career_plans p
        join leases m on m.municipality_id = p.municipality_id and m.id = p.lease_id
        where p.municipality_id = l.municipality_id and p.household_id = l.household_id
          and m.dwelling_id = l.dwelling_id and p.first_agreed_on <= ${on}::date
        order by p.first_agreed_on, p.id limit 1) c
      where f.municipality_id = ${municipalityId} and f.state = 'due' and f.kind = 'career-plan'
        and (l.closed_on is null or f.due_on < l.closed_on)
      limit ${limit} for no key update of f
    )
    update follow_ups f ${change} state = 'done', done_on = x.first_agreed_on, done_by = x.first_agreed_by
    from found x where f.municipality_id = ${municipalityId} and f.id = x.id`.execute(tx);
  const missed = await sql`
    with found as (
      select f.id, n.due_on from follow_ups f ${LEASE}
      cross join lateral (
        select min(g.due_on) as due_on from leases m
        join follow_ups g on g.municipality_id = m.municipality_id and g.lease_id = m.id
        where m.municipality_id = l.municipality_id and m.household_id = l.household_id
          and m.dwelling_id = l.dwelling_id and g.kind <> 'career-plan' and g.due_on > f.due_on
          and g.due_on <= ${on}::date and (m.closed_on is null or g.due_on < m.closed_on)) n
      where f.municipality_id = ${municipalityId} and f.state = 'due' and f.kind <> 'career-plan'
        and f.due_on < ${on}::date and n.due_on is not null
        and (l.closed_on is null or f.due_on < l.closed_on)
      limit ${limit} for no key update of f
    )
    update follow_ups f ${change} state = 'missed', cancelled_on = x.due_on
    from found x where f.municipality_id = ${municipalityId} and f.id = x.id`.execute(tx);
  const cancelled = await sql`
    with found as (
      select f.id, coalesce(case when f.due_on < l.closed_on then s.ended_on end, l.closed_on) as ended_on
      from follow_ups f ${LEASE}
      cross join lateral (
        select bool_or(m.closed_on is null or m.closed_on > ${on}::date) as goes_on, max(m.closed_on) as ended_on
        from leases m where m.municipality_id = l.municipality_id and m.household_id = l.household_id
          and m.dwelling_id = l.dwelling_id) s
      where f.municipality_id = ${municipalityId} and f.state = 'due' and l.closed_on <= ${on}::date
        and (f.due_on >= l.closed_on or not s.goes_on)
      limit ${limit} for no key update of f
    )
    update follow_ups f ${change} state = 'cancelled', cancelled_on = x.ended_on
    from found x where f.municipality_id = ${municipalityId} and f.id = x.id`.execute(tx);
  return {
    done: Number(done.numAffectedRows ?? 0),
    missed: Number(missed.numAffectedRows ?? 0),
    cancelled: Number(cancelled.numAffectedRows ?? 0),
  };
}

const LEASE = sql`join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id`;
