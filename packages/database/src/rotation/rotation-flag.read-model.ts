import type { FlagSubjectKind, PlainDateString, RotationFlagKind } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A flag with the dwelling and household, or the place, that it concerns. */
export interface RotationFlagRow {
  readonly id: string;
  readonly kind: RotationFlagKind;
  readonly dueOn: PlainDateString;
  /** Days or months to the end in question; null for kinds without steps. */
  readonly step: number | null;
  readonly subjectKind: FlagSubjectKind;
  readonly subjectId: string;
  /** Null for places and pairs; with it dwelling and household. */
  readonly leaseId: string | null;
  readonly firstSeenRunOn: PlainDateString;
  readonly clearedRunOn: PlainDateString | null;
  readonly dwellingReference: string | null;
  readonly householdId: string | null;
  readonly householdReference: string | null;
  /** Building, neighbourhood or district of a status or cap; null for other subjects. */
  readonly placeName: string | null;
}

/** Which flags are asked for. */
export interface RotationFlagQuery {
  /** One of these; every kind where nothing is said. */
  readonly kinds?: readonly RotationFlagKind[] | undefined;
  readonly subjectKind?: FlagSubjectKind | undefined;
  readonly subjectId?: string | undefined;
  readonly leaseId?: string | undefined;
  /** Only flags that hold now (true), only cleared ones (false), or all. */
  readonly isOpen?: boolean | undefined;
  /** Due on this day or later. */
  readonly dueFrom?: PlainDateString | undefined;
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
    select ${flagColumns()} ${flagsWithSubjects()}
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

function matches(query: RotationFlagQuery): RawBuilder<unknown> {
  const { kinds, isOpen, hiddenHouseholdIds = [] } = query;
  return sql`(${kinds === undefined ? null : [...kinds]}::text[] is null or f.kind = any(${[...(kinds ?? [])]}::text[]))
    and ${concerns(query)}
    and (${isOpen ?? null}::boolean is null or (f.cleared_run_on is null) = ${isOpen ?? null})
    and ${isVisible(hiddenHouseholdIds)}`;
}

function concerns(query: RotationFlagQuery): RawBuilder<unknown> {
  const { subjectKind = null, subjectId = null, leaseId = null, dueFrom = null, dueUntil = null } = query;
  return sql`(${subjectKind}::text is null or f.subject_kind = ${subjectKind})
    and (${subjectId}::uuid is null or f.subject_id = ${subjectId}::uuid)
    and (${leaseId}::uuid is null or f.lease_id = ${leaseId}::uuid)
    and (${dueFrom}::date is null or f.due_on >= ${dueFrom}::date)
    and (${dueUntil}::date is null or f.due_on <= ${dueUntil}::date)`;
}

/** Whether flag `f` concerns none of the households. */
export function isVisible(hiddenHouseholdIds: readonly string[]): RawBuilder<boolean> {
  if (hiddenHouseholdIds.length === 0) return sql`true`;
  const hidden = sql`any(${[...hiddenHouseholdIds]}::uuid[])`;
  return sql`not exists (select from leases x where x.municipality_id = f.municipality_id and x.id = f.lease_id
      and x.household_id = ${hidden})
    and not exists (select from keep_apart k where f.subject_kind = 'keep-apart'
      and k.municipality_id = f.municipality_id and k.id = f.subject_id
      and (k.household_a_id = ${hidden} or k.household_b_id = ${hidden}))`;
}

/** Findings of one kind that a night made of hidden households; `newCount` of them for the first time. */
export interface HiddenFindings {
  readonly runOn: PlainDateString;
  readonly kind: RotationFlagKind;
  readonly count: number;
  readonly newCount: number;
}

/** What the nights found of these households, by night and kind; nights of which there is nothing are left out. */
export async function countHiddenFindings(
  tx: Tx,
  runOns: readonly PlainDateString[],
  hiddenHouseholdIds: readonly string[],
): Promise<readonly HiddenFindings[]> {
  if (runOns.length === 0 || hiddenHouseholdIds.length === 0) return [];
  const { rows } = await sql<HiddenFindings>`
    with hidden as materialized (
      select f.kind, f.first_seen_run_on, f.cleared_run_on from rotation_flags f
      where not (${isVisible(hiddenHouseholdIds)})
    )
    select n.run_on as "runOn", h.kind, count(*)::int as count,
      (count(*) filter (where h.first_seen_run_on = n.run_on))::int as "newCount"
    from unnest(${[...runOns]}::date[]) as n (run_on)
    join hidden h on h.first_seen_run_on <= n.run_on and (h.cleared_run_on is null or h.cleared_run_on > n.run_on)
    group by n.run_on, h.kind`.execute(tx);
  return rows;
}

/** The columns of a {@link RotationFlagRow}, of {@link flagsWithSubjects}. */
export function flagColumns(): RawBuilder<unknown> {
  return sql`f.id, f.kind, f.due_on as "dueOn", f.step, f.subject_kind as "subjectKind", f.subject_id as "subjectId",
      f.lease_id as "leaseId", f.first_seen_run_on as "firstSeenRunOn", f.cleared_run_on as "clearedRunOn",
      d.reference as "dwellingReference", h.id as "householdId", h.reference as "householdReference",
      ${placeName()} as "placeName"`;
}

/** Flags `f` with the lease, dwelling and household that they concern. */
export function flagsWithSubjects(): RawBuilder<unknown> {
  return sql`from rotation_flags f
    left join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id
    left join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
    left join households h on h.municipality_id = l.municipality_id and h.id = l.household_id`;
}

/** Name of the place whose status or cap the flag is about. */
function placeName(): RawBuilder<string | null> {
  return sql`(select coalesce(b.name, n.name, r.name) from (
      select s.municipality_id, s.building_id, s.neighbourhood_id, s.district_id from place_statuses s
      where f.subject_kind = 'place-status' and s.municipality_id = f.municipality_id and s.id = f.subject_id
      union all
      select c.municipality_id, c.building_id, c.neighbourhood_id, c.district_id from place_caps c
      where f.subject_kind = 'place-cap' and c.municipality_id = f.municipality_id and c.id = f.subject_id) p
    left join buildings b on b.municipality_id = p.municipality_id and b.id = p.building_id
    left join neighbourhoods n on n.municipality_id = p.municipality_id and n.id = p.neighbourhood_id
    left join districts r on r.municipality_id = p.municipality_id and r.id = p.district_id)`;
}
