import {
  IdempotencyKey,
  Me,
  OwnSessionEndRequest,
  OwnSessions,
  problems,
  SessionEnd,
  SessionEndRequest,
  StaffSessionCursor,
  StaffSessionPage,
  StaffSessionQuery,
} from '@boligtrapp/contracts';
import {
  type EndSessionDeps,
  endOwnSession,
  endSessionsOfUser,
  listOwnSessions,
  listStaffSessions,
  readMe,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import type { BrowserSession } from '../../identity/route-access.ts';
import type { StaffSessions } from '../../identity/staff-sessions.ts';

/** What the routes about who is signed in need. */
export interface IdentityRouteDeps extends EndSessionDeps {
  readonly staffSessions: StaffSessions;
}

/** Who asks, who is signed in, and ending it. */
export const identityRoutes: FastifyPluginAsyncTypebox<{ readonly deps: IdentityRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/me',
    {
      config: { access: 'me.read' },
      schema: {
        operationId: 'readMe',
        tags: ['sign-in'],
        summary: 'Who you are here, what you may do, and when your session ends',
        response: { 200: Me, ...problems() },
      },
    },
    async (request) => {
      const { permissions, ...me } = await readMe(deps, actorOf(request));
      return {
        ...me,
        permissions: [...permissions],
        session: sessionOf(request.browserSession, deps.staffSessions.idleMs),
      };
    },
  );

  app.get(
    '/me/sessions',
    {
      config: { access: 'me.read' },
      schema: {
        operationId: 'listOwnSessions',
        tags: ['sign-in'],
        summary: 'Where you are signed in, the newest first',
        response: { 200: OwnSessions, ...problems() },
      },
    },
    async (request) => {
      const thisId = request.browserSession?.session.id;
      const items = await listOwnSessions(deps, actorOf(request));
      return {
        items: items.map(({ id, signedInAt, usedAt, expiresAt }) => ({
          id,
          isThis: id === thisId,
          signedInAt,
          usedAt,
          expiresAt,
        })),
      };
    },
  );

  app.post(
    '/me/session-ends',
    {
      config: { access: 'me.write' },
      schema: {
        operationId: 'endOwnSession',
        tags: ['sign-in'],
        summary: 'Sign yourself out in one browser',
        headers: IdempotencyKey,
        body: OwnSessionEndRequest,
        response: { 201: SessionEnd, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const ended = await endOwnSession(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(ended);
    },
  );

  app.get(
    '/staff-sessions',
    {
      config: { access: 'sessions.read' },
      schema: {
        operationId: 'listStaffSessions',
        tags: ['sign-in'],
        summary: 'Who of the municipality is signed in, the newest first',
        querystring: StaffSessionQuery,
        response: { 200: StaffSessionPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, StaffSessionCursor) ?? [];
      return toPage(
        await listStaffSessions(deps, actorOf(request), { afterId, limit: pageSizeOf(request.query) }),
        ({ actor, ...row }) => ({ user: actor, ...row }),
        (row) => [row.id],
      );
    },
  );

  app.post(
    '/session-ends',
    {
      config: { access: 'sessions.write' },
      schema: {
        operationId: 'endStaffSessions',
        tags: ['sign-in'],
        summary: 'Sign a user of the municipality out at once, in every browser',
        headers: IdempotencyKey,
        body: SessionEndRequest,
        response: { 201: SessionEnd, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const ended = await endSessionsOfUser(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(ended);
    },
  );
};

function sessionOf(browser: BrowserSession | null, idleMs: number): Me['session'] {
  if (browser === null) return null;
  const { usedAt, expiresAt } = browser.session;
  const idleUntil = Temporal.Instant.from(usedAt)
    .add({ milliseconds: idleMs })
    .toString({ smallestUnit: 'millisecond' });
  return { idleUntil, expiresAt, csrfToken: browser.csrfToken };
}
