import {
  appendOutbox,
  type CaseBlockRow,
  closeCaseBlock,
  countCaseBlocks,
  insertErasures,
  inTenant,
  liftCases,
  lockCaseBlock,
  listCaseBlocks as readBlocks,
  requestLift,
} from '@boligtrapp/database';
import { CASE_BLOCK_TRANSITIONS, type CaseBlockAction, type CaseBlockState } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import type { CarryOutDeps } from './carry-out-retention.ts';
import { erasureInstant, sealErasure } from './erasure-ledger.ts';
import type { RetentionDeps } from './retention-rules.ts';

/** A page of blocked cases, by ids. */
export interface CaseBlockPage {
  readonly items: readonly CaseBlockRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Blocked cases from the newest, by ids and dates; cases that do not exist for the actor are left out. Logged. */
export async function listCaseBlocks(
  deps: Pick<RetentionDeps, 'db' | 'ids'>,
  actor: Actor,
  { afterId, limit }: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<CaseBlockPage> {
  authorise(actor, 'archive.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = [...(await hiddenHouseholds(tx, actor))];
    const rows = await readBlocks(tx, municipalityId, hidden, { afterId, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const householdIds = items.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-case-blocks', householdIds });
    const totalCount = await countCaseBlocks(tx, municipalityId, hidden);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

/** Why a case is to be seen again. */
export type LiftReason = 'new-application' | 'appeal-or-claim' | 'blocked-in-error';

/** Which block is to be lifted, and why. */
export interface RequestCaseLift {
  readonly householdId: string;
  readonly reasonCode: LiftReason;
  readonly reference: string;
}

/**
 * Asks for a blocked case to be seen again; a worker lifts the block, since the application may not.
 *
 * @throws {NotFoundError} `case-block.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function requestCaseLift(
  deps: RetentionDeps,
  actor: Actor,
  command: RequestCaseLift,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly state: CaseBlockState; readonly version: number }> {
  authorise(actor, 'archive.write');
  const { municipalityId } = actor;
  const { householdId, reasonCode, reference } = command;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const block = await lockCaseBlock(tx, municipalityId, householdId);
    if (block === undefined || (await hiddenHouseholds(tx, actor)).has(householdId)) {
      throw new NotFoundError('case-block.not-found');
    }
    const state = transition<CaseBlockState, CaseBlockAction>(
      CASE_BLOCK_TRANSITIONS,
      block.state,
      'ask-to-lift',
    );
    const lift = { state, requestedBy: actor.id, reasonCode, reference };
    const version = await requestLift(tx, municipalityId, block.id, lift);
    await appendOutbox(tx, municipalityId, {
      id: deps.ids.next(),
      queue: 'privacy',
      kind: 'lift-case-block',
      payload: { municipalityId, householdId },
    });
    await appendAuditEvent(tx, actor, {
      action: 'case-block.lift-requested',
      objectKind: 'household',
      objectId: householdId,
      before: { state: block.state },
      after: { state },
      reason: reasonCode,
    });
    return { id: block.id, state, version };
  });
}

const JOB = 'job:lift-case-block';

/** Lifts a block that somebody asked to lift; does nothing where nobody did, or it is lifted already. */
export async function liftCaseBlock(
  deps: CarryOutDeps,
  { municipalityId, householdId, requestId }: LiftCaseBlock,
): Promise<void> {
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  await inTenant(deps.retentionDb, { municipalityId, actorId: JOB }, async (tx) => {
    const block = await lockCaseBlock(tx, municipalityId, householdId);
    if (block?.state !== 'lift-requested') return;
    const state = transition<CaseBlockState, CaseBlockAction>(CASE_BLOCK_TRANSITIONS, block.state, 'lift');
    const rowCount = await liftCases(tx, municipalityId, [householdId]);
    await closeCaseBlock(tx, municipalityId, block.id, state);
    const entry = {
      municipalityId,
      id: deps.ids.next(),
      action: 'lifted',
      rule: 'closed-case',
      subjectId: householdId,
      tableName: 'households',
      rowId: householdId,
      runId: block.id,
      recordedAt: erasureInstant(deps.clock.now()),
    } as const;
    await insertErasures(tx, [sealErasure(deps.sealer, entry)]);
    await appendAuditEvent(tx, actor, {
      action: 'case-block.lifted',
      objectKind: 'household',
      objectId: householdId,
      before: { state: block.state },
      after: { state, rowCount },
    });
  });
  await deps.onCarriedOut?.(municipalityId);
}

/** The case whose block is to be lifted. */
export interface LiftCaseBlock {
  readonly municipalityId: string;
  readonly householdId: string;
  readonly requestId: string;
}
