import {
  blockCases,
  countRetentionItems,
  type Db,
  type ErasureAction,
  eraseRows,
  insertCaseBlock,
  insertErasures,
  inTenant,
  isErasableTable,
  listDueSubjects,
  listPendingItems,
  listRetentionFigures,
  listRetentionItems,
  lockRetentionRun,
  lockSubjects,
  moveRetentionRun,
  type RetentionFigure,
  type RetentionItem,
  type RetentionRunRow,
  settleItem,
  type Tx,
  unlessReferred,
} from '@boligtrapp/database';
import {
  lastDueEventOn,
  RETENTION_RULES,
  RETENTION_RUN_TRANSITIONS,
  type RetentionRuleCode,
  type RetentionRunAction,
  type RetentionRunState,
} from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { AuditSealer, Clock, IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { erasureInstant, sealErasure } from './erasure-ledger.ts';
import { hashItems, keepMonthsOf } from './plan-retention.ts';

/** What carrying out works with. */
export interface CarryOutDeps {
  /** As the retention role, sealing the audit trail. */
  readonly retentionDb: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Seals the entries of the ledger. */
  readonly sealer: AuditSealer;
  /** Told after every part that was committed: then the ledger can be kept outside the database. */
  readonly onCarriedOut?: (municipalityId: string) => Promise<void>;
}

/** The run to carry out. */
export interface CarryOutRetention {
  readonly municipalityId: string;
  readonly runId: string;
  readonly requestId: string;
}

/** Households, letters or plans that go in one transaction. */
const SUBJECTS_PER_CHUNK = 50;
const JOB = 'job:carry-out-retention';

const SUBJECT_TABLES = {
  household: 'households',
  letter: 'notice_letters',
  'career-plan': 'career_plans',
} as const;

/**
 * Destroys or blocks what a run names, some subjects in each transaction, and writes it to the ledger in the same one.
 * A subject that is no longer due is kept; one that something has come to refer to is left as it is. Run again, or after
 * a worker was killed, it goes on with what is left.
 */
export async function carryOutRetention(deps: CarryOutDeps, run: CarryOutRetention): Promise<void> {
  const { municipalityId } = run;
  const scope = { municipalityId, actorId: JOB };
  for (;;) {
    const isDone = await inTenant(deps.retentionDb, scope, async (tx) => await carryOutChunk(tx, deps, run));
    if (isDone) return;
    await deps.onCarriedOut?.(municipalityId);
  }
}

/** True where nothing is left to do. */
async function carryOutChunk(tx: Tx, deps: CarryOutDeps, command: CarryOutRetention): Promise<boolean> {
  const { municipalityId } = command;
  const run = await lockRetentionRun(tx, municipalityId, command.runId);
  if (run?.state !== 'approved' && run?.state !== 'running') return true;
  if (run.state === 'approved') await begin(tx, municipalityId, run);
  const items = await listPendingItems(tx, municipalityId, run.id, SUBJECTS_PER_CHUNK);
  if (items.length === 0) {
    await finish(tx, run, { id: JOB, role: 'job', municipalityId, requestId: command.requestId });
    return true;
  }
  for (const [rule, ofRule] of Map.groupBy(items, (item) => item.rule)) {
    const part: Part = { tx, deps, municipalityId, run, rule };
    const due = await listStillDue(part, [...new Set(ofRule.map(({ subjectId }) => subjectId))]);
    for (const [subjectId, rows] of Map.groupBy(ofRule, (item) => item.subjectId)) {
      if (due.has(subjectId)) await carryOutSubject(part, rows);
      else await settleAll(part, rows, 'kept');
    }
  }
  return false;
}

interface Part {
  readonly tx: Tx;
  readonly deps: CarryOutDeps;
  readonly municipalityId: string;
  readonly run: RetentionRunRow;
  readonly rule: RetentionRuleCode;
}

async function begin(tx: Tx, municipalityId: string, run: RetentionRunRow): Promise<void> {
  const items = await listRetentionItems(tx, municipalityId, run.id);
  if (hashItems(items) !== run.itemsHash)
    throw new Error('The items of a retention run are not those approved');
  const state = transition<RetentionRunState, RetentionRunAction>(
    RETENTION_RUN_TRANSITIONS,
    run.state,
    'start',
  );
  await moveRetentionRun(tx, municipalityId, run.id, { state });
}

/** Those of the subjects that are still due; locked first, so that nothing comes to hang on them meanwhile. */
async function listStillDue(
  { tx, deps, municipalityId, run, rule }: Part,
  subjectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  await lockSubjects(tx, municipalityId, SUBJECT_TABLES[RETENTION_RULES[rule].subject], subjectIds);
  // What had been erased before a restore was due then.
  if (run.kind === 'reapply') return new Set(subjectIds);
  const today = deps.clock.today();
  const figures = await listRetentionFigures(tx, municipalityId);
  const lastEventOn = run.kind === 'on-request' ? null : lastEventOf(figures, rule, today);
  if (lastEventOn === undefined) return new Set();
  const query = { rule, lastEventOn, today, among: subjectIds, limit: subjectIds.length };
  return new Set(await listDueSubjects(tx, municipalityId, query));
}

function lastEventOf(
  figures: readonly RetentionFigure[],
  rule: RetentionRuleCode,
  today: ReturnType<Clock['today']>,
): ReturnType<typeof lastDueEventOn> | undefined {
  const keepMonths = keepMonthsOf(figures, rule);
  return keepMonths === null ? undefined : lastDueEventOn(today, keepMonths);
}

async function carryOutSubject(part: Part, rows: readonly RetentionItem[]): Promise<void> {
  const { tx } = part;
  const isThrough = await unlessReferred(tx, async () => {
    for (const item of rows) {
      const rowCount = await carryOutItem(part, item);
      await settleItem(
        tx,
        part.municipalityId,
        { runId: part.run.id, number: item.number },
        { state: 'done', rowCount },
      );
    }
  });
  if (!isThrough) await settleAll(part, rows, 'stuck');
}

async function carryOutItem(part: Part, item: RetentionItem): Promise<number> {
  const { tx, deps, municipalityId, run, rule } = part;
  const { tableName, rowId } = item;
  if (RETENTION_RULES[rule].effect === 'block') {
    const rowCount = await blockCases(tx, municipalityId, [rowId]);
    await insertCaseBlock(tx, municipalityId, { id: deps.ids.next(), householdId: rowId, runId: run.id });
    await note(part, item, 'blocked');
    return rowCount;
  }
  if (!isErasableTable(tableName))
    throw new Error('A retention run names a table that nothing is erased from');
  const rowCount = await eraseRows(tx, municipalityId, { table: tableName, rowId });
  await note(part, item, 'destroyed');
  return rowCount;
}

/** What is done again after a restore stands in the ledger already. */
async function note(
  { tx, deps, municipalityId, run, rule }: Part,
  { subjectId, tableName, rowId }: RetentionItem,
  action: ErasureAction,
): Promise<void> {
  if (run.kind === 'reapply') return;
  const recordedAt = erasureInstant(deps.clock.now());
  const entry = { municipalityId, id: deps.ids.next(), action, rule, subjectId, tableName, rowId };
  await insertErasures(tx, [sealErasure(deps.sealer, { ...entry, runId: run.id, recordedAt })]);
}

async function settleAll(
  { tx, municipalityId, run }: Part,
  rows: readonly RetentionItem[],
  state: 'kept' | 'stuck',
): Promise<void> {
  for (const { number } of rows) {
    await settleItem(tx, municipalityId, { runId: run.id, number }, { state, rowCount: 0 });
  }
}

async function finish(tx: Tx, run: RetentionRunRow, actor: AuditActor): Promise<void> {
  const { municipalityId } = actor;
  const state = transition<RetentionRunState, RetentionRunAction>(
    RETENTION_RUN_TRANSITIONS,
    'running',
    'finish',
  );
  await moveRetentionRun(tx, municipalityId, run.id, { state });
  const counts = await countRetentionItems(tx, municipalityId, run.id);
  await appendAuditEvent(tx, actor, {
    action: 'retention-run.carried-out',
    objectKind: 'retention-run',
    objectId: run.id,
    after: {
      kind: run.kind,
      counts: counts.map(({ rule, tableName, state: outcome, rowCount }) => ({
        rule,
        table: tableName,
        outcome,
        rowCount,
      })),
    },
  });
}
