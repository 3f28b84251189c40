import {
  deleteImportFile,
  deleteImportRows,
  type ImportCounts,
  type ImportFaultRow,
  type ImportRowRow,
  type ImportRunRow,
  insertImportRows,
  inTenant,
  lockImportRun,
  type TenantScope,
  type Tx,
  updateImportRun,
} from '@boligtrapp/database';
import { IMPORT_RUN_TRANSITIONS, type ImportRunAction, type ImportRunState } from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { FileScanDeps } from '../ports/file-scanner.ts';
import type { IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { createRowJudge, findIdentityNumber, type JudgedRow } from './judge-rows.ts';
import { bytesOf, ImportFaultError, type ReadImportFileDeps, readImportFile } from './read-import-file.ts';

/** What the jobs of imports work with. */
export interface ImportJobDeps extends ReadImportFileDeps, FileScanDeps {
  readonly ids: IdSource;
}

/** Which import a job is about. */
export interface ImportJob {
  readonly municipalityId: string;
  readonly importId: string;
  /** Id of the job. */
  readonly requestId: string;
  readonly signal: AbortSignal;
}

const MOST_FAULTS = 500_000;

/** Who a job is, in the trail. */
export function importJobActor({
  municipalityId,
  requestId,
}: Omit<ImportJob, 'importId' | 'signal'>): AuditActor {
  return { id: 'job:imports', role: 'job', municipalityId, requestId };
}

/** The state to which `action` leads. @throws {ConflictError} `record.transition-refused` */
export function nextImportState(state: ImportRunState, action: ImportRunAction): ImportRunState {
  return transition<ImportRunState, ImportRunAction>(IMPORT_RUN_TRANSITIONS, state, action);
}

/**
 * Holds every row of a file against the register and stores what it found: which rows are new, changed or rejected, and
 * every fault by row and column. Changes nothing in the register. A check that was broken off begins anew; one that is
 * over, or of an import that was refused meanwhile, does nothing. A scanner looks at the file first; where it does not
 * answer, nothing is read and the job is to be tried again.
 */
export async function checkImport(deps: ImportJobDeps, job: ImportJob): Promise<void> {
  const { municipalityId, importId, signal } = job;
  const scope = { municipalityId, actorId: 'job:imports' };
  const run = await begin(deps, scope, importId);
  if (run === undefined) return;
  const judge = createRowJudge(run);
  const counts = {
    rowCount: 0,
    newCount: 0,
    changedCount: 0,
    unchangedCount: 0,
    rejectedCount: 0,
    warningCount: 0,
  };
  let [progressDone, faultCount] = [0, 0];
  try {
    if (await deps.fileScanner?.isMalicious(bytesOf(deps.db, scope, importId))) {
      throw new ImportFaultError('import.file-malicious');
    }
    for await (const lot of readImportFile(deps, scope, run)) {
      signal.throwIfAborted();
      const isStill = await inTenant(deps.db, scope, async (tx) => {
        const now = await lockImportRun(tx, municipalityId, importId);
        if (now?.state !== 'received' || now.progressDone !== progressDone) return false;
        const rows = await judge.judge({ tx, municipalityId, ids: deps.ids, lock: false }, lot);
        const number = findIdentityNumber(rows);
        if (number !== undefined) throw new IdentityNumberFound(number);
        const found = toStored(rows);
        faultCount += found.faults.length;
        if (faultCount > MOST_FAULTS) throw new ImportFaultError('import.too-many-faults');
        await insertImportRows(tx, municipalityId, importId, found);
        count(counts, rows);
        progressDone = lot.at(-1)?.number ?? progressDone;
        await updateImportRun(tx, municipalityId, importId, { ...counts, progressDone });
        return true;
      });
      if (!isStill) return;
    }
    await finish(deps, job, counts);
  } catch (error) {
    if (!(error instanceof ImportFaultError)) throw error;
    await failImport(deps, {
      ...job,
      failureCode: error.code,
      ...(error instanceof IdentityNumberFound ? { at: error.at } : {}),
    });
  }
}

/** An identity number stands in a cell: nothing more of the file is read, and its bytes are destroyed. */
class IdentityNumberFound extends ImportFaultError {
  readonly at: { readonly row: number; readonly column: string | null };

  constructor(at: IdentityNumberFound['at']) {
    super('import.identity-number');
    this.at = at;
  }
}

async function begin(
  { db }: ImportJobDeps,
  scope: TenantScope,
  importId: string,
): Promise<(ImportRunRow & { readonly isUtf8: boolean }) | undefined> {
  return await inTenant(db, scope, async (tx) => {
    const run = await lockImportRun(tx, scope.municipalityId, importId);
    if (run?.state !== 'received') return undefined;
    await deleteImportRows(tx, scope.municipalityId, importId);
    await updateImportRun(tx, scope.municipalityId, importId, { ...NOTHING_COUNTED, progressDone: 0 });
    return run;
  });
}

const NOTHING_COUNTED: ImportCounts = {
  rowCount: 0,
  newCount: 0,
  changedCount: 0,
  unchangedCount: 0,
  rejectedCount: 0,
  warningCount: 0,
};

function toStored(judged: readonly JudgedRow[]): {
  readonly rows: readonly ImportRowRow[];
  readonly faults: readonly ImportFaultRow[];
} {
  const rows = judged.flatMap(({ number, label, decision, objectId, version }): readonly ImportRowRow[] =>
    decision.kind === 'unchanged'
      ? []
      : [
          {
            rowNumber: number,
            outcome: decision.kind,
            label: label.slice(0, 120),
            objectId,
            objectVersion: version,
            changedColumns: decision.kind === 'changed' ? decision.columns : [],
          },
        ],
  );
  const faults = judged.flatMap(({ number, decision }) =>
    decision.faults.map((fault, index) => ({ ...fault, rowNumber: number, faultNumber: index + 1 })),
  );
  return { rows, faults };
}

function count(counts: { -readonly [Name in keyof ImportCounts]: number }, rows: readonly JudgedRow[]): void {
  for (const { decision } of rows) {
    counts.rowCount += 1;
    counts[`${decision.kind}Count`] += 1;
    counts.warningCount += decision.faults.filter(({ severity }) => severity === 'warn').length;
  }
}

async function finish(deps: ImportJobDeps, job: ImportJob, counts: ImportCounts): Promise<void> {
  const { municipalityId, importId } = job;
  await inTenant(deps.db, { municipalityId, actorId: 'job:imports' }, async (tx) => {
    const run = await lockImportRun(tx, municipalityId, importId);
    if (run?.state !== 'received') return;
    const hasSomething = counts.newCount + counts.changedCount > 0;
    const state = nextImportState(run.state, hasSomething ? 'check' : 'find-nothing');
    await updateImportRun(tx, municipalityId, importId, { ...counts, state, isFinished: !hasSomething });
    if (!hasSomething) await deleteImportFile(tx, municipalityId, importId);
    await appendAuditEvent(tx, importJobActor(job), {
      action: 'import.checked',
      objectKind: 'import',
      objectId: importId,
      after: { state, ...counts },
    });
  });
}

/** Ends an import that cannot go on, and destroys its bytes; what is over stays as it is. */
export async function failImport(
  deps: Pick<ImportJobDeps, 'db'>,
  job: Omit<ImportJob, 'signal'> & {
    readonly failureCode: string;
    /** The cell for which it ends, alone of all faults. */
    readonly at?: { readonly row: number; readonly column: string | null };
  },
): Promise<void> {
  const { municipalityId, importId, failureCode, at } = job;
  await inTenant(deps.db, { municipalityId, actorId: 'job:imports' }, async (tx: Tx) => {
    const run = await lockImportRun(tx, municipalityId, importId);
    if (run?.state !== 'received' && run?.state !== 'approved') return;
    const state = nextImportState(run.state, 'fail');
    await deleteImportFile(tx, municipalityId, importId);
    if (at !== undefined) {
      await deleteImportRows(tx, municipalityId, importId);
      const fault = { rowNumber: at.row, faultNumber: 1, column: at.column } as const;
      const faults = [{ ...fault, code: 'identity-number', severity: 'reject' }] as const;
      await insertImportRows(tx, municipalityId, importId, { rows: [], faults });
      await updateImportRun(tx, municipalityId, importId, NOTHING_COUNTED);
    }
    await updateImportRun(tx, municipalityId, importId, { state, failureCode, isFinished: true });
    await appendAuditEvent(tx, importJobActor(job), {
      action: 'import.failed',
      objectKind: 'import',
      objectId: importId,
      after: { state, failureCode },
    });
  });
}
