import {
  deleteImportFile,
  type ImportRowRow,
  type ImportRunRow,
  insertExternalIds,
  inTenant,
  listRowsToStore,
  lockImportRun,
  markOvertaken,
  nameStoredObjects,
  type Tx,
  updateImportRun,
} from '@boligtrapp/database';
import type { RawRow } from '@boligtrapp/domain';
import { appendAuditEvent, appendAuditEvents } from '../audit/append-audit-event.ts';
import {
  failImport,
  type ImportJob,
  type ImportJobDeps,
  importJobActor,
  nextImportState,
} from './check-import.ts';
import { createRowJudge, type JudgedRow, REGISTERS, type RowJudge } from './judge-rows.ts';
import { ImportFaultError, readImportFile } from './read-import-file.ts';
import type { RowToStore } from './subject-register.ts';

/**
 * Stores the rows of an approved file that were found good, lot by lot; each lot with its progress in one transaction,
 * so that a job that is broken off goes on where it was. A row that no longer does what was approved, because somebody
 * else has changed the register meanwhile, is passed over and marked.
 */
export async function applyImport(deps: ImportJobDeps, job: ImportJob): Promise<void> {
  const { municipalityId, importId, signal } = job;
  const scope = { municipalityId, actorId: 'job:imports' };
  const run = await inTenant(deps.db, scope, async (tx) => await lockImportRun(tx, municipalityId, importId));
  if (run?.state !== 'approved') return;
  const judge = createRowJudge(run);
  let { progressDone } = run;
  try {
    for await (const lot of readImportFile(deps, scope, run)) {
      signal.throwIfAborted();
      const last = lot.at(-1)?.number ?? 0;
      const isStill = await inTenant(deps.db, scope, async (tx) => {
        const now = await lockImportRun(tx, municipalityId, importId);
        if (now?.state !== 'approved' || now.progressDone !== progressDone) return false;
        await storeLot({ tx, deps, job, run: now, judge }, lot);
        return true;
      });
      if (!isStill) return;
      progressDone = Math.max(progressDone, last);
    }
  } catch (error) {
    if (!(error instanceof ImportFaultError)) throw error;
    await failImport(deps, { ...job, failureCode: error.code });
    return;
  }
  await finish(deps, job);
}

interface Lot {
  readonly tx: Tx;
  readonly deps: ImportJobDeps;
  readonly job: ImportJob;
  readonly run: ImportRunRow;
  readonly judge: RowJudge;
}

async function storeLot({ tx, deps, job, run, judge }: Lot, lot: readonly RawRow[]): Promise<void> {
  const { municipalityId, importId } = job;
  const { ids } = deps;
  const [from, to] = [lot[0]?.number ?? 0, lot.at(-1)?.number ?? 0];
  const judged = await judge.judge({ tx, municipalityId, ids, lock: true }, lot);
  // Of a job before this one; the judge has to know of the rows all the same.
  if (to <= run.progressDone) return;
  const approved = new Map(
    (await listRowsToStore(tx, municipalityId, importId, { from, to })).map((row) => [row.rowNumber, row]),
  );
  const good = judged.filter((row) => isAsApproved(row, approved.get(row.number)));
  const goodNumbers = new Set(good.map(({ number }) => number));
  const overtaken = [...approved.keys()].filter((number) => !goodNumbers.has(number));
  const rows = good.map((row) => ({ row, toStore: toStoreOf(row, row.objectId ?? ids.next()) }));
  const register = REGISTERS[run.subject];
  const scope = {
    tx,
    municipalityId,
    ids,
    lock: true,
    seenKeys: new Set<string>(),
    madeKeys: new Set<string>(),
  };
  const entries = await register.store(
    scope,
    rows.map(({ toStore }) => toStore),
  );
  await linkExternalIds(
    tx,
    job,
    run,
    rows.map(({ toStore }) => toStore),
  );
  const made = rows.filter(({ row }) => row.objectId === null);
  await nameStoredObjects(
    tx,
    municipalityId,
    importId,
    made.map(({ row, toStore }) => ({ rowNumber: row.number, objectId: toStore.objectId })),
  );
  await markOvertaken(tx, municipalityId, importId, overtaken);
  await updateImportRun(tx, municipalityId, importId, {
    progressDone: to,
    storedCount: run.storedCount + good.length,
    overtakenCount: run.overtakenCount + overtaken.length,
  });
  const reason = `import ${importId}`;
  await appendAuditEvents(
    tx,
    importJobActor(job),
    entries.map((entry) => ({ ...entry, reason })),
  );
}

/** Whether a row still does what was approved: makes the same, or changes the same of the same version. */
function isAsApproved(row: JudgedRow, approved: ImportRowRow | undefined): boolean {
  if (approved?.outcome !== row.decision.kind || approved.objectId !== row.objectId) return false;
  if (row.decision.kind !== 'changed') return true;
  const isSame = approved.changedColumns.join() === row.decision.columns.join();
  return isSame && approved.objectVersion === row.version;
}

function toStoreOf(row: JudgedRow, objectId: string): RowToStore {
  const { values, stored, version, decision } = row;
  const changedColumns = decision.kind === 'changed' ? decision.columns : [];
  return { values, objectId, stored, version, changedColumns };
}

async function linkExternalIds(
  tx: Tx,
  { municipalityId }: ImportJob,
  { subject, sourceSystem }: ImportRunRow,
  rows: readonly RowToStore[],
): Promise<void> {
  if (sourceSystem === null) return;
  const links = rows.flatMap(({ values, stored, objectId }) => {
    const { externalId } = values;
    const isNew = typeof externalId === 'string' && (stored?.['externalId'] ?? null) === null;
    return isNew ? [{ externalId, objectId }] : [];
  });
  await insertExternalIds(tx, { municipalityId, subject, sourceSystem }, links);
}

async function finish(deps: ImportJobDeps, job: ImportJob): Promise<void> {
  const { municipalityId, importId } = job;
  await inTenant(deps.db, { municipalityId, actorId: 'job:imports' }, async (tx) => {
    const run = await lockImportRun(tx, municipalityId, importId);
    if (run?.state !== 'approved') return;
    const state = nextImportState(run.state, 'apply');
    await updateImportRun(tx, municipalityId, importId, { state, isFinished: true });
    await deleteImportFile(tx, municipalityId, importId);
    const { storedCount, overtakenCount } = run;
    await appendAuditEvent(tx, importJobActor(job), {
      action: 'import.applied',
      objectKind: 'import',
      objectId: importId,
      after: { storedCount, overtakenCount },
    });
  });
}
