import {
  HandledSuccession,
  IdempotencyKey,
  OfferCursor,
  problems,
  SuccessionDecision,
  SuccessionDiscard,
  SuccessionPage,
  SuccessionParams,
  SuccessionQuery,
} from '@boligtrapp/contracts';
import {
  confirmSuccession,
  decideSuccession,
  discardSuccession,
  listSuccessions,
  type SuccessionDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** The next in line for dwellings whose offer ended without a lease. */
export const successionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: SuccessionDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/successions',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'listSuccessions',
        tags: ['offers'],
        summary: 'Proposals of a next in line, from the newest',
        querystring: SuccessionQuery,
        response: { 200: SuccessionPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, OfferCursor) ?? [];
      const query = { state: request.query.state, afterId, limit: pageSizeOf(request.query) };
      const page = await listSuccessions(deps, actorOf(request), query);
      return toPage(
        page,
        (succession) => succession,
        (succession) => [succession.id],
      );
    },
  );

  app.post(
    '/successions/:successionId/confirm',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'confirmSuccession',
        tags: ['offers'],
        summary: 'Stand behind a proposal, as the first of two persons',
        params: SuccessionParams,
        headers: IdempotencyKey,
        response: { 201: HandledSuccession, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { successionId } = request.params;
      const handled = await confirmSuccession(deps, actorOf(request), successionId, idempotencyOf(request));
      return await reply.code(201).send(handled);
    },
  );

  app.post(
    '/successions/:successionId/decide',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'decideSuccession',
        tags: ['offers'],
        summary: 'Decide on a confirmed proposal by delegation, as the second person; the offer is sent',
        params: SuccessionParams,
        headers: IdempotencyKey,
        body: SuccessionDecision,
        response: { 201: HandledSuccession, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, successionId: request.params.successionId };
      const handled = await decideSuccession(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(handled);
    },
  );

  app.post(
    '/successions/:successionId/discard',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'discardSuccession',
        tags: ['offers'],
        summary: 'Discard a proposal with a reason; the one after it is looked for',
        params: SuccessionParams,
        headers: IdempotencyKey,
        body: SuccessionDiscard,
        response: { 201: HandledSuccession, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, successionId: request.params.successionId };
      const handled = await discardSuccession(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(handled);
    },
  );
};
