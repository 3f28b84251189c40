import {
  endCaseAccess,
  inTenant,
  listPastCaseAccess,
  lockCaseAccess,
  lockRecusals,
} from '@boligtrapp/database';
import { CASE_ACCESS_TRANSITIONS, type CaseAccessState } from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';
import type { Night, NightlyStep, NightlyStepDeps } from '../rotation/nightly-steps.ts';
import { transition } from '../states/transition.ts';

/**
 * Marks grants past their day as expired, and gives the work of whoever was named back to nobody: the case has not been
 * there for them since that day, so that nobody would do it. A case that has nobody left is found among those that nobody
 * attends. Each grant is a transaction; which day it is, is asked of the database, whatever the date of the night.
 */
export const EXPIRE_CASE_ACCESS: NightlyStep = {
  name: 'case-access',
  run: async (deps, night) => {
    const past = await inTenant(deps.db, night, async (tx) => {
      return await listPastCaseAccess(tx, night.municipalityId);
    });
    for (const grantId of past) await expire(deps, night, grantId);
  },
};

async function expire({ db, ids }: NightlyStepDeps, night: Night, grantId: string): Promise<void> {
  const { municipalityId, actorId } = night;
  await inTenant(db, night, async (tx) => {
    await lockRecusals(tx, municipalityId, 'exclusive');
    const grant = await lockCaseAccess(tx, municipalityId, grantId);
    // Somebody was named anew meanwhile, or withdrawn.
    if (grant === undefined || grant.isInForce || grant.state !== 'in-force') return;
    const { householdId, member, until } = grant;
    const actor: AuditActor = { id: actorId, role: 'job', municipalityId, requestId: ids.next() };
    const state = transition<CaseAccessState, 'expire'>(CASE_ACCESS_TRANSITIONS, grant.state, 'expire');
    await endCaseAccess(tx, municipalityId, grantId, { state, by: actorId, because: null });
    await takeFromUnnamed(tx, { ids }, actor, [householdId]);
    await appendAuditEvent(tx, actor, {
      action: 'case-access.expired',
      objectKind: 'case-access',
      objectId: grantId,
      before: { householdId, member, until },
      after: { state },
    });
  });
}
