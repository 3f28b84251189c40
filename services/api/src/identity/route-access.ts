import type { ClassedAnswer } from '@boligtrapp/contracts';
import type { Actor, Permission, SignedInSession } from '@boligtrapp/use-cases';

/** Who may call a route: whoever has the permission, or everyone. Everyone is for health, documentation, signing in,
 * and calendars, whose address is the secret. */
export type RouteAccess = Permission | 'public';

/** The session with which a browser asks. */
export interface BrowserSession {
  readonly session: SignedInSession;
  readonly csrfToken: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Declared by every route; a route without it stops the start. */
    readonly access: RouteAccess;
    /** Takes an active session that the provider has not confirmed lately: for ending it, and nothing else. */
    readonly takesUnconfirmed?: boolean;
    /** Answers of which roles see fields of their classes only, by status. Filled in at the start. */
    readonly classedAnswers?: ReadonlyMap<number, ClassedAnswer>;
  }
  interface FastifyRequest {
    /** Who asks; null on a public route. */
    actor: Actor | null;
    /** Null on a public route, and for whoever came with an access token. */
    browserSession: BrowserSession | null;
  }
}
