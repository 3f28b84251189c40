import { type Db } from '@boligtrapp/database';
import { type EndSessionDeps, signOutByIssuer } from '@boligtrapp/use-cases';
import type { FastifyPluginAsync } from 'fastify';
import { IssuerUnreachableError, type StaffIssuers } from '../../identity/staff-issuers.ts';
import { AuthenticationError } from '../../problems/authentication-error.ts';

/** What the sign-out of an identity provider needs. */
export interface BackChannelRouteDeps extends EndSessionDeps {
  readonly identityDb: Db;
  readonly staffIssuers: StaffIssuers;
}

/** Path that is registered at identity providers which can tell of a sign-out. */
export const BACK_CHANNEL_PATH = '/auth/back-channel-logout';

const FORM = 'application/x-www-form-urlencoded';
/** A token has some hundred characters. */
const BODY_LIMIT = 16 * 1024;

/**
 * Where an identity provider tells that somebody has signed out there (OIDC Back-Channel Logout 1.0). It sends a form,
 * which no other route takes; the signature of the token in it is what lets it in. Not part of the described API.
 */
export const backChannelRoutes: FastifyPluginAsync<{ readonly deps: BackChannelRouteDeps }> = async (
  app,
  { deps },
) => {
  app.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  app.post(
    BACK_CHANNEL_PATH,
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const logout = await readLogout(deps.staffIssuers, request.body);
      if (logout === undefined) throw new AuthenticationError('authentication.invalid');
      const endedCount = await signOutByIssuer(deps, logout, request.id);
      request.log.info({ endedCount }, 'signed out by the identity provider');
      return await reply.code(200).send();
    },
  );
};

async function readLogout(
  issuers: StaffIssuers,
  body: unknown,
): Promise<Awaited<ReturnType<StaffIssuers['readLogout']>>> {
  if (typeof body !== 'object' || body === null || !('logout_token' in body)) return undefined;
  try {
    return await issuers.readLogout(String(body.logout_token));
  } catch (error) {
    if (!(error instanceof IssuerUnreachableError)) throw error;
    throw new AuthenticationError('authentication.issuer-unreachable', { cause: error });
  }
}
