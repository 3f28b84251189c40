import {
  EventTypeList,
  IdempotencyKey,
  IfMatch,
  NewestFirstCursor,
  NewestFirstQuery,
  problems,
  toEntityTag,
  versionOfEntityTag,
  WebhookSubscription,
  WebhookSubscriptionChange,
  WebhookSubscriptionPage,
  WebhookSubscriptionParams,
  WebhookSubscriptionRequest,
  WebhookSubscriptionWithSecret,
} from '@boligtrapp/contracts';
import { EVENT_CATALOGUE } from '@boligtrapp/domain';
import {
  changeWebhookSubscription,
  endWebhookSubscription,
  getWebhookSubscription,
  listWebhookSubscriptions,
  moveWebhookSubscription,
  rotateWebhookSecret,
  subscribeToEvents,
  type WebhookDeps,
  type WebhookSubscriptionView,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of webhooks need. */
export type WebhookRouteDeps = WebhookDeps;

const MOVES = [
  { action: 'pause', operationId: 'pauseWebhookSubscription', summary: 'Keep events for later' },
  { action: 'resume', operationId: 'resumeWebhookSubscription', summary: 'Send what was kept, and go on' },
] as const;

/** Other systems that are told of events. */
export const webhookSubscriptionRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: WebhookRouteDeps;
}> = async (app, { deps }) => {
  app.get(
    '/event-types',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'listEventTypes',
        tags: ['webhooks'],
        summary: 'Every type of event there is, and when it is sent',
        response: { 200: EventTypeList, ...problems() },
      },
    },
    async () => ({ items: Object.entries(EVENT_CATALOGUE).map(([type, kind]) => ({ type, ...kind })) }),
  );

  app.post(
    '/webhook-subscriptions',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'subscribeToEvents',
        tags: ['webhooks'],
        summary: 'Have another system told of events from now on; its secret is shown this once',
        headers: IdempotencyKey,
        body: WebhookSubscriptionRequest,
        response: { 201: WebhookSubscriptionWithSecret, ...problems(409, 413, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      const made = await subscribeToEvents(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).headers(headersOf(made)).send(toDto(made));
    },
  );

  app.get(
    '/webhook-subscriptions',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'listWebhookSubscriptions',
        tags: ['webhooks'],
        summary: 'Systems that are told of events, ended subscriptions included, the newest first',
        querystring: NewestFirstQuery,
        response: { 200: WebhookSubscriptionPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, NewestFirstCursor) ?? [];
      const query = { afterId, limit: pageSizeOf(request.query) };
      const page = await listWebhookSubscriptions(deps, actorOf(request), query);
      return toPage(page, toDto, (row) => [row.id]);
    },
  );

  app.get(
    '/webhook-subscriptions/:webhookSubscriptionId',
    {
      config: { access: 'webhooks.read' },
      schema: {
        operationId: 'getWebhookSubscription',
        tags: ['webhooks'],
        summary: 'One subscription',
        params: WebhookSubscriptionParams,
        response: { 200: WebhookSubscription, ...problems(404) },
      },
    },
    async (request, reply) => {
      const found = await getWebhookSubscription(deps, actorOf(request), request.params);
      return await reply.header('etag', toEntityTag(found.version)).send(toDto(found));
    },
  );

  app.patch(
    '/webhook-subscriptions/:webhookSubscriptionId',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'changeWebhookSubscription',
        tags: ['webhooks'],
        summary: 'Change address or types of a subscription',
        params: WebhookSubscriptionParams,
        headers: IfMatch,
        body: WebhookSubscriptionChange,
        response: { 200: WebhookSubscription, ...problems(404, 409, 412, 413, 415, 422, 428, 503) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...versionOf(request) };
      const changed = await changeWebhookSubscription(deps, actorOf(request), command);
      return await reply.header('etag', toEntityTag(changed.version)).send(toDto(changed));
    },
  );

  app.delete(
    '/webhook-subscriptions/:webhookSubscriptionId',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'endWebhookSubscription',
        tags: ['webhooks'],
        summary: 'End a subscription for good; what was sent to it can still be read',
        params: WebhookSubscriptionParams,
        headers: IfMatch,
        response: { 204: Type.Null(), ...problems(404, 409, 412, 428) },
      },
    },
    async (request, reply) => {
      await endWebhookSubscription(deps, actorOf(request), versionOf(request));
      return await reply.code(204).send(null);
    },
  );

  app.post(
    '/webhook-subscriptions/:webhookSubscriptionId/secret-rotations',
    {
      config: { access: 'webhooks.write' },
      schema: {
        operationId: 'rotateWebhookSecret',
        tags: ['webhooks'],
        summary: 'Sign with a new secret, and with the one before it for 24 hours more',
        params: WebhookSubscriptionParams,
        headers: KeyAndVersion,
        response: { 201: WebhookSubscriptionWithSecret, ...problems(404, 409, 412, 422, 428, 503) },
      },
    },
    async (request, reply) => {
      const command = versionOf(request);
      const made = await rotateWebhookSecret(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).headers(headersOf(made)).send(toDto(made));
    },
  );

  for (const { action, operationId, summary } of MOVES) {
    app.post(
      `/webhook-subscriptions/:webhookSubscriptionId/${action}`,
      {
        config: { access: 'webhooks.write' },
        schema: {
          operationId,
          tags: ['webhooks'],
          summary,
          params: WebhookSubscriptionParams,
          headers: KeyAndVersion,
          response: { 201: WebhookSubscription, ...problems(404, 409, 412, 422, 428) },
        },
      },
      async (request, reply) => {
        const command = { ...versionOf(request), action };
        const row = await moveWebhookSubscription(deps, actorOf(request), command, idempotencyOf(request));
        return await reply.code(201).headers(headersOf(row)).send(toDto(row));
      },
    );
  }
};

function versionOf(request: {
  readonly params: { readonly webhookSubscriptionId: string };
  readonly headers: { readonly 'if-match': string };
}): { readonly webhookSubscriptionId: string; readonly version: number } {
  return { ...request.params, version: versionOfEntityTag(request.headers['if-match']) };
}

function headersOf({ id, version }: WebhookSubscriptionView): Record<string, string> {
  return { location: `/v1/webhook-subscriptions/${id}`, etag: toEntityTag(version) };
}

function toDto<Row extends WebhookSubscriptionView>(
  row: Row,
): Omit<Row, 'eventTypes'> & { eventTypes: string[] } {
  return { ...row, eventTypes: [...row.eventTypes] };
}
