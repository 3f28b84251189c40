import type { PlainDateString, RotationFlagKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag with the dwelling and household it concerns. */
export interface RotationFlagRow {
  readonly id: string;
  readonly leaseId: string;
  readonly kind: RotationFlagKind;
  readonly dueOn: PlainDateString;
  readonly firstSeenRunOn: PlainDateString;
  readonly clearedRunOn: PlainDateString | null;
  readonly dwellingReference: string;
  readonly householdId: string;
  readonly householdReference: string;
}

/** Which flags are asked for. */
export interface RotationFlagQuery {
  readonly kind?: RotationFlagKind | undefined;
  /** Only flags that hold now (true), only cleared ones (false), or all. */
  readonly isOpen?: boolean | undefined;
  /** Due on this day or earlier. */
  readonly dueUntil?: PlainDateString | undefined;
  /** Households that do not exist for whoever asks. */
  readonly hiddenHouseholdIds?: readonly string[] | undefined;
}

/** Flags by due date and id, after `after` (exclusive). */
export async function listRotationFlags(
  tx: Tx,
  query: RotationFlagQuery & {
    readonly after?: { readonly dueOn: PlainDateString; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly RotationFlagRow[]> {
  const { rows } = await sql<RotationFlagRow>`
    select f.id, f.lease_id as "leaseId", f.kind, f.due_on as "dueOn", f.first_seen_run_on as "firstSeenRunOn",
      f.cleared_run_on as "clearedRunOn", d.reference as "dwellingReference",
      h.id as "householdId", h.reference as "householdReference"
    from rotation_flags f
    join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id
    join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
    join households h on h.municipality_id = l.municipality_id and h.id = l.household_id
    where ${matches(query)}
      and (${query.after?.dueOn ?? null}::date is null
        or (f.due_on, f.id) > (${query.after?.dueOn ?? null}::date, ${query.after?.id ?? null}::uuid))
    order by f.due_on, f.id limit ${query.limit}`.execute(tx);
  return rows;
}

/** Flags of one kind: how many, and the earliest and latest day that matters. */
export interface RotationFlagCount {
  readonly kind: RotationFlagKind;
  readonly count: number;
  readonly firstDueOn: PlainDateString;
  readonly lastDueOn: PlainDateString;
}

/** How many flags match, by kind, with the span of their due dates. */
export async function countRotationFlags(
  tx: Tx,
  query: RotationFlagQuery,
): Promise<readonly RotationFlagCount[]> {
  const { rows } = await sql<RotationFlagCount>`
    select f.kind, count(*)::int as count, min(f.due_on) as "firstDueOn", max(f.due_on) as "lastDueOn"
    from rotation_flags f where ${matches(query)}
    group by f.kind order by f.kind`.execute(tx);
  return rows;
}

function matches({ kind, isOpen, dueUntil, hiddenHouseholdIds = [] }: RotationFlagQuery) {
  return sql`(${kind ?? null}::text is null or f.kind = ${kind ?? null})
    and (${isOpen ?? null}::boolean is null or (f.cleared_run_on is null) = ${isOpen ?? null})
    and (${dueUntil ?? null}::date is null or f.due_on <= ${dueUntil ?? null}::date)
    and not exists (select from leases x where x.municipality_id = f.municipality_id and x.id = f.lease_id
      and x.household_id = any(${[...hiddenHouseholdIds]}::uuid[]))`;
}
