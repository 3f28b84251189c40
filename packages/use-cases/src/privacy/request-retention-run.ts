import {
  findOpenPlan,
  findSubjectHousehold,
  insertRetentionRun,
  listDueSubjects,
  listRetentionFigures,
  listRowsOfSubjects,
  lockRetentionRun,
  moveRetentionRun,
  type Tx,
} from '@boligtrapp/database';
import {
  RETENTION_RULES,
  RETENTION_RUN_TRANSITIONS,
  type RetentionRuleCode,
  type RetentionRunAction,
  type RetentionRunState,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import { collectDueItems, hashItems, type PlannedItem } from './plan-retention.ts';
import type { RetentionDeps } from './retention-rules.ts';

/** Why a draft is to be erased before its time. */
export type ErasureReason = 'person-asked' | 'registered-in-error' | 'supervisory-authority';

/** What is to be planned: all whose time is over, or one draft that somebody asks to have erased. */
export type RequestRetentionRun =
  | { readonly kind: 'due' }
  | {
      readonly kind: 'on-request';
      /** A rule that destroys: it says what kind of draft it is. */
      readonly rule: RetentionRuleCode;
      readonly subjectId: string;
      readonly reasonCode: ErasureReason;
      readonly reference: string;
    };

/** A plan that waits for approval. */
export interface PlannedRetentionRun {
  readonly id: string;
  readonly version: number;
  readonly itemCount: number;
  readonly itemsHash: string;
}

/**
 * Plans what is to be destroyed, and destroys nothing: somebody else approves it. A plan of what is due takes the place
 * of the one before.
 *
 * @throws {ConflictError} `retention-run.nothing-due` @throws {NotFoundError} `household.not-found`
 * @throws {RuleRefusedError} `retention-run.kept-for-archive`: it is no draft, but part of a case.
 * @law LOV-2025-06-20-96 § 13
 */
export async function requestRetentionRun(
  deps: RetentionDeps,
  actor: Actor,
  command: RequestRetentionRun,
  request: IdempotencyRequest,
): Promise<PlannedRetentionRun> {
  authorise(actor, 'retention.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { municipalityId } = actor;
    const items =
      command.kind === 'due' ? await planDue(tx, deps, actor) : await planOnRequest(tx, deps, actor, command);
    const [id, itemsHash] = [deps.ids.next(), hashItems(items)];
    const { kind } = command;
    await insertRetentionRun(tx, municipalityId, {
      id,
      kind,
      runOn: deps.clock.today(),
      state: 'planned',
      requestedBy: actor.id,
      request:
        command.kind === 'due' ? null : { reasonCode: command.reasonCode, reference: command.reference },
      itemsHash,
      items,
    });
    await appendAuditEvent(tx, actor, {
      action: 'retention-run.planned',
      objectKind: 'retention-run',
      objectId: id,
      after: { kind, itemCount: items.length, itemsHash },
      ...(command.kind === 'due' ? {} : { reason: command.reasonCode }),
    });
    return { id, version: 1, itemCount: items.length, itemsHash };
  });
}

async function planDue(tx: Tx, deps: RetentionDeps, actor: Actor): Promise<readonly PlannedItem[]> {
  const { municipalityId } = actor;
  const figures = await listRetentionFigures(tx, municipalityId);
  const items = await collectDueItems(tx, municipalityId, figures, deps.clock.today());
  if (items.length === 0) throw new ConflictError('retention-run.nothing-due');
  await replaceOpenPlan(tx, municipalityId);
  return items;
}

/** Puts the plan that waits aside, where there is one. */
export async function replaceOpenPlan(tx: Tx, municipalityId: string): Promise<void> {
  const open = await findOpenPlan(tx, municipalityId);
  const locked = open && (await lockRetentionRun(tx, municipalityId, open.id));
  if (locked?.state !== 'planned') return;
  const state = transition<RetentionRunState, RetentionRunAction>(
    RETENTION_RUN_TRANSITIONS,
    locked.state,
    'replace',
  );
  await moveRetentionRun(tx, municipalityId, locked.id, { state });
}

async function planOnRequest(
  tx: Tx,
  deps: RetentionDeps,
  actor: Actor,
  { rule, subjectId }: RequestRetentionRun & { readonly kind: 'on-request' },
): Promise<readonly PlannedItem[]> {
  const { municipalityId } = actor;
  const householdId = await findSubjectHousehold(tx, municipalityId, rule, subjectId);
  if (householdId === undefined || (await hiddenHouseholds(tx, actor)).has(householdId)) {
    throw new NotFoundError('household.not-found');
  }
  const query = { rule, lastEventOn: null, today: deps.clock.today(), among: [subjectId], limit: 1 };
  const isDraft =
    RETENTION_RULES[rule].effect === 'destroy' &&
    (await listDueSubjects(tx, municipalityId, query)).length === 1;
  if (!isDraft) {
    throw new RuleRefusedError('retention-run.kept-for-archive', { lawRefs: ['LOV-2025-06-20-96 § 13'] });
  }
  await logAccess(tx, deps, actor, { operation: 'request-retention-run', householdIds: [householdId] });
  const rows = await listRowsOfSubjects(tx, municipalityId, rule, [subjectId]);
  return rows.map((row) => ({ ...row, rule }));
}
