import {
  CaseBlockPage,
  CaseBlockParams,
  CaseLiftRequest,
  IdempotencyKey,
  PrivacyCursor,
  PrivacyPageQuery,
  problems,
  RequestedCaseLift,
} from '@boligtrapp/contracts';
import { listCaseBlocks, type RetentionDeps, requestCaseLift } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** Blocked cases, by ids alone. */
export const archiveRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RetentionDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/case-blocks',
    {
      config: { access: 'archive.read' },
      schema: {
        operationId: 'listCaseBlocks',
        tags: ['privacy'],
        summary: 'Blocked cases (sperret) from the newest, by ids and dates',
        querystring: PrivacyPageQuery,
        response: { 200: CaseBlockPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, PrivacyCursor) ?? [];
      const query = { afterId, limit: pageSizeOf(request.query) };
      const page = await listCaseBlocks(deps, actorOf(request), query);
      return toPage(
        page,
        (block) => block,
        ({ id }) => [id],
      );
    },
  );

  app.post(
    '/case-blocks/:householdId/lift',
    {
      config: { access: 'archive.write' },
      schema: {
        operationId: 'liftCaseBlock',
        tags: ['privacy'],
        summary: 'Ask for a blocked case to be seen again, with a reason; a worker lifts the block',
        params: CaseBlockParams,
        headers: IdempotencyKey,
        body: CaseLiftRequest,
        response: { 201: RequestedCaseLift, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const block = await requestCaseLift(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(block);
    },
  );
};
