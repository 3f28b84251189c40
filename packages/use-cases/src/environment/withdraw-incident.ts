import { findIncident, type IncidentWithdrawal, withdrawIncident as store } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/**
 * Marks an incident as wrong: it stays, with the reason, and counts no more.
 *
 * @throws {NotFoundError} `incident.not-found` @throws {ConflictError} `incident.withdrawn-already`
 */
export async function withdrawIncident(
  deps: FollowUpDeps,
  actor: Actor,
  command: { readonly incidentId: string; readonly because: IncidentWithdrawal },
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly withdrawnOn: PlainDateString }> {
  authorise(actor, 'follow-ups.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { incidentId, because } = command;
    const hidden = await hiddenHouseholds(tx, actor);
    const incident = await findIncident(tx, municipalityId, incidentId, { hidden, lock: 'for-change' });
    if (incident === undefined) throw new NotFoundError('incident.not-found');
    if (incident.withdrawnOn !== null) throw new ConflictError('incident.withdrawn-already');
    const withdrawnOn = deps.clock.today();
    const { id } = incident;
    await store(tx, municipalityId, id, { withdrawnOn, withdrawnBy: actor.id, because });
    await appendAuditEvent(tx, actor, {
      action: 'incident.withdrawn',
      objectKind: 'incident',
      objectId: id,
      after: { withdrawnOn, because },
    });
    return { id, withdrawnOn };
  });
}
