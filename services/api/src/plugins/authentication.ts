import {
  AccessRefusedError,
  type Actor,
  csrfTokenOf,
  isAllowed,
  type ResolvedSession,
  type SignedInSession,
} from '@boligtrapp/use-cases';
import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { isFromOurPages } from '../identity/browser-origin.ts';
import type { RouteAccess } from '../identity/route-access.ts';
import { SESSION_COOKIE, SESSION_TOKEN } from '../identity/session-cookies.ts';
import type { TokenVerifier } from '../identity/token-verifier.ts';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { PROBLEM_DETAILS_PLUGIN_ID } from './problem-details.ts';

/** Name of {@link authentication} among the plugins. */
export const AUTHENTICATION_PLUGIN_ID = 'authentication';

/** What {@link authentication} needs. */
export interface AuthenticationOptions {
  readonly verifyToken: TokenVerifier;
  readonly resolveSession: (token: string, requestId: string) => Promise<ResolvedSession>;
  /** The active session of a token, unconfirmed. */
  readonly findSession: (token: string) => Promise<SignedInSession | undefined>;
  /** Scheme and host under which browsers reach the API. */
  readonly origin: () => string;
}

/** Where the documentation lives; its routes are made by a plugin that knows nothing of access. */
export const DOCUMENTATION_PREFIX = '/docs';

/**
 * Lets a request through to a route only with an access token or a session whose role has the permission of the route.
 * A request with a token is judged by that alone, whatever cookies come along. A route that does not say who may call
 * it stops the start: forgetting must not open a door.
 */
export const authentication = fp<AuthenticationOptions>(
  async (app: FastifyInstance, options) => {
    await app.register(fastifyCookie);
    app.decorateRequest('actor', null);
    app.decorateRequest('browserSession', null);
    app.addHook('onRoute', declareAccess);
    app.addHook('onRequest', async (request) => {
      if (request.is404) return;
      const { access } = request.routeOptions.config;
      if (access === 'public') return;
      const actor = await authenticate(request, options);
      request.actor = actor;
      if (!isAllowed(actor, access)) {
        throw new AccessRefusedError('authorisation.denied', { facts: { permission: access } });
      }
    });
  },
  { name: AUTHENTICATION_PLUGIN_ID, fastify: '5.x', dependencies: [PROBLEM_DETAILS_PLUGIN_ID] },
);

function declareAccess(route: RouteOptions): void {
  const declared: { readonly access?: RouteAccess } = route.config ?? {};
  if (declared.access !== undefined) return;
  if (!route.url.startsWith(`${DOCUMENTATION_PREFIX}/`) && route.url !== DOCUMENTATION_PREFIX) {
    throw new Error(`the route ${String(route.method)} ${route.url} does not declare config.access`);
  }
  route.config = { ...route.config, access: 'public' };
}

async function authenticate(request: FastifyRequest, options: AuthenticationOptions): Promise<Actor> {
  const header = request.headers.authorization;
  if (header !== undefined) return await authenticateToken(request, header, options.verifyToken);
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined) throw new AuthenticationError('authentication.missing');
  return await authenticateSession(request, cookie, options);
}

async function authenticateToken(
  request: FastifyRequest,
  header: string,
  verifyToken: TokenVerifier,
): Promise<Actor> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  const caller = token === undefined ? undefined : await verifyToken(token);
  if (caller === undefined) throw new AuthenticationError('authentication.invalid');
  const { logContext, ...who } = caller;
  if (logContext !== undefined) request.log = request.log.child(logContext);
  return { ...who, requestId: request.id };
}

async function authenticateSession(
  request: FastifyRequest,
  token: string,
  options: AuthenticationOptions,
): Promise<Actor> {
  const session = await sessionOf(request, token, options);
  const csrfToken = csrfTokenOf(token);
  if (!isFromOurPages(request, { csrfToken, origin: options.origin() })) {
    throw new AuthenticationError('authentication.request-not-ours');
  }
  request.browserSession = { session, csrfToken };
  return {
    id: session.actor,
    role: session.role,
    municipalityId: session.municipalityId,
    requestId: request.id,
  };
}

/**
 * The answer to a session that is over takes no cookie away: it may come late, when the browser has signed in anew, and
 * would take that session's. A cookie of a session that is over opens nothing.
 */
async function sessionOf(
  request: FastifyRequest,
  token: string,
  { resolveSession, findSession }: AuthenticationOptions,
): Promise<SignedInSession> {
  if (!SESSION_TOKEN.test(token)) throw new AuthenticationError('authentication.session-over');
  if (request.routeOptions.config.takesUnconfirmed === true) {
    const active = await findSession(token);
    if (active === undefined) throw new AuthenticationError('authentication.session-over');
    return active;
  }
  const found = await resolveSession(token, request.id);
  if (found.kind === 'unconfirmed') throw new AuthenticationError('authentication.issuer-unreachable');
  if (found.kind === 'none') throw new AuthenticationError('authentication.session-over');
  return found.session;
}
