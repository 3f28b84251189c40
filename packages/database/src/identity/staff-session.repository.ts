import type { LastWord, StaffSessionState } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import {
  type NewStaffSession,
  SESSION_COLUMNS,
  type SessionEndReason,
  type StaffSessionRow,
} from './staff-session.rows.ts';

/** Adds a session; it begins used when it was signed in to, and confirmed when the provider was asked. */
export async function insertStaffSession(
  tx: Tx,
  municipalityId: string,
  session: NewStaffSession,
): Promise<void> {
  await tx
    .insertInto('staff_sessions')
    .values({
      municipality_id: municipalityId,
      id: session.id,
      token_hash: Buffer.from(session.tokenHash),
      actor: session.actor,
      role: session.role,
      issuer: session.issuer,
      issuer_subject: session.issuerSubject,
      issuer_session: session.issuerSession,
      sealed_refresh_token: Buffer.from(session.sealedRefreshToken),
      signed_in_at: session.signedInAt,
      used_at: session.signedInAt,
      confirmed_at: session.confirmedAt,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** A session, its row locked until the transaction ends, or undefined. */
export async function lockStaffSession(tx: Tx, sessionId: string): Promise<StaffSessionRow | undefined> {
  return await sessions(tx).where('id', '=', sessionId).forNoKeyUpdate().executeTakeFirst();
}

/** The active sessions of a user, by id, their rows locked until the transaction ends. */
export async function lockSessionsOf(tx: Tx, actor: string): Promise<readonly StaffSessionRow[]> {
  return await sessions(tx)
    .where('actor', '=', actor)
    .where('state', '=', 'active')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Stores that a session has ended, and forgets its refresh token. */
export async function markSessionEnded(
  tx: Tx,
  sessionId: string,
  end: {
    readonly state: StaffSessionState;
    readonly endedAt: string;
    readonly endedBy: string;
    readonly reason: SessionEndReason;
  },
): Promise<void> {
  await tx
    .updateTable('staff_sessions')
    .set({
      state: end.state,
      ended_at: end.endedAt,
      ended_by: end.endedBy,
      end_reason: end.reason,
      sealed_refresh_token: null,
      confirming_at: null,
    })
    .where('id', '=', sessionId)
    .execute();
}

/** What identity providers said of a user last, as far back as sessions are kept. */
export async function readLastWord(tx: Tx, actor: string): Promise<LastWord> {
  const own = tx.selectFrom('staff_sessions').where('actor', '=', actor);
  const confirmed = await own
    .select(['role', 'confirmed_at as at'])
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const refused = await own
    .where('end_reason', 'in', ['revoked', 'rights-changed'] satisfies SessionEndReason[])
    .select('ended_at as at')
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { confirmed, refusedAt: refused?.at ?? undefined };
}

/** Sessions that are active at an instant, the newest first, after `afterId` (exclusive). */
export async function listActiveSessions(
  tx: Tx,
  page: { readonly now: string; readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly StaffSessionRow[]> {
  let query = sessions(tx)
    .where('state', '=', 'active')
    .where('expires_at', '>', page.now)
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** The sessions of a user that are active at an instant, the newest first. */
export async function listSessionsOf(
  tx: Tx,
  { actor, now }: { readonly actor: string; readonly now: string },
): Promise<readonly StaffSessionRow[]> {
  return await sessions(tx)
    .where('actor', '=', actor)
    .where('state', '=', 'active')
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute();
}

/** How many sessions of the municipality are active. */
export async function countActiveSessions(tx: Tx, now: string): Promise<number> {
  const { count } = await tx
    .selectFrom('staff_sessions')
    .where('state', '=', 'active')
    .where('expires_at', '>', now)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function sessions(tx: Tx) {
  return tx
    .selectFrom('staff_sessions')
    .select((eb) => [...SESSION_COLUMNS, eb.ref('state').$castTo<StaffSessionState>().as('state')]);
}
