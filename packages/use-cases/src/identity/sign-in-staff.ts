import { type Db, enterStaff, insertStaffSession, inTenant } from '@boligtrapp/database';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { Clock, IdSource, TokenSource } from '../ports/ports.ts';
import type { StaffIdentity } from '../ports/staff-issuer.ts';
import { hashSessionToken, sealRefreshToken } from './session-secrets.ts';

/** What signing in works with. */
export interface SignInDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly tokens: TokenSource;
}

/** A session that has begun. */
export interface BegunSession {
  readonly id: string;
  /** For the cookie, and stored nowhere. */
  readonly token: string;
  readonly expiresAt: string;
}

/** Begins a session with an id and a token that nobody has had before, and enters who it is in the directory. */
export async function signInStaff(
  deps: SignInDeps,
  command: {
    readonly identity: StaffIdentity;
    readonly refreshToken: string;
    /** When the provider was asked; its answer counts from then, however long it took. */
    readonly askedAt: string;
    readonly lifetimeMs: number;
    readonly requestId: string;
  },
): Promise<BegunSession> {
  const { identity, requestId } = command;
  const token = deps.tokens.secret();
  const signedInAt = deps.clock.now();
  const session = {
    id: deps.ids.next(),
    expiresAt: Temporal.Instant.from(signedInAt)
      .add({ milliseconds: command.lifetimeMs })
      .toString({ smallestUnit: 'millisecond' }),
  };
  const { municipalityId, actorId, role } = identity;
  await inTenant(deps.db, { municipalityId, actorId }, async (tx) => {
    await insertStaffSession(tx, municipalityId, {
      ...session,
      actor: actorId,
      role,
      issuer: identity.issuer,
      issuerSubject: identity.issuerSubject,
      issuerSession: identity.issuerSession,
      signedInAt,
      confirmedAt: command.askedAt,
      tokenHash: hashSessionToken(token),
      sealedRefreshToken: sealRefreshToken(token, command.refreshToken),
    });
    await enterStaff(tx, municipalityId, { member: actorId, name: identity.name, role, signedInAt });
    const actor = { id: actorId, role, municipalityId, requestId };
    await appendAuditEvent(tx, actor, {
      action: 'staff-session.begun',
      objectKind: 'staff-session',
      objectId: session.id,
      after: { state: 'active', expiresAt: session.expiresAt },
    });
  });
  return { ...session, token };
}

/** Keeps that somebody of the municipality was turned away at the door, and why. */
export async function recordRefusedSignIn(
  deps: Pick<SignInDeps, 'db' | 'ids'>,
  refused: {
    readonly municipalityId: string;
    readonly actorId: string;
    readonly requestId: string;
    readonly reason: string;
  },
): Promise<void> {
  const { municipalityId, actorId, requestId, reason } = refused;
  await inTenant(deps.db, { municipalityId, actorId }, async (tx) => {
    const actor = { id: actorId, role: 'none', municipalityId, requestId } as const;
    await appendAuditEvent(tx, actor, {
      action: 'sign-in.refused',
      objectKind: 'sign-in',
      objectId: deps.ids.next(),
      reason,
    });
  });
}
