import { listRecusals, listSuperiors, assignFollowUp as store, type Tx } from '@boligtrapp/database';
import { barredFrom, FOLLOW_UP_TRANSITIONS } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import { type FollowUpCommand, type FollowUpDeps, findForChange } from './find-for-change.ts';

/** Who is to do a follow-up. */
export interface AssignFollowUp extends FollowUpCommand {
  /** A user; null gives it back to those that nobody is to do. */
  readonly assignedTo: string | null;
}

/** The follow-up as it is assigned. */
export interface AssignedFollowUp {
  readonly id: string;
  readonly assignedTo: string | null;
  readonly version: number;
}

/**
 * Says who is to do a follow-up that is due; earlier assignments stay in its history. Nobody is to visit a household
 * whose case does not exist for them.
 *
 * @throws {NotFoundError} `follow-up.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` when it is not due any more.
 * @throws {RuleRefusedError} `follow-up.assignee-recused`
 */
export async function assignFollowUp(
  deps: FollowUpDeps,
  actor: Actor,
  command: AssignFollowUp,
  request: IdempotencyRequest,
): Promise<AssignedFollowUp> {
  authorise(actor, 'follow-ups.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { assignedTo } = command;
    await heedRecusals(tx, actor);
    const followUp = await findForChange(tx, actor, command);
    const { id } = followUp;
    // Only what somebody could still complete is assigned.
    transition(FOLLOW_UP_TRANSITIONS, followUp.state, 'complete');
    if (assignedTo !== null) await assertMayVisit(tx, assignedTo, followUp.householdId);
    const version = await store(tx, actor.municipalityId, id, {
      id: deps.ids.next(),
      assignedTo,
      assignedBy: actor.id,
    });
    await appendAuditEvent(tx, actor, {
      action: 'follow-up.assigned',
      objectKind: 'follow-up',
      objectId: id,
      before: { assignedTo: followUp.assignedTo },
      after: { assignedTo },
    });
    return { id, assignedTo, version };
  });
}

/** @law LOV-1967-02-10 § 6 */
async function assertMayVisit(tx: Tx, member: string, householdId: string): Promise<void> {
  const isBarred = barredFrom(await listRecusals(tx, [householdId]), await listSuperiors(tx));
  const isHidden = (await hiddenHouseholds(tx, { id: member })).has(householdId);
  if (!isHidden && !isBarred(member, householdId)) return;
  throw new RuleRefusedError('follow-up.assignee-recused', {
    field: 'assignedTo',
    lawRefs: ['LOV-1967-02-10 § 6'],
  });
}
