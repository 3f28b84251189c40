import {
  assignFollowUp,
  listCaseAccess,
  listProtectedHouseholds,
  listRecusals,
  listSuperiors,
  listWithMerged,
  lockAssignedFollowUps,
  lockAssignedReviews,
  lockReviewsAssignedTo,
  type Tx,
  updateReview,
} from '@boligtrapp/database';
import { barredFrom, type RecusalGround } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';

/** Something that was assigned to somebody who may not have it any more. */
export interface TakenAway {
  readonly objectKind: 'review' | 'follow-up';
  readonly objectId: string;
  readonly assignedTo: string;
}

/**
 * Takes from a member what was assigned to them of a household from whose case they are recused now: reviews that are
 * not decided, and visits that are due. It is assigned to nobody then, and found among what nobody has. Visits are taken
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

/**
 * Takes the work on cases with a protected address from everybody who is not named for them: reviews that are not
 * decided, and visits that are due. The case is no longer there for whoever has it, so that nobody would do it; those who
 * are named find it among what nobody has. The caller has stored the grade, or the end of a grant.
 */
export async function takeFromUnnamed(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: AuditActor,
  householdIds: readonly string[],
): Promise<void> {
  const { municipalityId } = actor;
  for (const householdId of await listProtectedHouseholds(tx, await listWithMerged(tx, householdIds))) {
    const grants = await listCaseAccess(tx, municipalityId, householdId);
    const named = new Set(grants.flatMap(({ member, isInForce }) => (isInForce ? [member] : [])));
    const taken: TakenAway[] = [];
    for (const { id, assignedTo } of await lockAssignedReviews(tx, municipalityId, householdId)) {
      if (assignedTo === null || named.has(assignedTo)) continue;
      await updateReview(tx, municipalityId, id, { assignedTo: null });
      taken.push({ objectKind: 'review', objectId: id, assignedTo });
    }
    for (const { id, assignedTo } of await lockAssignedFollowUps(tx, municipalityId, householdId)) {
      if (named.has(assignedTo)) continue;
      const assignment = { id: deps.ids.next(), assignedTo: null, assignedBy: actor.id };
      await assignFollowUp(tx, municipalityId, id, assignment);
      taken.push({ objectKind: 'follow-up', objectId: id, assignedTo });
    }
    await appendTakenAway(tx, actor, taken, 'not-named');
  }
}

/** Notes in the trail what was taken away, and why. */
export async function appendTakenAway(
  tx: Tx,
  actor: AuditActor,
  taken: readonly TakenAway[],
  because: 'recusal' | 'not-named',
): Promise<void> {
  for (const { objectKind, objectId, assignedTo } of taken) {
    await appendAuditEvent(tx, actor, {
      action: `${objectKind}.assigned`,
      objectKind,
      objectId,
      before: { assignedTo },
      after: { assignedTo: null, because },
    });
  }
}
