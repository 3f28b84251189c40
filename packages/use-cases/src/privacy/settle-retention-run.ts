import {
  appendOutbox,
  listRetentionFigures,
  listRetentionItems,
  lockRetentionRun,
  moveRetentionRun,
  type RetentionRunRow,
  type Tx,
} from '@boligtrapp/database';
import {
  RETENTION_RUN_TRANSITIONS,
  type RetentionRunAction,
  type RetentionRunState,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { hashItems } from './plan-retention.ts';
import type { RetentionDeps } from './retention-rules.ts';

/** What somebody says of a plan. */
export interface SettleRetentionRun {
  readonly runId: string;
  readonly version: number;
  readonly action: 'approve' | 'reject';
  /** Hash of the items that were read; the approval is of these. */
  readonly itemsHash: string;
}

/** The run after that. */
export interface SettledRetentionRun {
  readonly id: string;
  readonly state: RetentionRunState;
  readonly version: number;
}

/**
 * Approves a plan, which a worker then carries out, or rejects it. Whoever asked for the plan, or set a figure by which
 * something of it is due, cannot approve it: two people stand behind whatever is destroyed.
 *
 * @throws {NotFoundError} `retention-run.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`; `retention-run.items-changed`
 * @throws {RuleRefusedError} `retention-run.same-person`
 */
export async function settleRetentionRun(
  deps: RetentionDeps,
  actor: Actor,
  command: SettleRetentionRun,
  request: IdempotencyRequest,
): Promise<SettledRetentionRun> {
  authorise(actor, 'retention.approve');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const run = await lockRetentionRun(tx, municipalityId, command.runId);
    if (run === undefined) throw new NotFoundError('retention-run.not-found');
    if (run.version !== command.version) throw new StaleVersionError();
    const state = transition<RetentionRunState, RetentionRunAction>(
      RETENTION_RUN_TRANSITIONS,
      run.state,
      command.action,
    );
    await assertSecondPerson(tx, actor, run, command);
    const version = await moveRetentionRun(tx, municipalityId, run.id, { state, settledBy: actor.id });
    if (state === 'approved') await enqueueRun(tx, deps, { municipalityId, runId: run.id });
    await appendAuditEvent(tx, actor, {
      action: `retention-run.${state}`,
      objectKind: 'retention-run',
      objectId: run.id,
      before: { state: run.state },
      after: { state, itemsHash: run.itemsHash },
    });
    return { id: run.id, state, version };
  });
}

async function assertSecondPerson(
  tx: Tx,
  actor: Actor,
  run: RetentionRunRow,
  command: SettleRetentionRun,
): Promise<void> {
  if (run.requestedBy === actor.id) throw new RuleRefusedError('retention-run.same-person');
  if (command.action === 'reject') return;
  const items = await listRetentionItems(tx, actor.municipalityId, run.id);
  if (command.itemsHash !== run.itemsHash || hashItems(items) !== run.itemsHash) {
    throw new ConflictError('retention-run.items-changed');
  }
  if (run.kind !== 'due') return;
  const rules = new Set(items.map(({ rule }) => rule));
  const figures = await listRetentionFigures(tx, actor.municipalityId);
  if (figures.some(({ rule, setBy }) => rules.has(rule) && setBy === actor.id)) {
    throw new RuleRefusedError('retention-run.same-person');
  }
}

async function enqueueRun(
  tx: Tx,
  deps: RetentionDeps,
  run: { readonly municipalityId: string; readonly runId: string },
): Promise<void> {
  await appendOutbox(tx, run.municipalityId, {
    id: deps.ids.next(),
    queue: 'privacy',
    kind: 'carry-out-retention',
    payload: { municipalityId: run.municipalityId, runId: run.runId },
  });
}
