import {
  problems,
  responsesOf,
  SignedIn,
  SignedOut,
  SignInCallbackQuery,
  SignInQuery,
} from '@boligtrapp/contracts';
import {
  type Actor,
  type EndSessionDeps,
  endSession,
  recordRefusedSignIn,
  type SignInDeps,
  signInStaff,
  signOutEverywhere,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.ts';
import {
  ATTEMPT_COOKIE,
  CLEAR_SITE_DATA,
  COOKIE_OPTIONS,
  SESSION_COOKIE,
  SESSION_TOKEN,
} from '../../identity/session-cookies.ts';
import {
  ATTEMPT_SECONDS,
  decodeAttempt,
  encodeAttempt,
  safeReturnTo,
} from '../../identity/sign-in-attempt.ts';
import {
  type CompletedSignIn,
  IssuerUnreachableError,
  type StaffIssuers,
} from '../../identity/staff-issuers.ts';
import type { StaffSessions } from '../../identity/staff-sessions.ts';
import { AuthenticationError } from '../../problems/authentication-error.ts';

/** What signing in and out needs. */
export interface SignInRouteDeps extends SignInDeps, EndSessionDeps {
  readonly staffIssuers: StaffIssuers;
  readonly staffSessions: StaffSessions;
  /** Whether a stand-in vouches for whoever comes, as in a demonstration. */
  readonly isDemo: boolean;
  /** Scheme and host under which browsers reach the API. */
  readonly origin: () => string;
}

/** Path to which identity providers send browsers back; registered there. */
export const CALLBACK_PATH = '/auth/callback';

const REDIRECT = { description: 'Go on at `Location`.', type: 'null' } as const;
const MAY_FAIL = [400, 401, 403, 404, 414, 429, 500, 503] as const;

/** Signing in at the identity provider of the municipality, and signing out. */
export const signInRoutes: FastifyPluginAsyncTypebox<{ readonly deps: SignInRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(askRoute, options);
  await app.register(beginRoutes, options);
  await app.register(endRoutes, options);
};

/** What a page asks first: whoever is not signed in gets a plain answer, where `GET /v1/me` would refuse. */
const askRoute: FastifyPluginAsyncTypebox<{ readonly deps: SignInRouteDeps }> = async (app, { deps }) => {
  app.get(
    '/auth/session',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readSignedIn',
        tags: ['sign-in'],
        summary: 'Whether this browser is signed in; who it is, `GET /v1/me` tells',
        response: { 200: SignedIn, ...responsesOf(MAY_FAIL) },
      },
    },
    async (request) => {
      const token = request.cookies[SESSION_COOKIE];
      const isToken = token !== undefined && SESSION_TOKEN.test(token);
      const isSignedIn = isToken && (await deps.staffSessions.find(token)) !== undefined;
      return { isSignedIn, isDemo: deps.isDemo };
    },
  );
};

const beginRoutes: FastifyPluginAsyncTypebox<{ readonly deps: SignInRouteDeps }> = async (app, { deps }) => {
  app.get(
    '/auth/sign-in',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'signIn',
        tags: ['sign-in'],
        summary: 'Sign in: leads the browser to the identity provider of the municipality, and back',
        querystring: SignInQuery,
        response: { 302: REDIRECT, ...responsesOf(MAY_FAIL) },
      },
    },
    async (request, reply) => {
      const origin = deps.origin();
      const issuer = deps.staffIssuers.choose(request.query.issuer);
      if (issuer === undefined) throw new AuthenticationError('authentication.issuer-unknown');
      const { url, attempt } = await orUnreachable(deps.staffIssuers.begin(issuer, origin + CALLBACK_PATH));
      const kept = {
        ...attempt,
        issuer,
        returnTo: safeReturnTo(request.query.returnTo, origin),
        startedAt: deps.clock.now(),
      };
      void reply.setCookie(ATTEMPT_COOKIE, encodeAttempt(kept), {
        ...COOKIE_OPTIONS,
        maxAge: ATTEMPT_SECONDS,
      });
      return await reply.redirect(url, 302);
    },
  );

  app.get(
    CALLBACK_PATH,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'completeSignIn',
        tags: ['sign-in'],
        summary: 'Where an identity provider sends the browser back to; begins the session',
        querystring: SignInCallbackQuery,
        response: { 302: REDIRECT, ...responsesOf(MAY_FAIL) },
      },
    },
    async (request, reply) => {
      const attempt = decodeAttempt(request.cookies[ATTEMPT_COOKIE], deps.clock.now());
      // One attempt has one answer, whatever comes of it.
      void reply.clearCookie(ATTEMPT_COOKIE, COOKIE_OPTIONS);
      if (attempt === undefined) throw new AuthenticationError('authentication.sign-in-failed');
      const search = request.url.slice(request.url.indexOf('?') + 1);
      const answer = new URL(`${deps.origin()}${CALLBACK_PATH}?${search}`);
      const askedAt = deps.clock.now();
      const completed = await orUnreachable(deps.staffIssuers.complete(attempt, answer));
      await beginSession(deps, request, reply, { completed, askedAt });
      return await reply.redirect(attempt.returnTo, 302);
    },
  );
};

