import { AccessRefusedError, type Actor, isAllowed } from '@boligtrapp/use-cases';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import type { TokenVerifier } from '../identity/dev-token-verifier.ts';
import type { RouteAccess } from '../identity/route-access.ts';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { PROBLEM_DETAILS_PLUGIN_ID } from './problem-details.ts';

/** Name of {@link authentication} among the plugins. */
export const AUTHENTICATION_PLUGIN_ID = 'authentication';

/** What {@link authentication} needs. */
export interface AuthenticationOptions {
  readonly verifyToken: TokenVerifier;
}

/** Where the documentation lives; its routes are made by a plugin that knows nothing of access. */
export const DOCUMENTATION_PREFIX = '/docs';

/**
 * Lets a request through to a route only with a valid bearer token whose role has the permission of the route.
 * A route that does not say who may call it stops the start: forgetting must not open a door.
 */
export const authentication = fp<AuthenticationOptions>(
  async (app: FastifyInstance, { verifyToken }) => {
    app.decorateRequest('actor', null);
    app.addHook('onRoute', declareAccess);
    app.addHook('onRequest', async (request) => {
      if (request.is404) return;
      const { access } = request.routeOptions.config;
      if (access === 'public') return;
      request.actor = await authenticate(request, verifyToken);
      if (!isAllowed(request.actor, access)) {
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

async function authenticate(request: FastifyRequest, verifyToken: TokenVerifier): Promise<Actor> {
  const header = request.headers.authorization;
  if (header === undefined) throw new AuthenticationError('authentication.missing');
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  const claims = token === undefined ? undefined : await verifyToken(token);
  if (claims === undefined) throw new AuthenticationError('authentication.invalid');
  return {
    id: claims.sub,
    role: claims.role,
    municipalityId: claims.municipality.toLowerCase(),
    requestId: request.id,
  };
}
