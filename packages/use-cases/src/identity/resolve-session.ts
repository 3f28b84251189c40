import {
  claimConfirmation,
  type Db,
  findSessionByToken,
  releaseConfirmation,
  type SessionEndReason,
  type StaffSessionRow,
  storeConfirmation,
} from '@boligtrapp/database';
import { judgeSession, type SessionStanding } from '@boligtrapp/domain';
import { ROLES } from '../actor/permissions.ts';
import type { StaffIssuer, StaffRole } from '../ports/staff-issuer.ts';
import { type EndSessionDeps, endSession } from './end-session.ts';
import { hashSessionToken, openRefreshToken, sealRefreshToken } from './session-secrets.ts';

/** What looking a session up works with. */
export interface ResolveSessionDeps extends EndSessionDeps {
  /** As the role `identity`: the municipality is not known yet. */
  readonly identityDb: Db;
  readonly staffIssuer: StaffIssuer;
  /** How long a session may lie unused. */
  readonly idleMs: number;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** A session whose role is one that there is. */
export type SignedInSession = StaffSessionRow & { readonly role: StaffRole };

/** Whose session a token is of. */
export type ResolvedSession =
  | { readonly kind: 'session'; readonly session: SignedInSession }
  /** There is none, or it is over. */
  | { readonly kind: 'none' }
  /** The identity provider could not be asked in time; nobody gets in on an old answer. */
  | { readonly kind: 'unconfirmed' };

/** A process that asks takes less; one that has not answered after this long is gone, and another one may ask. */
const ABANDONED_AFTER_MS = 10_000;
/** How often and how long a request waits for another one that asks. */
const WAIT_MS = 100;
const WAITS = 60;

/**
 * Finds the session of a token, and has the identity provider confirm it where its last answer is older than 45
 * seconds. One request of all processes asks, since a refresh token can be used once; others go on with the old answer
 * until it is 60 seconds old, and wait from then on. An answer that names another user, role or municipality, or none,
 * ends the session.
 */
export async function resolveSession(
  deps: ResolveSessionDeps,
  { token, requestId }: { readonly token: string; readonly requestId: string },
): Promise<ResolvedSession> {
  const hash = hashSessionToken(token);
  for (let waits = 0; waits < WAITS; waits += 1) {
    const session = await findKnown(deps.identityDb, hash);
    if (session === undefined) return { kind: 'none' };
    const standing = judgeSession(session, deps.clock.now(), deps);
    if (standing.kind === 'usable') return { kind: 'session', session };
    if (standing.kind === 'over') return await leaveOver(deps, session, { standing, requestId });
    const answer = await confirm(deps, session, { token, requestId });
    if (answer === 'confirmed') return { kind: 'session', session };
    if (answer === 'ended') return { kind: 'none' };
    if (standing.kind === 'confirmation-due') return { kind: 'session', session };
    if (answer === 'unreachable') return { kind: 'unconfirmed' };
    await deps.pause(WAIT_MS);
  }
  return { kind: 'unconfirmed' };
}

/** The active session of a token, unconfirmed: enough to end it, and for nothing else. */
export async function findSession(
  deps: Pick<ResolveSessionDeps, 'identityDb'>,
  token: string,
): Promise<SignedInSession | undefined> {
  const session = await findKnown(deps.identityDb, hashSessionToken(token));
  return session?.state === 'active' ? session : undefined;
}

/** A session with a role that this version does not know is none. */
async function findKnown(identityDb: Db, hash: Uint8Array): Promise<SignedInSession | undefined> {
  const session = await findSessionByToken(identityDb, hash);
  const role = ROLES.find((known) => known === session?.role);
  return session === undefined || role === undefined || role === 'integration'
    ? undefined
    : { ...session, role };
}

async function leaveOver(
  deps: ResolveSessionDeps,
  session: StaffSessionRow,
  {
    standing,
    requestId,
  }: { readonly standing: SessionStanding & { kind: 'over' }; readonly requestId: string },
): Promise<ResolvedSession> {
  if (standing.because !== 'ended') await endAsJob(deps, session, { reason: standing.because, requestId });
  return { kind: 'none' };
}

/** Asks the identity provider, unless another request does so already. */
async function confirm(
  deps: ResolveSessionDeps,
  session: StaffSessionRow,
  { token, requestId }: { readonly token: string; readonly requestId: string },
): Promise<'confirmed' | 'ended' | 'unreachable' | 'asked-by-another'> {
  // The answer counts from before the question: what changes while it is under way may not be in it.
  const claimedAt = deps.clock.now();
  const abandonedBefore = Temporal.Instant.from(claimedAt)
    .subtract({ milliseconds: ABANDONED_AFTER_MS })
    .toString({ smallestUnit: 'millisecond' });
  const sealed = await claimConfirmation(deps.identityDb, session, { now: claimedAt, abandonedBefore });
  if (sealed === undefined) return 'asked-by-another';
  const refreshToken = openRefreshToken(token, sealed);
  const answer =
    refreshToken === undefined
      ? ({ kind: 'refused' } as const)
      : await deps.staffIssuer.confirm(session.issuer, refreshToken);
  if (answer.kind === 'unreachable') {
    await releaseConfirmation(deps.identityDb, session, claimedAt);
    return 'unreachable';
  }
  const reason: SessionEndReason | undefined =
    answer.kind === 'refused' ? 'revoked' : isSame(session, answer.identity) ? undefined : 'rights-changed';
  if (reason !== undefined || answer.kind === 'refused') {
    await endAsJob(deps, session, { reason: reason ?? 'revoked', requestId });
    return 'ended';
  }
  await storeConfirmation(deps.identityDb, session, {
    claimedAt,
    sealedRefreshToken: sealRefreshToken(token, answer.refreshToken),
  });
  return 'confirmed';
}

function isSame(
  session: StaffSessionRow,
  identity: {
    readonly issuerSubject: string;
    readonly actorId: string;
    readonly role: string;
    readonly municipalityId: string;
  },
): boolean {
  return (
    identity.issuerSubject === session.issuerSubject &&
    identity.actorId === session.actor &&
    identity.role === session.role &&
    identity.municipalityId === session.municipalityId
  );
}

/** Nobody did this: a limit ran out, or the identity provider took something away. */
async function endAsJob(
  deps: EndSessionDeps,
  session: StaffSessionRow,
  { reason, requestId }: { readonly reason: SessionEndReason; readonly requestId: string },
): Promise<void> {
  await endSession(deps, session, { by: { id: 'sessions', role: 'job', requestId }, reason });
}
