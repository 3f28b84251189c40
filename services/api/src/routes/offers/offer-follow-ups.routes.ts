import {
  CaseTaskCursor,
  CaseTaskPage,
  CaseTaskParams,
  DoneCaseTask,
  IdempotencyKey,
  OfferCursor,
  OfferParams,
  OfferRefusal,
  OfferRefusalPage,
  PageQuery,
  problems,
  RefusalAssessment,
} from '@boligtrapp/contracts';
import {
  assessRefusal,
  type CaseTaskDeps,
  completeCaseTask,
  listCaseTasks,
  listOfferRefusals,
  type RefusalDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of what offers leave to do need. */
export type OfferFollowUpRouteDeps = CaseTaskDeps & RefusalDeps;

/** What a case officer has to look at because something happened to an offer. */
export const offerFollowUpRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: OfferFollowUpRouteDeps;
}> = async (app, { deps }) => {
  app.get(
    '/case-tasks',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'listCaseTasks',
        tags: ['offers'],
        summary: 'Open tasks, the most pressing first',
        querystring: PageQuery,
        response: { 200: CaseTaskPage, ...problems() },
      },
    },
    async (request) => {
      const keys = keysetOf(request.query, CaseTaskCursor);
      const after = keys && { dueOn: keys[0], id: keys[1] };
      const page = await listCaseTasks(deps, actorOf(request), { after, limit: pageSizeOf(request.query) });
      return toPage(
        page,
        (task) => task,
        (task) => [task.dueOn, task.id],
      );
    },
  );

  app.post(
    '/case-tasks/:taskId/done',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'completeCaseTask',
        tags: ['offers'],
        summary: 'Mark a task as done',
        params: CaseTaskParams,
        headers: IdempotencyKey,
        response: { 201: DoneCaseTask, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const done = await completeCaseTask(
        deps,
        actorOf(request),
        request.params.taskId,
        idempotencyOf(request),
      );
      return await reply.code(201).send(done);
    },
  );

  app.get(
    '/offer-refusals',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'listOfferRefusals',
        tags: ['offers'],
        summary: 'Declined offers that nobody has assessed, from the oldest',
        querystring: PageQuery,
        response: { 200: OfferRefusalPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, OfferCursor) ?? [];
      const query = { afterId, limit: pageSizeOf(request.query) };
      const page = await listOfferRefusals(deps, actorOf(request), query);
      return toPage(
        page,
        (refusal) => refusal,
        (refusal) => [refusal.offerId],
      );
    },
  );

  app.post(
    '/offers/:offerId/refusal-assessments',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'assessOfferRefusal',
        tags: ['offers'],
        summary: 'Say what a refusal means; nothing follows from it by itself',
        params: OfferParams,
        headers: IdempotencyKey,
        body: RefusalAssessment,
        response: { 201: OfferRefusal, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, offerId: request.params.offerId };
      const refusal = await assessRefusal(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(refusal);
    },
  );
};
