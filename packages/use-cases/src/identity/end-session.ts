import {
  type Db,
  inTenant,
  lockSessionsOf,
  lockStaffSession,
  markSessionEnded,
  type SessionEndReason,
  type StaffSessionRow,
  type Tx,
} from '@boligtrapp/database';
import {
  STAFF_SESSION_TRANSITIONS,
  type StaffSessionAction,
  type StaffSessionState,
} from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { Clock } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';

/** What ending sessions works with. */
export interface EndSessionDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Who ends a session; a rule or a provider does so as `job`. */
export type SessionEnder = Omit<AuditActor, 'municipalityId'>;

/**
 * Ends a session; one that has ended stays as it is. From its commit on no process lets the session's token in.
 *
 * @returns whether it was active.
 */
export async function endSession(
  deps: EndSessionDeps,
  session: Pick<StaffSessionRow, 'municipalityId' | 'id'>,
  { by, reason }: { readonly by: SessionEnder; readonly reason: SessionEndReason },
): Promise<boolean> {
  const actor: AuditActor = { ...by, municipalityId: session.municipalityId };
  return await inTenant(deps.db, { municipalityId: session.municipalityId, actorId: by.id }, async (tx) => {
    const found = await lockStaffSession(tx, session.id);
    if (found?.state !== 'active') return false;
    await endLockedSession(tx, deps.clock, found, { actor, reason });
    return true;
  });
}

/** Ends every active session of a user in the municipality of `actor`, in its transaction. Returns how many. */
export async function endSessionsOf(
  tx: Tx,
  clock: Clock,
  user: string,
  end: { readonly actor: AuditActor; readonly reason: SessionEndReason },
): Promise<number> {
  const found = await lockSessionsOf(tx, user);
  for (const session of found) await endLockedSession(tx, clock, session, end);
  return found.length;
}

/** Ends an active session whose row the caller has locked, with its trace. */
export async function endLockedSession(
  tx: Tx,
  clock: Clock,
  session: StaffSessionRow,
  { actor, reason }: { readonly actor: AuditActor; readonly reason: SessionEndReason },
): Promise<void> {
  const state = transition<StaffSessionState, StaffSessionAction>(
    STAFF_SESSION_TRANSITIONS,
    session.state,
    'end',
  );
  await markSessionEnded(tx, session.id, { state, endedAt: clock.now(), endedBy: actor.id, reason });
  await appendAuditEvent(tx, actor, {
    action: 'staff-session.ended',
    objectKind: 'staff-session',
    objectId: session.id,
    before: { state: session.state },
    after: { state, user: session.actor },
    reason,
  });
}
