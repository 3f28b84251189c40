import {
  findSession,
  type ResolvedSession,
  type ResolveSessionDeps,
  resolveSession,
  type SignedInSession,
} from '@boligtrapp/use-cases';

/** The sessions of browsers. */
export interface StaffSessions {
  readonly idleMs: number;
  readonly lifetimeMs: number;
  /** Whose session a token is of, confirmed by the identity provider. */
  readonly resolve: (token: string, requestId: string) => Promise<ResolvedSession>;
  /** The active session of a token, unconfirmed: enough to end it. */
  readonly find: (token: string) => Promise<SignedInSession | undefined>;
}

/** The sessions that are kept in the database. */
export function createStaffSessions(
  deps: ResolveSessionDeps & { readonly lifetimeMs: number },
): StaffSessions {
  return {
    idleMs: deps.idleMs,
    lifetimeMs: deps.lifetimeMs,
    resolve: async (token, requestId) => await resolveSession(deps, { token, requestId }),
    find: async (token) => await findSession(deps, token),
  };
}
