import { type ApplicationRow, type Db, findApplication, inTenant } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What the queries about applications need. */
export interface ReadApplicationsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** The application; the reading is logged. @throws {NotFoundError} `housing-application.not-found` */
export async function getApplication(
  deps: ReadApplicationsDeps,
  actor: Actor,
  applicationId: string,
): Promise<ApplicationRow> {
  authorise(actor, 'applications.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const application = await findApplication(tx, actor.municipalityId, applicationId);
    if (application === undefined) throw new NotFoundError('housing-application.not-found');
    await assertVisible(tx, actor, application.householdId, 'housing-application.not-found');
    await logAccess(tx, deps, actor, {
      operation: 'get-application',
      householdIds: [application.householdId],
    });
    return application;
  });
}
