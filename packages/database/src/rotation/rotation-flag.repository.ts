import type { FlagSubjectKind, PlainDateString, RotationFlag } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag that was found, with the id it is stored under if it is new. */
export interface FoundFlag extends RotationFlag {
  readonly id: string;
}

/** What tells one flag from another. */
export type FlagKey = Pick<RotationFlag, 'subjectKind' | 'subjectId' | 'kind' | 'dueOn'>;

/** A flag that holds, as stored. */
export interface OpenFlag extends FlagKey {
  readonly id: string;
  readonly firstSeenRunOn: PlainDateString;
}

/** Subjects that belong to no lease. */
const LIMIT_SUBJECTS: readonly FlagSubjectKind[] = ['place-status', 'place-cap', 'keep-apart'];

const OPEN_FLAG_COLUMNS = [
  'id',
  'subject_kind as subjectKind',
  'subject_id as subjectId',
  'kind',
  'due_on as dueOn',
  'first_seen_run_on as firstSeenRunOn',
] as const;

/** Open flags of the leases after `afterId` (exclusive) through `throughId`, and of what belongs to those leases. */
export async function readOpenFlags(
  tx: Tx,
  range: { readonly afterId: string | null; readonly throughId: string },
): Promise<readonly OpenFlag[]> {
  let query = tx
    .selectFrom('rotation_flags')
    .select(OPEN_FLAG_COLUMNS)
    .where('cleared_run_on', 'is', null)
    .where('lease_id', '<=', range.throughId);
  if (range.afterId !== null) query = query.where('lease_id', '>', range.afterId);
  return await query.execute();
}

/** All open flags of places and pairs. */
export async function readOpenLimitFlags(tx: Tx): Promise<readonly OpenFlag[]> {
  return await tx
    .selectFrom('rotation_flags')
    .select(OPEN_FLAG_COLUMNS)
    .where('cleared_run_on', 'is', null)
    .where('subject_kind', 'in', LIMIT_SUBJECTS)
    .execute();
}

/** The run that adds flags. */
export interface AddingRun {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  /** Whether a flag that was cleared is open again: a finding that holds is never shown as settled. */
  readonly reopens: boolean;
}

/**
 * Adds the flags that are not there yet, in one statement: one per subject, kind and due date, however often this
 * runs. `clearedRunOn`: for a run made after a later one, the later date if the flag no longer held then.
 *
 * @returns how many were added.
 */
export async function addFlags(
  tx: Tx,
  run: AddingRun,
  flags: readonly (FoundFlag & { readonly clearedRunOn: PlainDateString | null })[],
): Promise<number> {
  if (flags.length === 0) return 0;
  const { rows } = await sql<{ isNew: boolean }>`
    insert into rotation_flags as f
      (municipality_id, id, subject_kind, subject_id, lease_id, kind, due_on, step, first_seen_run_on, cleared_run_on)
    select ${run.municipalityId}::uuid, n.id, n.subject_kind, n.subject_id, n.lease_id, n.kind, n.due_on, n.step,
      ${run.runOn}::date, n.cleared_run_on
    from unnest(${flags.map(({ id }) => id)}::uuid[], ${flags.map(({ subjectKind }) => subjectKind)}::text[],
      ${flags.map(({ subjectId }) => subjectId)}::uuid[], ${flags.map(({ leaseId }) => leaseId)}::uuid[],
      ${flags.map(({ kind }) => kind)}::text[], ${flags.map(({ dueOn }) => dueOn)}::date[],
      ${flags.map(({ step }) => step)}::smallint[], ${flags.map(({ clearedRunOn }) => clearedRunOn)}::date[])
      as n (id, subject_kind, subject_id, lease_id, kind, due_on, step, cleared_run_on)
    on conflict (municipality_id, subject_kind, subject_id, kind, due_on) do update set cleared_run_on = null
      where ${run.reopens} and f.cleared_run_on <= ${run.runOn}::date
    returning xmax = 0 as "isNew"`.execute(tx);
  return rows.filter(({ isNew }) => isNew).length;
}

/** Clears flags that no longer hold on `runOn`; one that was cleared before stays as it is. */
export async function clearFlags(tx: Tx, runOn: PlainDateString, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Without "where cleared_run_on is null": that would let the planner walk through all open flags by a partial index.
  await sql`update rotation_flags set cleared_run_on = coalesce(cleared_run_on, ${runOn}::date)
    where id = any(${ids}::uuid[])`.execute(tx);
}

/**
 * Clears the open flags of leases after `afterId` (all, if null) that no longer bind their dwelling on `runOn`. Those
 * before are among the open flags of the ranges in which they lie.
 */
export async function clearFlagsOfClosedLeases(
  tx: Tx,
  { runOn, afterId }: { readonly runOn: PlainDateString; readonly afterId: string | null },
): Promise<void> {
  await sql`
    update rotation_flags f set cleared_run_on = ${runOn}
    from leases l
    where l.municipality_id = f.municipality_id and l.id = f.lease_id and l.closed_on <= ${runOn}::date
      and f.cleared_run_on is null and f.first_seen_run_on <= ${runOn}::date
      and ${afterId === null ? sql`true` : sql`f.lease_id > ${afterId}::uuid`}`.execute(tx);
}
