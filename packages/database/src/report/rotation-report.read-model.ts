import type {
  FindingGroup,
  PlainDateString,
  ReportedMunicipality,
  RotationFlagKind,
} from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import {
  flagColumns,
  flagsWithSubjects,
  isVisible,
  type RotationFlagRow,
} from '../rotation/rotation-flag.read-model.ts';

/** A run whose findings are kept. */
export interface ReportableRun {
  readonly runId: string;
  readonly runOn: PlainDateString;
}

/** The municipality of the transaction. */
export async function readReportedMunicipality(tx: Tx): Promise<ReportedMunicipality> {
  return await tx.selectFrom('municipalities').select(['name', 'kommunenummer']).executeTakeFirstOrThrow();
}

/** Whether the findings of the run are kept. */
export async function hasKeptFlags(tx: Tx, runId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('rotation_run_flags')
    .select('part')
    .where('run_id', '=', runId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The latest finished run before `before` (exclusive; any date where it is null) whose findings are kept. */
export async function findReportableRun(
  tx: Tx,
  before: PlainDateString | null,
): Promise<ReportableRun | undefined> {
  let query = tx
    .selectFrom('rotation_runs as r')
    .select(['r.id as runId', 'r.run_on as runOn'])
    .where('r.state', '=', 'done')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('rotation_run_flags as k')
          .select('k.part')
          .whereRef('k.municipality_id', '=', 'r.municipality_id')
          .whereRef('k.run_id', '=', 'r.id'),
      ),
    )
    .orderBy('r.run_on', 'desc')
    .limit(1);
  if (before !== null) query = query.where('r.run_on', '<', before);
  return await query.executeTakeFirst();
}

/** Two nights, as somebody may see them. */
export interface NightsCompared {
  readonly run: ReportableRun;
  /** Null where there is no night before. */
  readonly previousRunId: string | null;
  readonly hiddenHouseholdIds: readonly string[];
}

/** Findings that hold on the date of the run, by kind and due day. */
export async function countHeldFlags(tx: Tx, nights: NightsCompared): Promise<readonly FindingGroup[]> {
  const { rows } = await sql<FindingGroup>`
    with held as ${keptIds(nights.run.runId)}, before as ${keptIds(nights.previousRunId)}
    select f.kind, f.due_on as "dueOn", count(*)::int as count,
      (count(*) filter (where f.id not in (select id from before)))::int as "newCount"
    from held n join rotation_flags f on f.id = n.id
    where ${isVisible(nights.hiddenHouseholdIds)}
    group by f.kind, f.due_on order by f.due_on, f.kind`.execute(tx);
  return rows;
}

/** Findings that held on the night before and no longer do, by kind. */
export async function countSettledFlags(
  tx: Tx,
  nights: NightsCompared,
): Promise<readonly { readonly kind: RotationFlagKind; readonly count: number }[]> {
  const { rows } = await sql<{ kind: RotationFlagKind; count: number }>`
    with held as ${keptIds(nights.run.runId)}, before as ${keptIds(nights.previousRunId)}
    select f.kind, count(*)::int as count
    from before b join rotation_flags f on f.id = b.id
    where b.id not in (select id from held) and ${isVisible(nights.hiddenHouseholdIds)}
    group by f.kind order by f.kind`.execute(tx);
  return rows;
}

/** Which findings are listed. */
export type ReportPart = 'upcoming' | 'passed' | 'settled';

/**
 * Findings of a part, the nearest to the date of the run first: `upcoming` are due on it or later, `passed` before it,
 * `settled` held on the night before and no longer do.
 */
export async function listReportFlags(
  tx: Tx,
  nights: NightsCompared,
  { part, limit }: { readonly part: ReportPart; readonly limit: number },
): Promise<readonly (RotationFlagRow & { readonly isNew: boolean })[]> {
  const on = nights.run.runOn;
  const { from, condition, order } = {
    upcoming: { from: sql`held`, condition: sql`f.due_on >= ${on}::date`, order: sql`f.due_on, f.id` },
    passed: { from: sql`held`, condition: sql`f.due_on < ${on}::date`, order: sql`f.due_on desc, f.id` },
    settled: {
      from: sql`before`,
      condition: sql`f.id not in (select id from held)`,
      order: sql`abs(f.due_on - ${on}::date), f.id`,
    },
  }[part];
  // Those that are listed are picked first: who and where they concern is looked up for these alone.
  const { rows } = await sql<RotationFlagRow & { isNew: boolean }>`
    with held as ${keptIds(nights.run.runId)}, before as ${keptIds(nights.previousRunId)},
    picked as materialized (
      select f.id from ${from} n join rotation_flags f on f.id = n.id
      where ${condition} and ${isVisible(nights.hiddenHouseholdIds)}
      order by ${order} limit ${limit})
    select ${flagColumns()}, f.id not in (select id from before) as "isNew" ${flagsWithSubjects()}
    join picked p on p.id = f.id
    order by ${order}`.execute(tx);
  return rows;
}

/**
 * The findings that are kept for a run; none for null. The planner takes an array for ten rows: what is joined with them
 * is found by its id, and whether a finding is among them is asked with `not in`, which is hashed.
 */
function keptIds(runId: string | null): RawBuilder<unknown> {
  return sql`materialized (select unnest(k.flag_ids) as id from rotation_run_flags k
    where k.run_id = ${runId}::uuid
      and k.version = (select max(v.version) from rotation_run_flags v where v.run_id = ${runId}::uuid))`;
}
