import type { FollowUpStanding, FollowUpState, PlainDateString, PlannedFollowUp } from '@boligtrapp/domain';
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
      join leases b on b.municipality_id = ${municipalityId} and b.dwelling_id = any(array[s.dwelling_id])
        and b.closed_on = s.starts_on and b.closed_because = 'renewed'
        and b.household_id = any(array[s.household_id])
    )
    select s.lease_id as "leaseId", max(s.starts_on) as "startsOn", min(s.starts_on) as "firstDay"
    from stay s group by s.lease_id order by s.lease_id`.execute(tx);
  return rows;
}

/** A follow-up to be added to a lease. */
export interface NewFollowUp extends PlannedFollowUp {
  readonly id: string;
  readonly leaseId: string;
}

/**
 * Adds what is not there yet, one per lease, kind and due day, however often this runs. One that somebody was to do
 * under the lease that was renewed goes on with the same person, unless they may not have it any more: they are recused
 * from the case, or their direct superior is. One that was done ahead of time is not asked for again.
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
      where not exists (select from follow_ups f where f.municipality_id = ${municipalityId}
        and f.lease_id = p."leaseId" and f.kind = p.kind and f.due_on = p."dueOn")
    ), added as (
      insert into follow_ups (municipality_id, id, lease_id, kind, due_on, assigned_to)
      select ${municipalityId}, p.id, p."leaseId", p.kind, p."dueOn", earlier.assigned_to
      from planned p left join lateral (
        select f.state, case when not exists (select from recusals r
            left join staff s on s.municipality_id = r.municipality_id and s.member = f.assigned_to
            where r.municipality_id = l.municipality_id and r.household_id = l.household_id
              and (r.member = f.assigned_to or (r.member = s.superior and r.ground <> 'superior-recused')))
          then f.assigned_to end as assigned_to from leases l
        join leases b on b.municipality_id = l.municipality_id and b.dwelling_id = any(array[l.dwelling_id])
          and b.closed_on = l.starts_on and b.closed_because = 'renewed'
          and b.household_id = any(array[l.household_id])
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

/** A follow-up that is due, with what tells whether somebody still waits for it. */
export interface DueFollowUpRow extends FollowUpStanding {
  readonly id: string;
  /** Who noted that the tenant agreed to the plan. */
  readonly agreedBy: string | null;
}

/** Where a page of what is due begins: after this one. */
export interface DueFollowUpKey {
  readonly dueOn: PlainDateString;
  readonly id: string;
}

/**
 * Follow-ups that are due, by due day after `after` (exclusive), as they stand on `on`. Each part is looked up row by
 * row: the page is short, and whatever the planner knows of tables that have just grown, it reads no whole one.
 * `any(array[…])` keeps it from the GiST indexes of the exclusion constraints, which are slow for ids that are alike.
 */
export async function readDueFollowUps(
  tx: Tx,
  municipalityId: string,
  page: { readonly on: PlainDateString; readonly after: DueFollowUpKey | null; readonly limit: number },
): Promise<readonly DueFollowUpRow[]> {
  const { on, after, limit } = page;
  const rest = after === null ? sql`true` : sql`(f.due_on, f.id) > (${after.dueOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<DueFollowUpRow>`
    with page as materialized (
      select f.id, f.lease_id, f.kind, f.due_on from follow_ups f
      where f.municipality_id = ${municipalityId} and f.state = 'due' and ${rest}
      order by f.due_on, f.id limit ${limit}
    )
    select p.id, p.kind, p.due_on as "dueOn", l.closed_on as "leaseClosedOn", s.ended_on as "stayEndedOn",
      s.next_visit_on as "nextVisitOn", c.first_agreed_on as "agreedOn", c.first_agreed_by as "agreedBy"
    from page p
    cross join lateral (select l.household_id, l.dwelling_id, l.closed_on from leases l
      where l.municipality_id = ${municipalityId} and l.id = p.lease_id limit 1) l
    cross join lateral (
      select case when bool_and(m.closed_on <= ${on}::date) then max(m.closed_on) end as ended_on,
        min(v.due_on) filter (where m.closed_on is null or v.due_on < m.closed_on) as next_visit_on
      from leases m
      left join lateral (select g.due_on from follow_ups g
        where g.municipality_id = ${municipalityId} and g.lease_id = m.id and g.kind <> 'career-plan'
          and g.due_on > p.due_on and g.due_on <= ${on}::date order by g.due_on limit 1) v on true
      where m.municipality_id = ${municipalityId} and m.household_id = any(array[l.household_id])
        and m.dwelling_id = any(array[l.dwelling_id])) s
    left join lateral (
      select a.first_agreed_on, a.first_agreed_by from career_plans a
      where a.municipality_id = ${municipalityId} and a.household_id = l.household_id
        and a.first_agreed_on <= ${on}::date and l.dwelling_id = (select m.dwelling_id from leases m
          where m.municipality_id = ${municipalityId} and m.id = a.lease_id)
      order by a.first_agreed_on, a.id limit 1) c on true
    order by p.due_on, p.id`.execute(tx);
  return rows;
}

/** What became of a follow-up. */
export interface FollowUpSettling {
  readonly id: string;
  readonly state: FollowUpState;
  readonly doneOn: PlainDateString | null;
  readonly doneBy: string | null;
  readonly cancelledOn: PlainDateString | null;
}

/** Settles follow-ups; one that somebody has completed meanwhile stays as it is. */
export async function settleFollowUps(
  tx: Tx,
  municipalityId: string,
  settled: readonly FollowUpSettling[],
): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update follow_ups f set version = f.version + 1, state = x.state, done_on = x."doneOn", done_by = x."doneBy",
      cancelled_on = x."cancelledOn"
    from json_to_recordset(${JSON.stringify(settled)}::json)
      as x(id uuid, state text, "doneOn" date, "doneBy" text, "cancelledOn" date)
    where f.municipality_id = ${municipalityId} and f.id = x.id and f.state = 'due'`.execute(tx);
}
