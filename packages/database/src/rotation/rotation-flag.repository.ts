import type { PlainDateString, RotationFlag } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag that was found, with the id it is stored under if it is new. */
export interface FoundFlag extends RotationFlag {
  readonly id: string;
}

/** What tells one flag from another. */
export type FlagKey = Pick<RotationFlag, 'subjectKind' | 'subjectId' | 'kind' | 'dueOn'>;

/**
 * Adds the flags that are not there yet. One per subject, kind and due date, however often this runs.
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
        subject_kind: flag.subjectKind,
        subject_id: flag.subjectId,
        lease_id: flag.leaseId,
        kind: flag.kind,
        due_on: flag.dueOn,
        step: flag.step,
        first_seen_run_on: runOn,
        cleared_run_on: flag.clearedRunOn,
      })),
    )
    .onConflict((conflict) => conflict.constraint('rotation_flags_once_key').doNothing())
    .execute();
}

const HOLDING = sql`as h("subjectKind" text, "subjectId" uuid, kind text, "dueOn" date)`;
const IS_SAME = sql`h."subjectKind" = f.subject_kind and h."subjectId" = f.subject_id and h.kind = f.kind
  and h."dueOn" = f.due_on`;

/**
 * Clears the open flags of `leaseIds`, and of what belongs to those leases, that are not among `holding`; they held
 * until the run before `runOn`. One that was cleared and is among them is open again: a finding that holds is never
 * shown as settled.
 */
export async function clearFlags(
  tx: Tx,
  runOn: PlainDateString,
  leaseIds: readonly string[],
  holding: readonly FlagKey[],
): Promise<void> {
  await clearAbsent(tx, runOn, { of: sql`f.lease_id = any(${leaseIds}::uuid[])`, holding });
}

/** The same for the flags of places and pairs, all at once: `holding` are all that hold. */
export async function clearLimitFlags(
  tx: Tx,
  runOn: PlainDateString,
  holding: readonly FlagKey[],
): Promise<void> {
  await clearAbsent(tx, runOn, {
    of: sql`f.subject_kind in ('place-status', 'place-cap', 'keep-apart')`,
    holding,
  });
}

async function clearAbsent(
  tx: Tx,
  runOn: PlainDateString,
  { of, holding }: { readonly of: ReturnType<typeof sql>; readonly holding: readonly FlagKey[] },
): Promise<void> {
  const keys = JSON.stringify(
    holding.map(({ subjectKind, subjectId, kind, dueOn }) => ({ subjectKind, subjectId, kind, dueOn })),
  );
  await sql`
    update rotation_flags f set cleared_run_on = ${runOn}
    where f.cleared_run_on is null and f.first_seen_run_on < ${runOn}::date and ${of}
      and not exists (select from json_to_recordset(${keys}::json) ${HOLDING} where ${IS_SAME})`.execute(tx);
  await sql`
    update rotation_flags f set cleared_run_on = null
    from json_to_recordset(${keys}::json) ${HOLDING}
    where f.cleared_run_on <= ${runOn}::date and ${IS_SAME}`.execute(tx);
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
