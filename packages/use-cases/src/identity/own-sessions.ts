import { inTenant, listSessionsOf, lockStaffSession } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { type EndSessionDeps, endLockedSession } from './end-session.ts';
import { type StaffSessionView, toSessionView } from './manage-sessions.ts';

/** Where the actor is signed in, the newest first: all of it, since nobody has many. */
export async function listOwnSessions(
  { db, clock }: EndSessionDeps,
  actor: Actor,
): Promise<readonly StaffSessionView[]> {
  authorise(actor, 'me.read');
  const now = clock.now();
  return await inTenant(db, tenantOf(actor), async (tx) => {
    return (await listSessionsOf(tx, { actor: actor.id, now })).map(toSessionView);
  });
}

/**
 * Ends one session of the actor, in whatever browser; one that has ended stays as it is.
 *
 * @throws {NotFoundError} `staff-session.not-found`, also for the session of somebody else.
 */
export async function endOwnSession(
  { db, clock }: EndSessionDeps,
  actor: Actor,
  { sessionId }: { readonly sessionId: string },
  request: IdempotencyRequest,
): Promise<{ readonly endedCount: number }> {
  authorise(actor, 'me.write');
  return await runOnce(db, actor, request, async (tx) => {
    const session = await lockStaffSession(tx, sessionId);
    if (session === undefined || session.actor !== actor.id)
      throw new NotFoundError('staff-session.not-found');
    if (session.state !== 'active') return { endedCount: 0 };
    await endLockedSession(tx, clock, session, { actor, reason: 'signed-out' });
    return { endedCount: 1 };
  });
}
