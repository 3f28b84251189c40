import {
  type Db,
  type EntitlementRow,
  findApplication,
  inTenant,
  listEntitlements as readEntitlements,
} from '@boligtrapp/database';
import { decisionBasisOf, decisionsInForce } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** A decision with what follows from its track and from those after it. */
export interface EntitlementView extends EntitlementRow {
  readonly isAppealBodyVerified: boolean;
  /** Whether no other decision corrects it. */
  readonly isInForce: boolean;
}

/** The decisions on an application in their order; the reading is logged. @throws {NotFoundError} `housing-application.not-found` */
export async function listEntitlements(
  deps: { readonly db: Db; readonly ids: IdSource },
  actor: Actor,
  applicationId: string,
): Promise<readonly EntitlementView[]> {
  authorise(actor, 'applications.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const application = await findApplication(tx, municipalityId, applicationId);
    if (application === undefined) throw new NotFoundError('housing-application.not-found');
    const { householdId } = application;
    await assertVisible(tx, actor, householdId, 'housing-application.not-found');
    const decisions = await readEntitlements(tx, municipalityId, applicationId);
    const inForce = new Set(decisionsInForce(decisions));
    await logAccess(tx, deps, actor, { operation: 'list-entitlements', householdIds: [householdId] });
    return decisions.map((decision) => ({
      ...decision,
      isAppealBodyVerified: decisionBasisOf(decision.decisionTrack).isAppealBodyVerified,
      isInForce: inForce.has(decision),
    }));
  });
}
