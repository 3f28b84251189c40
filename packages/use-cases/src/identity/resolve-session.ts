import {
  claimConfirmation,
  type Db,
  findSessionByToken,
  releaseConfirmation,
  type SessionEndReason,
  type StaffSessionRow,
  storeConfirmation,
  storeRefreshToken,
} from '@boligtrapp/database';
import { judgeSession, type SessionStanding } from '@boligtrapp/domain';
import { ROLES } from '../actor/permissions.ts';
import { EXCHANGE_LIMIT_MS, type StaffIssuer, type StaffRole } from '../ports/staff-issuer.ts';
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

/** Storing the new refresh token is tried again while nobody else may ask: so often, and after so long. */
const STORE_TRIES = 5;
const STORE_PAUSE_MS = 300;
/** Who has waited longer for the database to take it on starts anew: the time to ask in would be too short. */
const CLAIM_LIMIT_MS = 2_000;
/** A process that has not answered after this long is gone, and another one may ask. */
const ABANDONED_AFTER_MS = EXCHANGE_LIMIT_MS + 4_000;
/** How often and how long a request waits for another one that asks. */
const WAIT_MS = 100;
const WAITS = 60;

/**
 * Finds the session of a token, and has the identity provider confirm it where its last answer is older than 45
 * seconds. One request of all processes asks, since a refresh token can be used once; others go on with the old answer
 * until it is 60 seconds old, and wait from then on. An answer that names another user, role or municipality, or none,
 * ends the session. Asking takes time, so the session is read again after it: it may have ended meanwhile.
 */
export async function resolveSession(
  deps: ResolveSessionDeps,
  { token, requestId }: { readonly token: string; readonly requestId: string },
): Promise<ResolvedSession> {
  const hash = hashSessionToken(token);
  let isUnreachable = false;
  for (let waits = 0; waits < WAITS; waits += 1) {
    const session = await findKnown(deps.identityDb, hash);
    if (session === undefined) return { kind: 'none' };
    const standing = judgeSession(session, deps.clock.now(), deps);
    if (standing.kind === 'usable') return { kind: 'session', session };
    if (standing.kind === 'over') return await leaveOver(deps, session, { standing, requestId });
    const isDue = standing.kind === 'confirmation-due';
    if (isUnreachable) return isDue ? { kind: 'session', session } : { kind: 'unconfirmed' };
    const answer = await confirm(deps, session, { token, requestId });
    if (answer === 'ended') return { kind: 'none' };
    isUnreachable = answer === 'unreachable';
    if (answer !== 'asked-by-another') continue;
    if (isDue) return { kind: 'session', session };
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
  if (msSince(claimedAt, deps.clock.now()) > CLAIM_LIMIT_MS) {
    await releaseConfirmation(deps.identityDb, session, claimedAt);
    return 'asked-by-another';
  }
  const refreshToken = openRefreshToken(token, sealed);
  const answer =
    refreshToken === undefined
      ? ({ kind: 'refused' } as const)
      : await deps.staffIssuer.confirm(session.issuer, refreshToken, async (rotated) => {
          await storeRotated(deps, session, { claimedAt, sealed: sealRefreshToken(token, rotated) });
        });
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
  await storeConfirmation(deps.identityDb, session, claimedAt);
  return 'confirmed';
}

/** The one that was used is worth nothing any more: a database that fails for a moment must not cost the session. */
async function storeRotated(
  { identityDb, pause }: ResolveSessionDeps,
  session: StaffSessionRow,
  rotated: { readonly claimedAt: string; readonly sealed: Uint8Array },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await storeRefreshToken(identityDb, session, rotated);
      return;
    } catch (error) {
      if (tries === STORE_TRIES) throw error;
      await pause(STORE_PAUSE_MS);
    }
  }
}

function msSince(from: string, now: string): number {
  return Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
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
