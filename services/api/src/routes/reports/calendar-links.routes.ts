import {
  CalendarFeedParams,
  CalendarLink,
  CalendarLinkPage,
  CalendarLinkParams,
  IdempotencyKey,
  MadeCalendarLink,
  NewestFirstCursor,
  NewestFirstQuery,
  problems,
} from '@boligtrapp/contracts';
import { toDeadlineCalendar } from '@boligtrapp/documents';
import {
  type CalendarLinkDeps,
  endCalendarLink,
  listOwnCalendarLinks,
  makeCalendarLink,
  readCalendarFeed,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of calendar links need. */
export interface CalendarLinkRouteDeps extends CalendarLinkDeps {
  /** Where callers reach the API, without a slash at the end; empty when nobody has said. */
  readonly publicUrl: string;
}

/** Links of the caller for a calendar program, and the calendar that such a program reads. */
export const calendarLinkRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CalendarLinkRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(linkRoutes, options);
  await app.register(feedRoutes, options);
};

const linkRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CalendarLinkRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/calendar-links',
    {
      config: { access: 'reports.write' },
      schema: {
        operationId: 'makeCalendarLink',
        tags: ['reports'],
        summary:
          'Make an address of your own under which a calendar program reads the deadlines, for one year',
        headers: IdempotencyKey,
        response: { 201: MadeCalendarLink, ...problems(409, 422) },
      },
    },
    async (request, reply) => {
      const { token, ...link } = await makeCalendarLink(deps, actorOf(request), idempotencyOf(request));
      const url = token === null ? null : `${deps.publicUrl}/v1/calendar-feeds/${token}`;
      void reply.header('cache-control', 'no-store');
      return await reply.code(201).send({ ...link, url });
    },
  );

  app.post(
    '/calendar-links/:calendarLinkId/revoke',
    {
      config: { access: 'reports.write' },
      schema: {
        operationId: 'revokeCalendarLink',
        tags: ['reports'],
        summary: 'End a calendar link of your own: its address is not found from now on',
        params: CalendarLinkParams,
        headers: IdempotencyKey,
        response: { 201: CalendarLink, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const link = await endCalendarLink(deps, actorOf(request), request.params, idempotencyOf(request));
      return await reply.code(201).send(link);
    },
  );

  app.get(
    '/calendar-links',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'listCalendarLinks',
        tags: ['reports'],
        summary: 'Your own calendar links without their addresses, the newest first',
        querystring: NewestFirstQuery,
        response: { 200: CalendarLinkPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, NewestFirstCursor) ?? [];
      const query = { afterId, limit: pageSizeOf(request.query) };
      return toPage(
        await listOwnCalendarLinks(deps, actorOf(request), query),
        (row) => row,
        (row) => [row.id],
      );
    },
  );
};

const CALENDAR = 'text/calendar';
/** The host in the ids of events where nobody has said what it is. */
const UNKNOWN_HOST = 'boligtrapp.invalid';

const feedRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CalendarLinkRouteDeps }> = async (
  app,
  { deps },
) => {
  const { publicUrl } = deps;
  const domain = publicUrl === '' ? UNKNOWN_HOST : new URL(publicUrl).hostname;

  app.get(
    '/calendar-feeds/:calendarToken',
    {
      // A calendar program has no token of ours to send: the address is the secret.
      config: { access: 'public' },
      schema: {
        operationId: 'readCalendarFeed',
        tags: ['reports'],
        summary:
          'The days that matter of the latest night (iCalendar): how many of which kind, and nothing about whom',
        params: CalendarFeedParams,
        response: {
          200: { description: 'The calendar', content: { [CALENDAR]: { schema: Type.String() } } },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { deadlines } = await readCalendarFeed(deps, request.params.calendarToken);
      const writtenAt = deadlines?.run.finishedAt ?? deps.clock.now();
      const text = toDeadlineCalendar({ domain, writtenAt, groups: deadlines?.groups ?? [] });
      void reply.header('content-type', `${CALENDAR}; charset=utf-8`);
      void reply.header('cache-control', 'private, no-cache');
      return await reply.send(text);
    },
  );
};
