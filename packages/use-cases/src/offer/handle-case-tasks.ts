import {
  type CaseTaskKey,
  type CaseTaskRow,
  completeCaseTasks,
  countOpenCaseTasks,
  type Db,
  inTenant,
  listOpenCaseTasks,
  lockOpenCaseTask,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the tasks of case officers work with. */
export interface CaseTaskDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A page; `totalCount` counts the open tasks on all pages. */
export interface CaseTaskPage {
  readonly items: readonly CaseTaskRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The open tasks, the most pressing first. The households whose offers and decisions they are about are logged as read. */
export async function listCaseTasks(
  deps: CaseTaskDeps,
  actor: Actor,
  page: { readonly after?: CaseTaskKey | undefined; readonly limit: number },
): Promise<CaseTaskPage> {
  authorise(actor, 'offers.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const rows = await listOpenCaseTasks(tx, { hidden, after: page.after, limit: page.limit + 1 });
    const shown = rows.slice(0, page.limit);
    const householdIds = shown.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-case-tasks', householdIds });
    const totalCount = await countOpenCaseTasks(tx, { hidden });
    return { items: shown, isLast: rows.length <= page.limit, totalCount };
  });
}

/** Marks a task as done. @throws {NotFoundError} `case-task.not-found`, also when it is done already. */
export async function completeCaseTask(
  deps: CaseTaskDeps,
  actor: Actor,
  taskId: string,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'offers.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const task = await lockOpenCaseTask(tx, taskId, { hidden });
    if (task === undefined) throw new NotFoundError('case-task.not-found');
    await completeCaseTasks(tx, { id: taskId }, actor.id);
    await appendAuditEvent(tx, actor, {
      action: 'case-task.done',
      objectKind: 'case-task',
      objectId: taskId,
      after: { kind: task.kind },
    });
    return { id: taskId };
  });
}
