import type { PlainDateString, RetentionRuleCode, RetentionRunState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { RetentionRow } from './due-subjects.read-model.ts';

/** How long the municipality has decided to keep what a rule is about. */
export interface RetentionFigure {
  readonly id: string;
  readonly rule: RetentionRuleCode;
  /** Null: the rule has no effect from then on. */
  readonly keepMonths: number | null;
  readonly decisionReference: string;
  readonly decidedOn: PlainDateString;
  readonly setBy: string;
  readonly setAt: string;
}

/** Adds a figure; from then on it holds. */
export async function insertRetentionFigure(
  tx: Tx,
  municipalityId: string,
  figure: Omit<RetentionFigure, 'setAt'>,
): Promise<void> {
  await tx
    .insertInto('retention_figures')
    .values({
      municipality_id: municipalityId,
      id: figure.id,
      rule: figure.rule,
      keep_months: figure.keepMonths,
      decision_reference: figure.decisionReference,
      decided_on: figure.decidedOn,
      set_by: figure.setBy,
    })
    .execute();
}

/** The figure that holds of each rule that has one. */
export async function listRetentionFigures(
  tx: Tx,
  municipalityId: string,
): Promise<readonly RetentionFigure[]> {
  return await tx
    .selectFrom('retention_figures')
    .where('municipality_id', '=', municipalityId)
    .distinctOn('rule')
    .orderBy('rule')
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .select([
      'id',
      'keep_months as keepMonths',
      'decision_reference as decisionReference',
      'decided_on as decidedOn',
      'set_by as setBy',
      'set_at as setAt',
    ])
    .select((eb) => eb.ref('rule').$castTo<RetentionRuleCode>().as('rule'))
    .execute();
}

/** `due`: time is over; `on-request`: a draft that somebody asked to erase; `reapply`: after a restore. */
export type RetentionRunKind = 'due' | 'on-request' | 'block' | 'reapply';

/** A retention run as it is begun. */
export interface NewRetentionRun {
  readonly id: string;
  readonly kind: RetentionRunKind;
  readonly runOn: PlainDateString;
  readonly state: 'planned' | 'running';
  readonly requestedBy: string;
  readonly request: { readonly reasonCode: string; readonly reference: string } | null;
  readonly itemsHash: string;
  readonly items: readonly (RetentionRow & { readonly rule: RetentionRuleCode })[];
}

/** A retention run. */
export interface RetentionRunRow {
  readonly id: string;
  readonly kind: RetentionRunKind;
  readonly runOn: PlainDateString;
  readonly state: RetentionRunState;
  readonly reasonCode: string | null;
  readonly reference: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly itemsHash: string;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  readonly finishedAt: string | null;
  readonly version: number;
}

const CHUNK = 2_000;

/** Stores a run with its items. */
export async function insertRetentionRun(
  tx: Tx,
  municipalityId: string,
  run: NewRetentionRun,
): Promise<void> {
  await tx
    .insertInto('retention_runs')
    .values({
      municipality_id: municipalityId,
      id: run.id,
      kind: run.kind,
      run_on: run.runOn,
      state: run.state,
      reason_code: run.request?.reasonCode ?? null,
      reference: run.request?.reference ?? null,
      requested_by: run.requestedBy,
      items_hash: run.itemsHash,
    })
    .execute();
  for (let from = 0; from < run.items.length; from += CHUNK) {
    const rows = run.items.slice(from, from + CHUNK).map((item, index) => ({
      municipality_id: municipalityId,
      run_id: run.id,
      number: from + index + 1,
      rule: item.rule,
      subject_id: item.subjectId,
      table_name: item.tableName,
      row_id: item.rowId,
    }));
    await tx.insertInto('retention_items').values(rows).execute();
  }
}

/** A run by id, or undefined; its row locked until the transaction ends. */
export async function lockRetentionRun(
  tx: Tx,
  municipalityId: string,
  runId: string,
): Promise<RetentionRunRow | undefined> {
  return await runs(tx, municipalityId).where('id', '=', runId).forNoKeyUpdate().executeTakeFirst();
}

/** A run by id, or undefined. */
export async function findRetentionRun(
  tx: Tx,
  municipalityId: string,
  runId: string,
): Promise<RetentionRunRow | undefined> {
  return await runs(tx, municipalityId).where('id', '=', runId).executeTakeFirst();
}

/** Runs from the newest, after `afterId` (exclusive). */
export async function listRetentionRuns(
  tx: Tx,
  municipalityId: string,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly RetentionRunRow[]> {
  let query = runs(tx, municipalityId).orderBy('id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** How many runs there are. */
export async function countRetentionRuns(tx: Tx, municipalityId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('retention_runs')
    .where('municipality_id', '=', municipalityId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The plan that waits for approval, or undefined. */
export async function findOpenPlan(tx: Tx, municipalityId: string): Promise<RetentionRunRow | undefined> {
  return await runs(tx, municipalityId)
    .where('kind', '=', 'due')
    .where('state', '=', 'planned')
    .executeTakeFirst();
}

/** Runs that a worker has to carry out: approved ones, and those that it was killed in. */
export async function listRunsToCarryOut(
  tx: Tx,
  municipalityId: string,
): Promise<readonly RetentionRunRow[]> {
  return await runs(tx, municipalityId).where('state', 'in', ['approved', 'running']).orderBy('id').execute();
}

/** Moves a run whose row is locked, and returns the new version. */
export async function moveRetentionRun(
  tx: Tx,
  municipalityId: string,
  runId: string,
  change: { readonly state: RetentionRunState; readonly settledBy?: string },
): Promise<number> {
  const { version } = await tx
    .updateTable('retention_runs')
    .set({
      state: change.state,
      version: sql`version + 1`,
      ...(change.settledBy === undefined
        ? {}
        : { settled_by: change.settledBy, settled_at: sql<string>`clock_timestamp()` }),
      ...(change.state === 'done' ? { finished_at: sql<string>`clock_timestamp()` } : {}),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', runId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** An item of a run. */
export interface RetentionItem extends RetentionRow {
  readonly number: number;
  readonly rule: RetentionRuleCode;
}

/** The pending items of the next subjects of a run, in the order in which they go. */
export async function listPendingItems(
  tx: Tx,
  municipalityId: string,
  runId: string,
  subjectCount: number,
): Promise<readonly RetentionItem[]> {
  const { rows } = await sql<RetentionItem>`
    with next as (select subject_id from retention_items
      where municipality_id = ${municipalityId}::uuid and run_id = ${runId}::uuid and state = 'pending'
      group by subject_id order by min(number) limit ${subjectCount})
    select i.number, i.rule, i.subject_id as "subjectId", i.table_name as "tableName", i.row_id as "rowId"
    from retention_items i where i.municipality_id = ${municipalityId}::uuid and i.run_id = ${runId}::uuid
      and i.state = 'pending' and i.subject_id in (select subject_id from next)
    order by i.number`.execute(tx);
  return rows;
}

/** All items of a run, in order. */
export async function listRetentionItems(
  tx: Tx,
  municipalityId: string,
  runId: string,
): Promise<readonly RetentionItem[]> {
  return await tx
    .selectFrom('retention_items')
    .where('municipality_id', '=', municipalityId)
    .where('run_id', '=', runId)
    .orderBy('number')
    .select(['number', 'subject_id as subjectId', 'table_name as tableName', 'row_id as rowId'])
    .select((eb) => eb.ref('rule').$castTo<RetentionRuleCode>().as('rule'))
    .execute();
}

/** Notes what became of an item. */
export async function settleItem(
  tx: Tx,
  municipalityId: string,
  item: { readonly runId: string; readonly number: number },
  outcome: { readonly state: 'done' | 'kept' | 'stuck'; readonly rowCount: number },
): Promise<void> {
  await tx
    .updateTable('retention_items')
    .set({ state: outcome.state, row_count: outcome.rowCount })
    .where('municipality_id', '=', municipalityId)
    .where('run_id', '=', item.runId)
    .where('number', '=', item.number)
    .execute();
}

/** Items of a run by rule, table and what became of them. */
export interface RetentionCount {
  readonly rule: RetentionRuleCode;
  readonly tableName: string;
  readonly state: 'pending' | 'done' | 'kept' | 'stuck';
  readonly itemCount: number;
  readonly rowCount: number;
}

/** The report of a run: counts by rule and table, without the rows that are or belong to one of `withheld`. */
export async function countRetentionItems(
  tx: Tx,
  municipalityId: string,
  runId: string,
  withheld: ReadonlySet<string> = new Set(),
): Promise<readonly RetentionCount[]> {
  const hidden = sql`(select unnest(${[...withheld]}::uuid[]))`;
  return await tx
    .selectFrom('retention_items')
    .where('municipality_id', '=', municipalityId)
    .where('run_id', '=', runId)
    .where(sql<boolean>`subject_id not in ${hidden} and row_id not in ${hidden}`)
    .groupBy(['rule', 'table_name', 'state'])
    .orderBy('rule')
    .orderBy('table_name')
    .orderBy('state')
    .select((eb) => [
      eb.ref('rule').$castTo<RetentionRuleCode>().as('rule'),
      'table_name as tableName',
      eb.ref('state').$castTo<RetentionCount['state']>().as('state'),
      eb.fn.countAll<number>().as('itemCount'),
      sql<number>`coalesce(sum(row_count), 0)::integer`.as('rowCount'),
    ])
    .execute();
}

function runs(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('retention_runs')
    .where('municipality_id', '=', municipalityId)
    .select([
      'id',
      'run_on as runOn',
      'reason_code as reasonCode',
      'reference',
      'requested_by as requestedBy',
      'requested_at as requestedAt',
      'items_hash as itemsHash',
      'settled_by as settledBy',
      'settled_at as settledAt',
      'finished_at as finishedAt',
      'version',
    ])
    .select((eb) => [
      eb.ref('kind').$castTo<RetentionRunKind>().as('kind'),
      eb.ref('state').$castTo<RetentionRunState>().as('state'),
    ]);
}
