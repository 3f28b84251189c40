import {
  IdempotencyKey,
  NoticeCursor,
  NoticePage,
  NoticePreparation,
  NoticeQuery,
  PreparedNotice,
  problems,
  toEntityTag,
} from '@boligtrapp/contracts';
import { type FileScanDeps, listNotices, type NoticeDeps, prepareNotice } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { letterSenderRoutes } from './letter-senders.routes.ts';
import { letterTemplateFileRoutes } from './letter-template-files.routes.ts';
import { letterTemplateRoutes } from './letter-templates.routes.ts';
import { noticeCommandRoutes } from './notice-commands.routes.ts';
import { noticeDetailRoutes } from './notice-details.routes.ts';

/** Letters about the end of leases, their templates, and what they say of their sender. */
export const noticeRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps & FileScanDeps }> = async (
  app,
  options,
) => {
  await app.register(noticeListRoutes, options);
  await app.register(noticeDetailRoutes, options);
  await app.register(noticeCommandRoutes, options);
  await app.register(letterTemplateRoutes, options);
  await app.register(letterTemplateFileRoutes, options);
  await app.register(letterSenderRoutes, options);
};

const noticeListRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps & FileScanDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/notices',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'listNotices',
        tags: ['notices'],
        summary: 'Letters about the end of leases, by the day from which they are due',
        querystring: NoticeQuery,
        response: { 200: NoticePage, ...problems() },
      },
    },
    async (request) => {
      const { kind, sequence, state, dueUntil, leaseId } = request.query;
      const [dueOn, id] = keysetOf(request.query, NoticeCursor) ?? [];
      const after = dueOn === undefined || id === undefined ? undefined : { dueOn, id };
      const query = { kind, sequence, state, dueUntil, leaseId, after, limit: pageSizeOf(request.query) };
      const page = await listNotices(deps, actorOf(request), query);
      const answer = toPage(
        page,
        (notice) => notice,
        (notice) => [notice.dueOn, notice.id],
      );
      return { ...answer, counts: page.counts };
    },
  );

  app.post(
    '/notices',
    {
      config: { access: 'notices.write' },
      schema: {
        operationId: 'prepareNotice',
        tags: ['notices'],
        summary: 'Prepare a letter by hand, whether or not a rule asks for it',
        headers: IdempotencyKey,
        body: NoticePreparation,
        response: { 201: PreparedNotice, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const notice = await prepareNotice(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/notices/${notice.id}`)
        .header('etag', toEntityTag(notice.version))
        .send(notice);
    },
  );
};
