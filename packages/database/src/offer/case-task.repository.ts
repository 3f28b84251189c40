import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Why a case officer is asked to look. */
export const CASE_TASK_KINDS = [
  'offer-declined',
  'offer-expired',
  'offer-withdrawn',
  'offer-not-made',
  'succession-proposed',
  'succession-impossible',
  'appeal-granted',
  'needs-changed',
] as const;
/** One of {@link CASE_TASK_KINDS}. */
export type CaseTaskKind = (typeof CASE_TASK_KINDS)[number];

/** Something for a case officer to look at. */
export interface NewCaseTask {
  readonly id: string;
  readonly kind: CaseTaskKind;
  /** The offer, the decision that led to none, the proposed succession, the appeal, or the visit. */
  readonly subjectId: string;
  readonly dueOn: PlainDateString;
}

/** Adds the task unless there is one of the kind for the subject, done or not. */
export async function ensureCaseTask(tx: Tx, municipalityId: string, task: NewCaseTask): Promise<void> {
  await tx
    .insertInto('case_tasks')
    .values({
      municipality_id: municipalityId,
      id: task.id,
      kind: task.kind,
      subject_id: task.subjectId,
      due_on: task.dueOn,
    })
    .onConflict((conflict) => conflict.constraint('case_tasks_once_key').doNothing())
    .execute();
}

/** A task as stored. */
export interface CaseTaskRow extends NewCaseTask {
  readonly createdAt: string;
  /** Of what it is about. */
  readonly householdId: string;
  readonly householdReference: string;
  readonly dwellingId: string | null;
  /** Null for what is about no dwelling. */
  readonly dwellingReference: string | null;
}

/** Where a page of tasks begins: after this one. */
export interface CaseTaskKey {
  readonly dueOn: PlainDateString;
  readonly id: string;
}

/** The tasks that are not done, the most pressing first, after `after` (exclusive). */
export async function listOpenCaseTasks(
  tx: Tx,
  {
    hidden,
    after,
    limit,
  }: CaseTaskQuery & { readonly after?: CaseTaskKey | undefined; readonly limit: number },
): Promise<readonly CaseTaskRow[]> {
  let rows = openTasks(tx, hidden).orderBy('t.due_on').orderBy('t.id').limit(limit);
  if (after !== undefined) {
    rows = rows.where(sql<boolean>`(t.due_on, t.id) > (${after.dueOn}::date, ${after.id}::uuid)`);
  }
  return await rows.select(TASK_COLUMNS).$narrowType<CaseTaskRow>().execute();
}

/** How many tasks are not done. */
export async function countOpenCaseTasks(tx: Tx, { hidden }: CaseTaskQuery): Promise<number> {
  const { count } = await openTasks(tx, hidden)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whose tasks are left out. */
export interface CaseTaskQuery {
  readonly hidden: ReadonlySet<string>;
}

/** A task that is not done, locked until the transaction ends, or undefined. */
export async function lockOpenCaseTask(
  tx: Tx,
  taskId: string,
  { hidden }: CaseTaskQuery,
): Promise<Pick<CaseTaskRow, 'id' | 'kind' | 'householdId'> | undefined> {
  return await openTasks(tx, hidden)
    .where('t.id', '=', taskId)
    .select(['t.id', 't.kind', 's.household_id as householdId'])
    .$narrowType<Pick<CaseTaskRow, 'id' | 'kind' | 'householdId'>>()
    .forNoKeyUpdate('t')
    .executeTakeFirst();
}

/** Marks the open task of a kind for a subject as done, or a task by id. */
export async function completeCaseTasks(
  tx: Tx,
  tasks: { readonly id: string } | { readonly subjectId: string; readonly kinds: readonly CaseTaskKind[] },
  doneBy: string,
): Promise<void> {
  let update = tx
    .updateTable('case_tasks')
    .set({ done_at: sql`now()`, done_by: doneBy })
    .where('done_at', 'is', null);
  update =
    'id' in tasks
      ? update.where('id', '=', tasks.id)
      : update.where('subject_id', '=', tasks.subjectId).where('kind', 'in', [...tasks.kinds]);
  await update.execute();
}

const TASK_COLUMNS = [
  't.id',
  't.kind',
  't.subject_id as subjectId',
  't.due_on as dueOn',
  't.created_at as createdAt',
  's.household_id as householdId',
  'h.reference as householdReference',
  's.dwelling_id as dwellingId',
  'w.reference as dwellingReference',
] as const;

function openTasks(tx: Tx, hidden: ReadonlySet<string>) {
  const query = tx
    .selectFrom('case_tasks as t')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('offers as o')
          .whereRef('o.id', '=', 't.subject_id')
          .select(['o.household_id', sql<string | null>`o.dwelling_id`.as('dwelling_id')])
          .unionAll(
            eb
              .selectFrom('decisions as d')
              .whereRef('d.id', '=', 't.subject_id')
              .select(['d.household_id', sql<string | null>`d.dwelling_id`.as('dwelling_id')]),
          )
          .unionAll(
            eb
              .selectFrom('successions as u')
              .whereRef('u.id', '=', 't.subject_id')
              .select(['u.household_id', sql<string | null>`u.dwelling_id`.as('dwelling_id')]),
          )
          .unionAll(
            eb
              .selectFrom('appeals as p')
              .whereRef('p.id', '=', 't.subject_id')
              .select(['p.household_id', sql<string | null>`null::uuid`.as('dwelling_id')]),
          )
          .unionAll(
            eb
              .selectFrom('follow_ups as f')
              .innerJoin('leases as l', (on) =>
                on.onRef('l.municipality_id', '=', 'f.municipality_id').onRef('l.id', '=', 'f.lease_id'),
              )
              .whereRef('f.id', '=', 't.subject_id')
              .select(['l.household_id', sql<string | null>`l.dwelling_id`.as('dwelling_id')]),
          )
          .as('s'),
      (join) => join.onTrue(),
    )
    .innerJoin('households as h', (on) =>
      on.onRef('h.municipality_id', '=', 't.municipality_id').onRef('h.id', '=', 's.household_id'),
    )
    .leftJoin('dwellings as w', (on) =>
      on.onRef('w.municipality_id', '=', 't.municipality_id').onRef('w.id', '=', 's.dwelling_id'),
    )
    .where('t.done_at', 'is', null);
  return hidden.size === 0 ? query : query.where('s.household_id', 'not in', [...hidden]);
}
