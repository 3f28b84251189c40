import {
  IdempotencyKey,
  NewestFirstCursor,
  problems,
  WebhookDeliveryPage,
  WebhookDeliveryParams,
  WebhookDeliveryQuery,
  WebhookReplay,
  WebhookReplayRequest,
  WebhookSubscriptionParams,
  WebhookTest,
} from '@boligtrapp/contracts';
import {
  listWebhookDeliveries,
  replayWebhookDelivery,
  replayWebhookRange,
  testWebhookSubscription,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import type { WebhookRouteDeps } from './webhook-subscriptions.routes.ts';

/** What was sent to other systems, and sending it again. */
export const webhookDeliveryRoutes: FastifyPluginAsyncTypebox<{ readonly deps: WebhookRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/webhook-subscriptions/:webhookSubscriptionId/deliveries',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'listWebhookDeliveries',
        tags: ['webhooks'],
        summary: 'What is sent to a subscription, with every attempt, the newest first; kept for 90 days',
        params: WebhookSubscriptionParams,
        querystring: WebhookDeliveryQuery,
        response: { 200: WebhookDeliveryPage, ...problems(404) },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, NewestFirstCursor) ?? [];
      const page = await listWebhookDeliveries(deps, actorOf(request), {
        ...request.params,
        state: request.query.state,
        afterId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => ({ ...row, attempts: [...row.attempts] }),
        (row) => [row.id],
      );
    },
  );

  app.post(
    '/webhook-subscriptions/:webhookSubscriptionId/deliveries/:webhookDeliveryId/replay',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'replayWebhookDelivery',
        tags: ['webhooks'],
        summary: 'Send one event again, under the same id',
        params: WebhookDeliveryParams,
        headers: IdempotencyKey,
        response: { 202: WebhookReplay, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const key = idempotencyOf(request);
      const replayed = await replayWebhookDelivery(deps, actorOf(request), request.params, key);
      return await reply.code(202).send(replayed);
    },
  );

  app.post(
    '/webhook-subscriptions/:webhookSubscriptionId/replays',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'replayWebhookRange',
        tags: ['webhooks'],
        summary: 'Send what happened in a range of time again, under the same ids',
        params: WebhookSubscriptionParams,
        headers: IdempotencyKey,
        body: WebhookReplayRequest,
        response: { 202: WebhookReplay, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const replayed = await replayWebhookRange(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(202).send(replayed);
    },
  );

  app.post(
    '/webhook-subscriptions/:webhookSubscriptionId/tests',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'testWebhookSubscription',
        tags: ['webhooks'],
        summary: 'Send an event that tells of nothing',
        params: WebhookSubscriptionParams,
        headers: IdempotencyKey,
        response: { 202: WebhookTest, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const key = idempotencyOf(request);
      const sent = await testWebhookSubscription(deps, actorOf(request), request.params, key);
      return await reply.code(202).send(sent);
    },
  );
};
