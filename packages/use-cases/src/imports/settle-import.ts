import {
  appendOutbox,
  deleteAbandonedFiles,
  deleteImportFile,
  type ImportRunRow,
  inTenant,
  listWaitingImports,
  lockImportRun,
  type Tx,
  updateImportRun,
} from '@boligtrapp/database';
import { IMPORT_KEPT_DAYS } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { type ImportJobDeps, importJobActor, nextImportState } from './check-import.ts';
import { authoriseImport, readableSubjects } from './import-permissions.ts';
import type { ImportDeps } from './receive-import.ts';

/** What is decided about an import. */
export interface SettleImport {
  readonly importId: string;
  /** The version that the actor has read. */
  readonly version: number;
}

/** The approval of an import. */
export interface ApproveImport extends SettleImport {
  /** Whether the good rows are to be stored although others are rejected. */
  readonly acceptsPartial: boolean;
}

/** An import after a decision. */
export type SettledImport = Pick<ImportRunRow, 'id' | 'state' | 'version'>;

/**
 * Has the good rows of a checked file stored, by a worker.
 *
 * @throws {NotFoundError} `import.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `import.rows-rejected` where rows are rejected and a part is not
 * accepted.
 */
export async function approveImport(
  deps: ImportDeps,
  actor: Actor,
  command: ApproveImport,
  request: IdempotencyRequest,
): Promise<SettledImport> {
  return await runOnce(deps.db, actor, request, async (tx) => {
    const run = await loadForDecision(tx, actor, command);
    const state = nextImportState(run.state, 'approve');
    if (run.rejectedCount > 0 && !command.acceptsPartial) {
      throw new ConflictError('import.rows-rejected', {
        field: 'acceptsPartial',
        facts: { rejectedCount: run.rejectedCount },
      });
    }
    const { municipalityId } = actor;
    const { importId } = command;
    const change = { state, progressDone: 0, decidedBy: actor.id, isDecided: true } as const;
    await updateImportRun(tx, municipalityId, importId, change);
    await appendOutbox(tx, municipalityId, {
      id: deps.ids.next(),
      queue: 'imports',
      kind: 'apply-import',
      payload: { municipalityId, importId },
    });
    const { newCount, changedCount, rejectedCount, contentHash } = run;
    await appendAuditEvent(tx, actor, {
      action: 'import.approved',
      objectKind: 'import',
      objectId: importId,
      after: { contentHash, newCount, changedCount, rejectedCount },
    });
    return { id: importId, state, version: run.version + 1 };
  });
}

/**
 * Refuses an import that is not approved, checked or not; its bytes are destroyed.
 *
 * @throws {NotFoundError} `import.not-found` @throws {StaleVersionError} @throws {ConflictError} `record.transition-refused`
 */
export async function refuseImport(
  deps: ImportDeps,
  actor: Actor,
  command: SettleImport,
  request: IdempotencyRequest,
): Promise<SettledImport> {
  return await runOnce(deps.db, actor, request, async (tx) => {
    const run = await loadForDecision(tx, actor, command);
    const state = nextImportState(run.state, 'refuse');
    const { municipalityId } = actor;
    const { importId } = command;
    const change = { state, decidedBy: actor.id, isDecided: true, isFinished: true } as const;
    await updateImportRun(tx, municipalityId, importId, change);
    await deleteImportFile(tx, municipalityId, importId);
    await appendAuditEvent(tx, actor, {
      action: 'import.refused',
      objectKind: 'import',
      objectId: importId,
      before: { state: run.state },
    });
    return { id: importId, state, version: run.version + 1 };
  });
}

async function loadForDecision(
  tx: Tx,
  actor: Actor,
  { importId, version }: SettleImport,
): Promise<ImportRunRow> {
  const run = await lockImportRun(tx, actor.municipalityId, importId);
  if (run === undefined || !readableSubjects(actor).includes(run.subject)) {
    throw new NotFoundError('import.not-found');
  }
  authoriseImport(actor, 'imports.approve');
  if (run.version !== version) throw new StaleVersionError();
  return run;
}

/** Ends the imports of one municipality that nobody has decided on in time, and destroys bytes that wait for nothing. */
export async function expireImports(
  deps: Pick<ImportJobDeps, 'db'> & { readonly clock: Clock },
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
): Promise<void> {
  const before = daysBefore(deps.clock.now(), IMPORT_KEPT_DAYS);
  await inTenant(deps.db, { municipalityId, actorId: 'job:imports' }, async (tx) => {
    await deleteAbandonedFiles(tx, municipalityId, daysBefore(deps.clock.now(), 1));
    for (const importId of await listWaitingImports(tx, municipalityId, before)) {
      const run = await lockImportRun(tx, municipalityId, importId);
      if (run?.state !== 'received' && run?.state !== 'checked') continue;
      const state = nextImportState(run.state, 'expire');
      await updateImportRun(tx, municipalityId, importId, { state, isFinished: true });
      await deleteImportFile(tx, municipalityId, importId);
      await appendAuditEvent(tx, importJobActor({ municipalityId, requestId }), {
        action: 'import.expired',
        objectKind: 'import',
        objectId: importId,
      });
    }
  });
}

function daysBefore(instant: string, days: number): string {
  return Temporal.Instant.from(instant)
    .subtract({ hours: 24 * days })
    .toString();
}
