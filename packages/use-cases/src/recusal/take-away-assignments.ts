import {
  appendApplicationAssignment,
  assignFollowUp,
  listRecusals,
  listSuperiors,
  lockApplicationsAssignedTo,
  lockAssignedFollowUps,
  lockReviewsAssignedTo,
  type Tx,
  updateReview,
} from '@boligtrapp/database';
import { barredFrom, type RecusalGround } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';

/** Something that was assigned to somebody who may not have it any more. */
export interface TakenAway {
  readonly objectKind: 'review' | 'follow-up' | 'housing-application';
  readonly objectId: string;
  readonly assignedTo: string;
}

/**
 * Takes from a member what was assigned to them of a household from whose case they are recused now: open applications,
 * reviews that are not decided, and visits that are due. It is assigned to nobody then, and found among what nobody has. Visits are taken
 * from direct subordinates, too, who may prepare the case but not judge it. The caller has stored the recusal.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function takeAwayAssignments(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  recusal: { readonly householdId: string; readonly member: string; readonly ground: RecusalGround },
): Promise<readonly TakenAway[]> {
  const { municipalityId } = actor;
  const { householdId, member } = recusal;
  const taken: TakenAway[] = [];
  if (recusal.ground !== 'superior-recused') {
    taken.push(...(await takeApplications(tx, deps, actor, { householdId, member })));
    for (const { id } of await lockReviewsAssignedTo(tx, municipalityId, { householdId, member })) {
      await updateReview(tx, municipalityId, id, { assignedTo: null });
      taken.push({ objectKind: 'review', objectId: id, assignedTo: member });
    }
  }
  const isBarred = barredFrom(await listRecusals(tx, [householdId]), await listSuperiors(tx));
  for (const { id, assignedTo } of await lockAssignedFollowUps(tx, municipalityId, householdId)) {
    if (!isBarred(assignedTo, householdId)) continue;
    const assignment = { id: deps.ids.next(), assignedTo: null, assignedBy: actor.id };
    await assignFollowUp(tx, municipalityId, id, assignment);
    taken.push({ objectKind: 'follow-up', objectId: id, assignedTo });
  }
  return taken;
}

async function takeApplications(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  of: { readonly householdId: string; readonly member: string },
): Promise<readonly TakenAway[]> {
  const { municipalityId } = actor;
  const assigned = await lockApplicationsAssignedTo(tx, municipalityId, of);
  for (const { id, assignmentNumber } of assigned) {
    await appendApplicationAssignment(tx, municipalityId, {
      id: deps.ids.next(),
      applicationId: id,
      assignedTo: null,
      assignmentNumber: assignmentNumber + 1,
      reason: 'recusal',
      assignedBy: actor.id,
    });
  }
  return assigned.map(({ id }) => ({
    objectKind: 'housing-application',
    objectId: id,
    assignedTo: of.member,
  }));
}

/** Notes in the trail what was taken away, and that it was for a recusal. */
export async function appendTakenAway(tx: Tx, actor: Actor, taken: readonly TakenAway[]): Promise<void> {
  for (const { objectKind, objectId, assignedTo } of taken) {
    await appendAuditEvent(tx, actor, {
      action: `${objectKind}.assigned`,
      objectKind,
      objectId,
      before: { assignedTo },
      after: { assignedTo: null, because: 'recusal' },
    });
  }
}
