import type { StaffSessionState } from './staff-session-states.ts';

/** When what happened to a session; instants (UTC). */
export interface SessionTimes {
  readonly state: StaffSessionState;
  readonly usedAt: string;
  /** When the identity provider was asked last, and said yes. */
  readonly confirmedAt: string;
  /** End, however much it is used (exclusive). */
  readonly expiresAt: string;
}

/** From this age on an answer of the identity provider is renewed, in milliseconds. */
export const CONFIRMATION_DUE_MS = 45_000;
/** From this age on nothing is allowed any more on an answer of the identity provider, in milliseconds. */
export const CONFIRMATION_OVERDUE_MS = 60_000;

/** Whether a session may be used at an instant, and whether the identity provider has to be asked first. */
export type SessionStanding =
  | { readonly kind: 'usable' }
  /** One request asks; others may go on meanwhile. */
  | { readonly kind: 'confirmation-due' }
  /** Nobody goes on without a new answer. */
  | { readonly kind: 'confirmation-overdue' }
  | { readonly kind: 'over'; readonly because: 'ended' | 'idle' | 'expired' };

/**
 * Judges a session at `now`. What was taken away at the identity provider is taken away here after
 * {@link CONFIRMATION_OVERDUE_MS} at the latest, because no answer counts for longer. A clock that went backwards makes
 * nothing last longer: a time that is to come counts as overdue.
 *
 * @param idleMs how long a session may lie unused, inclusive.
 */
export function judgeSession(
  session: SessionTimes,
  now: string,
  { idleMs }: { readonly idleMs: number },
): SessionStanding {
  if (session.state === 'ended') return { kind: 'over', because: 'ended' };
  if (msBetween(now, session.expiresAt) <= 0) return { kind: 'over', because: 'expired' };
  if (msBetween(session.usedAt, now) > idleMs) return { kind: 'over', because: 'idle' };
  const age = msBetween(session.confirmedAt, now);
  if (age >= CONFIRMATION_OVERDUE_MS || age < 0) return { kind: 'confirmation-overdue' };
  return { kind: age >= CONFIRMATION_DUE_MS ? 'confirmation-due' : 'usable' };
}

function msBetween(from: string, to: string): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
}
