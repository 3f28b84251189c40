import { type Db } from '@boligtrapp/database';
import { type EndSessionDeps, signOutByIssuer } from '@boligtrapp/use-cases';
import type { FastifyPluginAsync } from 'fastify';
import { CLOCK_TOLERANCE_SECONDS } from '../../identity/logout-token.ts';
import { IssuerUnreachableError, type StaffIssuers } from '../../identity/staff-issuers.ts';
import { rememberTaken } from '../../identity/taken-tokens.ts';
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
  const taken = rememberTaken(() => Temporal.Instant.from(deps.clock.now()).epochMilliseconds);
  app.post(
    BACK_CHANNEL_PATH,
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const logout = await readLogout(deps.staffIssuers, request.body);
      if (logout === undefined) throw new AuthenticationError('authentication.invalid');
      const id = JSON.stringify([logout.issuer, logout.id]);
      if (taken.has(id)) throw new AuthenticationError('authentication.invalid');
      const { issuer, of, issuedAt } = logout;
      // Another process does not know that it was taken; what has begun since is not meant by it there either.
      const begunUntil = Temporal.Instant.from(issuedAt)
        .add({ seconds: CLOCK_TOLERANCE_SECONDS })
        .toString({ smallestUnit: 'millisecond' });
      const endedCount = await signOutByIssuer(deps, { issuer, of, begunUntil }, request.id);
      // Only now: a provider that is told of a failure sends the same token again.
      taken.add(id, logout.untilMs);
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
