import type { StaffSessionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { SESSION_COLUMNS, type StaffSessionRow } from './staff-session.rows.ts';

// Everything here runs as the role `identity`, outside any municipality: the session says which one it is.

/** The session with this token, whatever its state, or undefined. */
export async function findSessionByToken(
  identityDb: Db,
  tokenHash: Uint8Array,
): Promise<StaffSessionRow | undefined> {
  return await identityDb
    .selectFrom('staff_sessions')
    .select((eb) => [...SESSION_COLUMNS, eb.ref('state').$castTo<StaffSessionState>().as('state')])
    .where('token_hash', '=', Buffer.from(tokenHash))
    .executeTakeFirst();
}

/** Active sessions that began in a session of the identity provider, or else all of its user, until an instant. */
export async function findSessionsOfIssuer(
  identityDb: Db,
  issuer: string,
  of: ({ readonly session: string } | { readonly subject: string }) & { readonly begunUntil: string },
): Promise<readonly Pick<StaffSessionRow, 'municipalityId' | 'id'>[]> {
  const query = identityDb
    .selectFrom('staff_sessions')
    .select(['municipality_id as municipalityId', 'id'])
    .where('state', '=', 'active')
    .where('issuer', '=', issuer)
    .where('signed_in_at', '<=', of.begunUntil);
  const found =
    'session' in of
      ? query.where('issuer_session', '=', of.session)
      : query.where('issuer_subject', '=', of.subject);
  return await found.execute();
}

/** Names one session, and what was known of it. */
export type SeenSession = Pick<StaffSessionRow, 'municipalityId' | 'id' | 'confirmedAt'>;

/**
 * Takes it upon this process to ask the identity provider, unless another has just done so, or does so since less than
 * ten seconds. Returns the sealed refresh token to whoever has got it, and undefined to everybody else.
 */
export async function claimConfirmation(
  identityDb: Db,
  session: SeenSession,
  { now, abandonedBefore }: { readonly now: string; readonly abandonedBefore: string },
): Promise<Uint8Array | undefined> {
  const claimed = await activeSession(identityDb, session)
    .set({ confirming_at: now })
    .where('confirmed_at', '=', session.confirmedAt)
    .where((eb) => eb.or([eb('confirming_at', 'is', null), eb('confirming_at', '<', abandonedBefore)]))
    .returning('sealed_refresh_token as sealed')
    .executeTakeFirst();
  return claimed?.sealed ?? undefined;
}

/** Stores the refresh token that took the place of the one that was used; whoever was taken to be gone stores nothing. */
export async function storeRefreshToken(
  identityDb: Db,
  session: SeenSession,
  rotated: { readonly claimedAt: string; readonly sealed: Uint8Array },
): Promise<void> {
  await activeSession(identityDb, session)
    .set({ sealed_refresh_token: Buffer.from(rotated.sealed) })
    .where('confirming_at', '=', rotated.claimedAt)
    .execute();
}

/** Stores the answer of the identity provider; whoever was taken to be gone stores nothing. */
export async function storeConfirmation(
  identityDb: Db,
  session: SeenSession,
  claimedAt: string,
): Promise<void> {
  await activeSession(identityDb, session)
    .set({ confirmed_at: claimedAt, used_at: claimedAt, confirming_at: null })
    .where('confirming_at', '=', claimedAt)
    .execute();
}

/** Gives up asking, so that the next request may try. */
export async function releaseConfirmation(
  identityDb: Db,
  session: SeenSession,
  claimedAt: string,
): Promise<void> {
  await activeSession(identityDb, session)
    .set({ confirming_at: null })
    .where('confirming_at', '=', claimedAt)
    .execute();
}

/** Removes sessions that have been over for 30 days, of all municipalities. Returns how many. */
export async function sweepStaffSessions(identityDb: Db): Promise<number> {
  const { numDeletedRows } = await identityDb
    .deleteFrom('staff_sessions')
    .where(sql<boolean>`expires_at < now() - interval '30 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function activeSession(identityDb: Db, { municipalityId, id }: SeenSession) {
  return identityDb
    .updateTable('staff_sessions')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'active');
}
