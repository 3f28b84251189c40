import type { PlainDateString, RotationFlag, RotationFlagKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag found on a lease. */
export interface FoundFlag extends RotationFlag {
  readonly id: string;
  readonly leaseId: string;
}

/** A flag that holds, as stored. */
export interface OpenFlag extends FoundFlag {
  readonly firstSeenRunOn: PlainDateString;
}

/** Open flags of the leases after `afterId` (exclusive) through `throughId`. */
export async function readOpenFlags(
  tx: Tx,
  range: { readonly afterId: string | null; readonly throughId: string },
): Promise<readonly OpenFlag[]> {
  let query = tx
    .selectFrom('rotation_flags')
    .select(['id', 'lease_id as leaseId', 'kind', 'due_on as dueOn', 'first_seen_run_on as firstSeenRunOn'])
    .where('cleared_run_on', 'is', null)
    .where('lease_id', '<=', range.throughId);
  if (range.afterId !== null) query = query.where('lease_id', '>', range.afterId);
  return await query.execute();
}

/** The run that adds flags. */
export interface AddingRun {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  /** Whether a flag that was cleared is open again: a finding that holds is never shown as settled. */
  readonly reopens: boolean;
}

/**
 * Adds the flags that are not there yet, in one statement: one per lease, kind and due date, however often this runs.
 * `clearedRunOn`: for a run made after a later one, the later date if the flag no longer held then.
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
      (municipality_id, id, lease_id, kind, due_on, first_seen_run_on, cleared_run_on)
    select ${run.municipalityId}::uuid, n.id, n.lease_id, n.kind, n.due_on, ${run.runOn}::date, n.cleared_run_on
    from unnest(${flags.map(({ id }) => id)}::uuid[], ${flags.map(({ leaseId }) => leaseId)}::uuid[],
      ${flags.map(({ kind }) => kind)}::text[], ${flags.map(({ dueOn }) => dueOn)}::date[],
      ${flags.map(({ clearedRunOn }) => clearedRunOn)}::date[])
      as n (id, lease_id, kind, due_on, cleared_run_on)
    on conflict (municipality_id, lease_id, kind, due_on) do update set cleared_run_on = null
      where ${run.reopens} and f.cleared_run_on <= ${run.runOn}::date
    returning xmax = 0 as "isNew"`.execute(tx);
  return rows.filter(({ isNew }) => isNew).length;
}

/** Clears flags that no longer hold on `runOn`. */
export async function clearFlags(tx: Tx, runOn: PlainDateString, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update rotation_flags set cleared_run_on = ${runOn}
    where id = any(${ids}::uuid[]) and cleared_run_on is null`.execute(tx);
}

/** Clears the open flags of leases that no longer bind their dwelling on `runOn`. */
export async function clearFlagsOfClosedLeases(tx: Tx, runOn: PlainDateString): Promise<void> {
  await sql`
    update rotation_flags f set cleared_run_on = ${runOn}
    from leases l
    where l.municipality_id = f.municipality_id and l.id = f.lease_id and l.closed_on <= ${runOn}::date
      and f.cleared_run_on is null and f.first_seen_run_on < ${runOn}::date`.execute(tx);
}
