import type { PlainDateString, RetentionRuleCode } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { CASE_TABLES } from './case-tables.ts';

/** Which subjects of a rule are looked for. */
export interface DueQuery {
  readonly rule: RetentionRuleCode;
  /** Last day of the event (inclusive); null: whenever it was. */
  readonly lastEventOn: PlainDateString | null;
  readonly today: PlainDateString;
  /** Only these; every one where nothing is said. */
  readonly among?: readonly string[];
  readonly limit: number;
}

/** A row that goes with its subject. */
export interface RetentionRow {
  readonly subjectId: string;
  readonly tableName: string;
  readonly rowId: string;
}

/** What goes first: children before what they hang on. */
export const ERASE_ORDER = [
  'career_plan_steps',
  'career_plan_versions',
  'career_plans',
  'notice_letters',
  'documents',
  'assessments',
  'household_members',
  'persons',
  'households',
] as const;

/** A table from which drafts are destroyed. */
export type ErasableTable = (typeof ERASE_ORDER)[number];

/** Whether drafts are destroyed from the table. */
export function isErasableTable(table: string): table is ErasableTable {
  return ERASE_ORDER.some((name) => name === table);
}

const OSLO = sql.lit('Europe/Oslo');

/** The ids of the subjects whose time is over, from the lowest; what is blocked already is none of them. */
export async function listDueSubjects(
  tx: Tx,
  municipalityId: string,
  query: DueQuery,
): Promise<readonly string[]> {
  const { rule, lastEventOn, among, limit } = query;
  const { rows } = await sql<{
    id: string;
  }>`select s.id from (${SUBJECTS[rule](municipalityId, query.today)}) s
    where (${lastEventOn}::date is null or s.event_on <= ${lastEventOn}::date)
      and (${among === undefined} or s.id = any(${[...(among ?? [])]}::uuid[]))
    order by s.id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

type Subjects = (municipalityId: string, today: PlainDateString) => RawBuilder<unknown>;

const SUBJECTS: Readonly<Record<RetentionRuleCode, Subjects>> = {
  'closed-case': (municipalityId, today) => {
    const of = sql`municipality_id = h.municipality_id and household_id = h.id`;
    return sql`select h.id, greatest((h.created_at at time zone ${OSLO})::date,
        (select max(closed_on) from leases where ${of}),
        (select max(greatest(received_on, (created_at at time zone ${OSLO})::date)) from housing_applications where ${of}),
        (select max(assessed_on) from assessments where ${of}),
        (select max((decided_at at time zone ${OSLO})::date) from decisions where ${of}),
        (select max(greatest(sent_on, answer_by, answered_on)) from offers where ${of}),
        (select max(greatest(arrived_on, reviewed_on, outcome_on)) from appeals where ${of}),
        (select max(e.decided_on) from entitlements e join housing_applications a
          on a.municipality_id = e.municipality_id and a.id = e.application_id
          where a.municipality_id = h.municipality_id and a.household_id = h.id)) as event_on
      from households h where h.municipality_id = ${municipalityId}::uuid and h.blocked_at is null
        and (exists (select from housing_applications where ${of}) or exists (select from leases where ${of})
          or exists (select from decisions where ${of}))
        and not exists (select from leases where ${of} and (closed_on is null or closed_on > ${today}::date))
        and not exists (select from housing_applications where ${of} and status in ('received', 'in-queue'))
        and not exists (select from offers where ${of} and state in ('waiting', 'open', 'accepted'))
        and not exists (select from appeals where ${of} and state in ('registered', 'forwarded'))
        and not exists (select from successions where ${of} and state in ('proposed', 'confirmed'))
        and not exists (select from corrections c join decisions d
          on d.municipality_id = c.municipality_id and d.id = c.decision_id
          where d.municipality_id = h.municipality_id and d.household_id = h.id and c.state = 'proposed')
        and not exists (select from lease_deposits p join leases l
          on l.municipality_id = p.municipality_id and l.id = p.lease_id
          where l.municipality_id = h.municipality_id and l.household_id = h.id and p.released_on is null)
        and not exists (select from keep_apart k where k.municipality_id = h.municipality_id
          and h.id in (k.household_a_id, k.household_b_id)
          and (upper(k.valid_during) is null or upper(k.valid_during) > ${today}::date))
        and not exists (select from case_tasks t where t.municipality_id = h.municipality_id and t.done_at is null
          and t.subject_id in (select id from offers where ${of} union all select id from appeals where ${of}
            union all select id from decisions where ${of} union all select id from successions where ${of}
            union all select f.id from follow_ups f join leases l
              on l.municipality_id = f.municipality_id and l.id = f.lease_id
              where l.municipality_id = h.municipality_id and l.household_id = h.id))`;
  },
  'never-applied': (municipalityId) => {
    const traces = CASE_TABLES.flatMap(({ table, links }) =>
      table === 'household_members' || table === 'assessments'
        ? []
        : links.filter(({ parent }) => parent === 'households').map(({ column }) => ({ table, column })),
    ).map(
      ({ table, column }) => sql`and not exists (select from ${sql.table(table)} x
        where x.municipality_id = h.municipality_id and x.${sql.ref(column)} = h.id)`,
    );
    return sql`select h.id, greatest((h.created_at at time zone ${OSLO})::date,
        (select max(greatest(assessed_on, (created_at at time zone ${OSLO})::date)) from assessments
          where municipality_id = h.municipality_id and household_id = h.id)) as event_on
      from households h where h.municipality_id = ${municipalityId}::uuid and h.blocked_at is null
        ${sql.join(traces, sql` `)}`;
  },
  'unsent-letter': (municipalityId) => sql`select l.id,
      case n.state when 'discarded' then n.discarded_on
        else (select (s.recorded_at at time zone ${OSLO})::date from notice_sendings s
          where s.municipality_id = n.municipality_id and s.notice_id = n.id limit 1) end as event_on
    from notice_letters l join prepared_notices n on n.municipality_id = l.municipality_id and n.id = l.notice_id
    where l.municipality_id = ${municipalityId}::uuid and l.blocked_at is null
      and (n.state = 'discarded' or (n.state = 'sent' and n.letter_id <> l.id))
      and not exists (select from notice_sendings s
        where s.municipality_id = l.municipality_id and s.letter_id = l.id)`,
  'draft-career-plan': (municipalityId) => sql`select p.id,
      (select max((v.recorded_at at time zone ${OSLO})::date) from career_plan_versions v
        where v.municipality_id = p.municipality_id and v.plan_id = p.id) as event_on
    from career_plans p
    where p.municipality_id = ${municipalityId}::uuid and p.blocked_at is null
      and p.first_agreed_on is null and p.state in ('draft', 'dropped')`,
};

/** The rows that go with the subjects, in the order in which they go. */
export async function listRowsOfSubjects(
  tx: Tx,
  municipalityId: string,
  rule: RetentionRuleCode,
  subjectIds: readonly string[],
): Promise<readonly RetentionRow[]> {
  const among = sql`any(${[...subjectIds]}::uuid[])`;
  const own = sql`municipality_id = ${municipalityId}::uuid`;
  const { rows } = await sql<RetentionRow>`
    select "subjectId", "tableName", "rowId" from (${ROWS[rule](own, among)}) r
    order by "subjectId", array_position(${[...ERASE_ORDER]}::text[], "tableName"), "rowId"`.execute(tx);
  return rows;
}

type Rows = (own: RawBuilder<unknown>, among: RawBuilder<unknown>) => RawBuilder<unknown>;

const ROWS: Readonly<Record<RetentionRuleCode, Rows>> = {
  'closed-case': (own, among) => sql`select id as "subjectId", 'households' as "tableName", id as "rowId"
    from households where ${own} and id = ${among}`,
  'never-applied': (own, among) => sql`
    select id as "subjectId", 'households' as "tableName", id as "rowId" from households where ${own} and id = ${among}
    union all select household_id, 'household_members', id from household_members
      where ${own} and household_id = ${among}
    union all select household_id, 'assessments', id from assessments where ${own} and household_id = ${among}
    -- A child with two homes stays with the other one.
    union all select min(household_id::text)::uuid, 'persons', person_id from household_members m
      where ${own} and household_id = ${among} and not exists (select from household_members o
        where o.municipality_id = m.municipality_id and o.person_id = m.person_id
          and o.household_id <> m.household_id)
      group by person_id`,
  'unsent-letter': (own, among) => sql`
    select id as "subjectId", 'notice_letters' as "tableName", id as "rowId" from notice_letters
      where ${own} and id = ${among}
    union all select id, 'documents', docx_document_id from notice_letters where ${own} and id = ${among}
    union all select id, 'documents', pdf_document_id from notice_letters where ${own} and id = ${among}`,
  'draft-career-plan': (own, among) => sql`
    select id as "subjectId", 'career_plans' as "tableName", id as "rowId" from career_plans
      where ${own} and id = ${among}
    union all select id, 'career_plan_steps', id from career_plans where ${own} and id = ${among}
    union all select id, 'career_plan_versions', id from career_plans where ${own} and id = ${among}`,
};

/** The household whose case the subject belongs to, or undefined where there is no such subject for the role. */
export async function findSubjectHousehold(
  tx: Tx,
  municipalityId: string,
  rule: RetentionRuleCode,
  subjectId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`${HOUSEHOLD_OF[rule]}
    where s.municipality_id = ${municipalityId}::uuid and s.id = ${subjectId}::uuid`.execute(tx);
  return rows[0]?.id;
}

const HOUSEHOLD = sql`select s.id from households s`;

const HOUSEHOLD_OF: Readonly<Record<RetentionRuleCode, RawBuilder<unknown>>> = {
  'closed-case': HOUSEHOLD,
  'never-applied': HOUSEHOLD,
  'unsent-letter': sql`select l.household_id as id from notice_letters s
    join prepared_notices n on n.municipality_id = s.municipality_id and n.id = s.notice_id
    join leases l on l.municipality_id = n.municipality_id and l.id = n.lease_id`,
  'draft-career-plan': sql`select s.household_id as id from career_plans s`,
};
