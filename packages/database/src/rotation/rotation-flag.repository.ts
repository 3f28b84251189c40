import type { PlainDateString, RotationFlag, RotationFlagKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag found on a lease. */
export interface FoundFlag extends RotationFlag {
  readonly id: string;
  readonly leaseId: string;
}

/**
 * Adds the flags that are not there yet. One per lease, kind and due date, however often this runs.
 *
 * @param seen the run's date; and, for a run made after a later one, the later date if the flag no longer held then.
 */
export async function insertFlags(
  tx: Tx,
  municipalityId: string,
  runOn: PlainDateString,
  flags: readonly (FoundFlag & { readonly clearedRunOn: PlainDateString | null })[],
): Promise<void> {
  if (flags.length === 0) return;
  await tx
    .insertInto('rotation_flags')
    .values(
      flags.map((flag) => ({
        municipality_id: municipalityId,
        id: flag.id,
        lease_id: flag.leaseId,
        kind: flag.kind,
        due_on: flag.dueOn,
        first_seen_run_on: runOn,
        cleared_run_on: flag.clearedRunOn,
      })),
    )
    .onConflict((conflict) => conflict.columns(['municipality_id', 'lease_id', 'kind', 'due_on']).doNothing())
    .execute();
}

/**
 * Clears the open flags of `leaseIds` that are not among `holding`; they held until the run before `runOn`. One that
 * was cleared and is among them is open again: a finding that holds is never shown as settled.
 */
export async function clearFlags(
  tx: Tx,
  runOn: PlainDateString,
  leaseIds: readonly string[],
  holding: readonly {
    readonly leaseId: string;
    readonly kind: RotationFlagKind;
    readonly dueOn: PlainDateString;
  }[],
): Promise<void> {
  await sql`
    update rotation_flags f set cleared_run_on = ${runOn}
    where f.cleared_run_on is null and f.first_seen_run_on < ${runOn}::date
      and f.lease_id = any(${leaseIds}::uuid[])
      and not exists (select from json_to_recordset(${JSON.stringify(holding)}::json)
        as h("leaseId" uuid, kind text, "dueOn" date)
        where h."leaseId" = f.lease_id and h.kind = f.kind and h."dueOn" = f.due_on)`.execute(tx);
  await sql`
    update rotation_flags f set cleared_run_on = null
    from json_to_recordset(${JSON.stringify(holding)}::json) as h("leaseId" uuid, kind text, "dueOn" date)
    where f.cleared_run_on <= ${runOn}::date
      and h."leaseId" = f.lease_id and h.kind = f.kind and h."dueOn" = f.due_on`.execute(tx);
}

/** Clears the open flags of leases that no longer bind their dwelling on `runOn`. */
export async function clearFlagsOfClosedLeases(tx: Tx, runOn: PlainDateString): Promise<void> {
  await sql`
    update rotation_flags f set cleared_run_on = ${runOn}
    from leases l
    where l.municipality_id = f.municipality_id and l.id = f.lease_id and l.closed_on <= ${runOn}::date
      and f.cleared_run_on is null and f.first_seen_run_on < ${runOn}::date`.execute(tx);
}

/** How many flags the runs of a date were the first to see. */
export async function countFlagsFirstSeenOn(tx: Tx, runOn: PlainDateString): Promise<number> {
  const { count } = await tx
    .selectFrom('rotation_flags')
    .where('first_seen_run_on', '=', runOn)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
