import {
  IdempotencyKey,
  NewestFirstCursor,
  NewestFirstQuery,
  problems,
  ReportDeliveryPage,
  ReportSubscription,
  ReportSubscriptionPage,
  ReportSubscriptionParams,
  ReportSubscriptionRequest,
} from '@boligtrapp/contracts';
import {
  listDeliveries,
  listSubscriptions,
  type ReportSubscriptionDeps,
  subscribeToReport,
  unsubscribeFromReport,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of subscriptions need. */
export interface ReportSubscriptionRouteDeps extends ReportSubscriptionDeps {
  /** Where callers reach the API, without a slash at the end; empty when nobody has said. */
  readonly publicUrl: string;
}

/** Roles that are told of every report, and what they were told. */
export const reportSubscriptionRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: ReportSubscriptionRouteDeps;
}> = async (app, { deps }) => {
  app.post(
    '/report-subscriptions',
    {
      config: { access: 'reports.write' },
      schema: {
        operationId: 'subscribeToReport',
        tags: ['reports'],
        summary: 'Have a role told of the report of every night, by a link and without mail',
        headers: IdempotencyKey,
        body: ReportSubscriptionRequest,
        response: { 201: ReportSubscription, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const row = await subscribeToReport(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(row);
    },
  );

  app.post(
    '/report-subscriptions/:reportSubscriptionId/end',
    {
      config: { access: 'reports.write' },
      schema: {
        operationId: 'endReportSubscription',
        tags: ['reports'],
        summary: 'End the subscription of a role',
        params: ReportSubscriptionParams,
        headers: IdempotencyKey,
        response: { 201: ReportSubscription, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const row = await unsubscribeFromReport(deps, actorOf(request), request.params, idempotencyOf(request));
      return await reply.code(201).send(row);
    },
  );

  app.get(
    '/report-subscriptions',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'listReportSubscriptions',
        tags: ['reports'],
        summary: 'Which roles are told of reports, ended subscriptions included, the newest first',
        querystring: NewestFirstQuery,
        response: { 200: ReportSubscriptionPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, NewestFirstCursor) ?? [];
      const page = await listSubscriptions(deps, actorOf(request), {
        afterId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => row,
        (row) => [row.id],
      );
    },
  );

  app.get(
    '/report-deliveries',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'listReportDeliveries',
        tags: ['reports'],
        summary: 'The reports that your role was told of, each with its link, the newest first',
        querystring: NewestFirstQuery,
        response: { 200: ReportDeliveryPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, NewestFirstCursor) ?? [];
      const page = await listDeliveries(deps, actorOf(request), {
        afterId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => ({ ...row, link: `${deps.publicUrl}/v1/rotation-runs/${row.runId}/report` }),
        (row) => [row.id],
      );
    },
  );
};
