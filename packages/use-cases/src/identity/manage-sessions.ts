import {
  countActiveSessions,
  type Db,
  findSessionsOfIssuer,
  inTenant,
  listActiveSessions,
  type StaffSessionRow,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { type EndSessionDeps, endSession, endSessionsOf } from './end-session.ts';

/** A session as it is shown: to leaders, and to whom it belongs. */
export type StaffSessionView = Pick<
  StaffSessionRow,
  'id' | 'actor' | 'role' | 'signedInAt' | 'usedAt' | 'expiresAt'
>;

/** A page of sessions. */
export interface StaffSessionPage {
  readonly items: readonly StaffSessionView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Who of the municipality is signed in, the newest first, after `afterId` (exclusive). */
export async function listStaffSessions(
  { db, clock }: EndSessionDeps,
  actor: Actor,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<StaffSessionPage> {
  authorise(actor, 'sessions.read');
  const now = clock.now();
  return await inTenant(db, tenantOf(actor), async (tx) => {
    const rows = await listActiveSessions(tx, { now, afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit).map(toSessionView),
      isLast: rows.length <= limit,
      totalCount: await countActiveSessions(tx, now),
    };
  });
}

/** What is shown of a session. */
export function toSessionView({
  id,
  actor,
  role,
  signedInAt,
  usedAt,
  expiresAt,
}: StaffSessionRow): StaffSessionView {
  return { id, actor, role, signedInAt, usedAt, expiresAt };
}

/** Ends every session of a user of the municipality at once; one without a session is left alone. */
export async function endSessionsOfUser(
  { db, clock }: EndSessionDeps,
  actor: Actor,
  { user }: { readonly user: string },
  request: IdempotencyRequest,
): Promise<{ readonly endedCount: number }> {
  authorise(actor, 'sessions.write');
  return await runOnce(db, actor, request, async (tx) => ({
    endedCount: await endSessionsOf(tx, clock, user, { actor, reason: 'ended-by-administrator' }),
  }));
}

/** Ends every session of the actor, in whatever browser. Returns how many. */
export async function signOutEverywhere({ db, clock }: EndSessionDeps, actor: Actor): Promise<number> {
  return await inTenant(
    db,
    tenantOf(actor),
    async (tx) => await endSessionsOf(tx, clock, actor.id, { actor, reason: 'signed-out-everywhere' }),
  );
}

/** What the identity provider says has ended: a session of its own, or all of a user. */
export interface IssuerSignOut {
  readonly issuer: string;
  readonly of: { readonly session: string } | { readonly subject: string };
  /** Sessions that began later are not meant; an instant (inclusive). */
  readonly begunUntil: string;
}

/** Ends what began with what the identity provider has ended. Returns how many sessions that were. */
export async function signOutByIssuer(
  deps: EndSessionDeps & { readonly identityDb: Db },
  { issuer, of, begunUntil }: IssuerSignOut,
  requestId: string,
): Promise<number> {
  const found = await findSessionsOfIssuer(deps.identityDb, issuer, { ...of, begunUntil });
  let ended = 0;
  for (const session of found) {
    const by = { id: 'identity-provider', role: 'job', requestId } as const;
    if (await endSession(deps, session, { by, reason: 'issuer-signed-out' })) ended += 1;
  }
  return ended;
}
