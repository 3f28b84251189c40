import type { FollowUpKind, FollowUpState, PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type {
  FollowUpAssignmentRow,
  FollowUpNoteRow,
  FollowUpRow,
  VisitOutcomeRow,
} from './follow-up.rows.ts';

/** Which follow-ups; every one where nothing is said. */
export interface FollowUpQuery {
  /** Null: those that nobody is to do. */
  readonly assignedTo?: string | null | undefined;
  readonly state?: FollowUpState | undefined;
  readonly kind?: FollowUpKind | undefined;
  readonly leaseId?: string | undefined;
  /** Due before this day (exclusive). */
  readonly dueBefore?: PlainDateString | undefined;
  /** Due and overdue, or not. */
  readonly isOverdue?: boolean | undefined;
  /** The latest due day that is overdue (inclusive). */
  readonly overdueSince: PlainDateString;
  /** Households that do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Where a page begins: after this one. */
export interface FollowUpKey {
  readonly dueOn: PlainDateString;
  readonly id: string;
}

/** Follow-ups by due day, after `after` (exclusive). */
export async function listFollowUps(
  tx: Tx,
  municipalityId: string,
  query: FollowUpQuery,
  page: { readonly after?: FollowUpKey | undefined; readonly limit: number },
): Promise<readonly FollowUpRow[]> {
  const { after } = page;
  const rest =
    after === undefined ? sql`true` : sql`(f.due_on, f.id) > (${after.dueOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<FollowUpRow>`
    select ${COLUMNS} ${FROM} where ${matching(municipalityId, query)} and ${rest}
    order by f.due_on, f.id limit ${page.limit}`.execute(tx);
  return rows;
}

/** Follow-ups that are due, counted. */
export interface FollowUpCounts {
  /** All that match the query, on all pages. */
  readonly totalCount: number;
  /** Those among them, overdue or not, that are due. */
  readonly due: number;
  readonly overdue: number;
  /** Due, and nobody is to do them. */
  readonly unassigned: number;
}

/** How many the query has; `due`, `overdue` and `unassigned` are counted whatever it says of state and overdue. */
export async function countFollowUps(
  tx: Tx,
  municipalityId: string,
  query: FollowUpQuery,
): Promise<FollowUpCounts> {
  const { state: _, isOverdue: __, ...wide } = query;
  const { rows } = await sql<FollowUpCounts>`
    select count(*) filter (where ${matching(municipalityId, query)})::int as "totalCount",
      count(*) filter (where f.state = 'due')::int as due,
      count(*) filter (where ${isOverdue(query)})::int as overdue,
      count(*) filter (where f.state = 'due' and f.assigned_to is null)::int as unassigned
    ${FROM} where ${matching(municipalityId, wide)}`.execute(tx);
  const [counts] = rows;
  if (counts === undefined) throw new Error('a query of counts has one row');
  return counts;
}

/** A follow-up by id, or undefined. */
export async function findFollowUp(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
): Promise<FollowUpRow | undefined> {
  const { rows } = await sql<FollowUpRow>`
    select ${COLUMNS} ${FROM} where f.municipality_id = ${municipalityId} and f.id = ${followUpId}`.execute(
    tx,
  );
  return rows[0];
}

/** What the visit found, or undefined while there was none. */
export async function findVisitOutcome(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
): Promise<VisitOutcomeRow | undefined> {
  const { rows } = await sql<VisitOutcomeRow>`
    select o.outcome, o.environment_level as "environmentLevel", o.needs_changed as "needsChanged"
    from visit_outcomes o
    where o.municipality_id = ${municipalityId} and o.follow_up_id = ${followUpId}`.execute(tx);
  return rows[0];
}

/** Who was to do it, from the first on. */
export async function listFollowUpAssignments(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
): Promise<readonly FollowUpAssignmentRow[]> {
  return await tx
    .selectFrom('follow_up_assignments as a')
    .where('a.municipality_id', '=', municipalityId)
    .where('a.follow_up_id', '=', followUpId)
    .select(['a.assigned_to as assignedTo', 'a.assigned_by as assignedBy', 'a.assigned_at as assignedAt'])
    .orderBy('a.assigned_at')
    .orderBy('a.id')
    .execute();
}

/** The note to a visit, or undefined. Whoever asks logs it. */
export async function findFollowUpNote(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
): Promise<FollowUpNoteRow | undefined> {
  return await tx
    .selectFrom('follow_up_notes as n')
    .where('n.municipality_id', '=', municipalityId)
    .where('n.follow_up_id', '=', followUpId)
    .select(['n.note', 'n.written_by as writtenBy', 'n.written_at as writtenAt'])
    .executeTakeFirst();
}

const COLUMNS = sql`f.id, f.lease_id as "leaseId", f.kind, f.due_on as "dueOn", f.state, f.done_on as "doneOn",
  f.done_by as "doneBy", f.cancelled_on as "cancelledOn", f.assigned_to as "assignedTo", f.version,
  l.dwelling_id as "dwellingId", d.reference as "dwellingReference", l.household_id as "householdId",
  h.reference as "householdReference"`;

const FROM = sql`from follow_ups f
  join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id
  join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
  join households h on h.municipality_id = l.municipality_id and h.id = l.household_id`;

function isOverdue(query: Pick<FollowUpQuery, 'overdueSince'>): RawBuilder<boolean> {
  return sql<boolean>`(f.state = 'due' and f.due_on <= ${query.overdueSince}::date)`;
}

function matching(municipalityId: string, query: FollowUpQuery): RawBuilder<unknown> {
  const conditions = [sql`f.municipality_id = ${municipalityId}`];
  if (query.assignedTo === null) conditions.push(sql`f.assigned_to is null`);
  else if (query.assignedTo !== undefined) conditions.push(sql`f.assigned_to = ${query.assignedTo}`);
  if (query.state !== undefined) conditions.push(sql`f.state = ${query.state}`);
  if (query.kind !== undefined) conditions.push(sql`f.kind = ${query.kind}`);
  if (query.leaseId !== undefined) conditions.push(sql`f.lease_id = ${query.leaseId}::uuid`);
  if (query.dueBefore !== undefined) conditions.push(sql`f.due_on < ${query.dueBefore}::date`);
  if (query.isOverdue !== undefined) conditions.push(sql`${isOverdue(query)} = ${query.isOverdue}`);
  if (query.hidden.size > 0) {
    conditions.push(sql`l.household_id <> all(${[...query.hidden]}::uuid[])`);
  }
  return sql.join(conditions, sql` and `);
}