async function beginSession(
  deps: SignInRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { completed, askedAt }: { readonly completed: CompletedSignIn; readonly askedAt: string },
): Promise<void> {
  if (completed.kind !== 'identified') return await refuse(deps, request, completed);
  const { identity, refreshToken } = completed;
  await endFormerSession(deps, request);
  const begun = await signInStaff(deps, {
    identity,
    refreshToken,
    askedAt,
    lifetimeMs: deps.staffSessions.lifetimeMs,
    requestId: request.id,
  });
  void reply.setCookie(SESSION_COOKIE, begun.token, COOKIE_OPTIONS);
}

async function refuse(
  deps: SignInRouteDeps,
  request: FastifyRequest,
  completed: Exclude<CompletedSignIn, { readonly kind: 'identified' }>,
): Promise<never> {
  if (completed.kind === 'municipality-unknown') {
    throw new AuthenticationError('authentication.municipality-unknown');
  }
  if (completed.kind === 'failed') {
    request.log.warn({ because: completed.because }, 'sign-in failed');
    throw new AuthenticationError('authentication.sign-in-failed');
  }
  const { municipalityId, actorId, because } = completed;
  await recordRefusedSignIn(deps, { municipalityId, actorId, requestId: request.id, reason: because });
  throw new AuthenticationError('authentication.role-missing');
}

/** Whoever signs in anew in the same browser has left the session before. */
async function endFormerSession(deps: SignInRouteDeps, request: FastifyRequest): Promise<void> {
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined || !SESSION_TOKEN.test(token)) return;
  const former = await deps.staffSessions.find(token);
  if (former === undefined) return;
  const by = { id: former.actor, role: 'job', requestId: request.id } as const;
  await endSession(deps, former, { by, reason: 'signed-in-anew' });
}

/** Whoever leaves must not have to wait until their provider can be asked whether they may come in. */
const ENDS_SESSIONS = { access: 'me.read', takesUnconfirmed: true } as const;

const endRoutes: FastifyPluginAsyncTypebox<{ readonly deps: SignInRouteDeps }> = async (app, { deps }) => {
  app.post(
    '/auth/sign-out',
    {
      config: ENDS_SESSIONS,
      schema: {
        operationId: 'signOut',
        tags: ['sign-in'],
        summary: 'Sign out in this browser, which forgets what it kept of this host',
        response: { 200: SignedOut, ...problems() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const session = request.browserSession?.session;
      const isEnded =
        session !== undefined && (await endSession(deps, session, { by: actor, reason: 'signed-out' }));
      return signedOut(deps, request, reply, isEnded ? 1 : 0);
    },
  );

  app.post(
    '/auth/sign-out-everywhere',
    {
      config: ENDS_SESSIONS,
      schema: {
        operationId: 'signOutEverywhere',
        tags: ['sign-in'],
        summary: 'Sign out in every browser in which you are signed in',
        response: { 200: SignedOut, ...problems() },
      },
    },
    async (request, reply) => {
      const actor: Actor = actorOf(request);
      return signedOut(deps, request, reply, await signOutEverywhere(deps, actor));
    },
  );
};

function signedOut(
  deps: SignInRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  endedCount: number,
): { endedCount: number; next: string | null } {
  void reply.clearCookie(SESSION_COOKIE, COOKIE_OPTIONS);
  void reply.header('clear-site-data', CLEAR_SITE_DATA);
  const issuer = request.browserSession?.session.issuer;
  const returnTo = `${deps.origin()}/`;
  const next = issuer === undefined ? null : deps.staffIssuers.signOutUrl(issuer, returnTo);
  return { endedCount, next };
}

async function orUnreachable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof IssuerUnreachableError)) throw error;
    throw new AuthenticationError('authentication.issuer-unreachable', { cause: error });
  }
}
