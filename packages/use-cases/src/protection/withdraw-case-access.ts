import {
  endCaseAccess,
  isAttended,
  listCaseAccess,
  lockCaseAccess,
  lockRecusals,
} from '@boligtrapp/database';
import { CASE_ACCESS_TRANSITIONS, type CaseAccessState } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';
import { transition } from '../states/transition.ts';
import type { CaseAccessDeps } from './grant-case-access.ts';

/** A grant that is to hold no more. */
export interface WithdrawCaseAccess {
  readonly grantId: string;
  readonly reason: string;
}

/** The grant after it was withdrawn. */
export interface WithdrawnCaseAccess {
  readonly id: string;
  readonly state: CaseAccessState;
}

/**
 * Withdraws a grant; from the next request on the case does not exist for that person, who loses the work on it. The
 * last one who is named and can look after it stays: somebody must know of the case.
 *
 * @throws {NotFoundError} `case-access.not-found`, also where the case does not exist for the actor.
 * @throws {ConflictError} `record.transition-refused`, `case-access.last-named`
 */
export async function withdrawCaseAccess(
  deps: Pick<CaseAccessDeps, 'db' | 'ids'>,
  actor: Actor,
  { grantId, reason }: WithdrawCaseAccess,
  request: IdempotencyRequest,
): Promise<WithdrawnCaseAccess> {
  authorise(actor, 'case-access.write');
  const { municipalityId } = actor;
  // Whoever withdraws themselves does not see the case afterwards.
  const retried = { ...request, isAnsweredWhereHidden: true };
  return await runOnce(deps.db, actor, retried, async (tx) => {
    await lockRecusals(tx, municipalityId, 'exclusive');
    const grant = await lockCaseAccess(tx, municipalityId, grantId);
    if (grant === undefined || (await hiddenHouseholds(tx, actor)).has(grant.householdId)) {
      throw new NotFoundError('case-access.not-found');
    }
    const { householdId, member } = grant;
    const state = transition<CaseAccessState, 'withdraw'>(CASE_ACCESS_TRANSITIONS, grant.state, 'withdraw');
    // Two who withdraw each other at once wait for each other, so that one of them stays.
    const all = await listCaseAccess(tx, municipalityId, householdId);
    const isByOther = all.some((row) => row.isInForce && row.id !== grantId && row.member === actor.id);
    if (!isByOther && !(await isAttended(tx, municipalityId, householdId, { grantId }))) {
      throw new ConflictError('case-access.last-named');
    }
    await endCaseAccess(tx, municipalityId, grantId, { state, by: actor.id, because: reason });
    await takeFromUnnamed(tx, deps, actor, [householdId]);
    await appendAuditEvent(tx, actor, {
      action: 'case-access.withdrawn',
      objectKind: 'case-access',
      objectId: grantId,
      before: { householdId, member },
      after: { state },
      reason,
    });
    return { id: grantId, state };
  });
}
