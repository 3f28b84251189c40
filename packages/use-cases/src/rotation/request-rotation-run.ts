import {
  appendOutbox,
  type Db,
  ensureRotationRun,
  type RotationRunRow,
  type Tx,
  touchRotationRequest,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What {@link requestRotationRun} works with. */
export interface RequestRotationRunDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * Asks for the rotation run of a date; a worker makes it. The run of a date is one: asking again runs it again.
 *
 * @throws {RuleRefusedError} `rotation-run.date-in-the-future`: what will be known then is not known yet.
 */
export async function requestRotationRun(
  deps: RequestRotationRunDeps,
  actor: Actor,
  command: { readonly runOn: PlainDateString },
  request: IdempotencyRequest,
): Promise<RotationRunRow> {
  authorise(actor, 'rotation.write');
  if (command.runOn > deps.clock.today()) {
    throw new RuleRefusedError('rotation-run.date-in-the-future', { field: 'runOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => {
    const run = await enqueueRotationRun(tx, deps.ids, {
      municipalityId: actor.municipalityId,
      runOn: command.runOn,
      requestedBy: actor.id,
    });
    const requestedAt = await touchRotationRequest(tx, run.id);
    await appendAuditEvent(tx, actor, {
      action: 'rotation-run.requested',
      objectKind: 'rotation-run',
      objectId: run.id,
      after: { runOn: command.runOn },
    });
    return { ...run, requestedAt };
  });
}

/** Makes the run's row where there is none, and the job that carries it out. */
export async function enqueueRotationRun(
  tx: Tx,
  ids: IdSource,
  run: { readonly municipalityId: string; readonly runOn: PlainDateString; readonly requestedBy: string },
): Promise<RotationRunRow> {
  const row = await ensureRotationRun(tx, { ...run, id: ids.next() });
  await appendOutbox(tx, run.municipalityId, {
    id: ids.next(),
    queue: 'rotation',
    kind: 'run-rotation',
    payload: { municipalityId: run.municipalityId, runDate: run.runOn },
  });
  return row;
}
