import {
  ApplicationParams,
  DueDateCursor,
  DueDatePage,
  DueDateQuery,
  IdempotencyKey,
  MovedApplication,
  PreliminaryAnswer,
  problems,
  ReApplication,
  RegisteredApplication,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  type ListDueDatesDeps,
  listDueDates,
  type RegisterApplicationDeps,
  reApply,
  recordPreliminaryAnswer,
  type SettleApplicationDeps,
  settleApplication,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of what happens to an application need. */
export type ApplicationEventRouteDeps = RegisterApplicationDeps & SettleApplicationDeps & ListDueDatesDeps;

const ENDS = [
  {
    action: 'withdraw',
    operationId: 'withdrawApplication',
    summary: 'Withdraw an open application; those behind it in the queue move up',
  },
  {
    action: 'expire',
    operationId: 'expireApplication',
    summary: 'Let an open application lapse; those behind it in the queue move up',
  },
] as const;

/** What happens to an application after it came in, and by when it must be answered. */
export const applicationEventRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: ApplicationEventRouteDeps;
}> = async (app, { deps }) => {
  for (const { action, operationId, summary } of ENDS) {
    app.post(
      `/applications/:applicationId/${action}`,
      {
        config: { access: 'applications.write' },
        schema: {
          operationId,
          tags: ['applications'],
          summary,
          params: ApplicationParams,
          headers: KeyAndVersion,
          response: { 201: MovedApplication, ...problems(404, 409, 412, 422, 428) },
        },
      },
      async (request, reply) => {
        const { applicationId } = request.params;
        const version = versionOfEntityTag(request.headers['if-match']);
        const command = { applicationId, version, action };
        const moved = await settleApplication(deps, actorOf(request), command, idempotencyOf(request));
        return await reply
          .code(201)
          .header('location', `/v1/applications/${moved.id}`)
          .header('etag', toEntityTag(moved.version))
          .send(moved);
      },
    );
  }

  app.post(
    '/applications/:applicationId/re-apply',
    {
      config: { access: 'applications.write' },
      schema: {
        operationId: 'reApply',
        tags: ['applications'],
        summary: 'Register a new application that follows a settled one of the same household',
        params: ApplicationParams,
        headers: IdempotencyKey,
        body: ReApplication,
        response: { 201: RegisteredApplication, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, applicationId: request.params.applicationId };
      const made = await reApply(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/applications/${made.id}`).send(made);
    },
  );

  app.post(
    '/applications/:applicationId/preliminary-answers',
    {
      config: { access: 'applications.write' },
      schema: {
        operationId: 'recordPreliminaryAnswer',
        tags: ['applications'],
        summary: 'Record that an application that is not decided got its preliminary answer',
        params: ApplicationParams,
        headers: IdempotencyKey,
        body: PreliminaryAnswer,
        response: { 201: MovedApplication, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, applicationId: request.params.applicationId };
      const moved = await recordPreliminaryAnswer(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/applications/${moved.id}`)
        .header('etag', toEntityTag(moved.version))
        .send(moved);
    },
  );

  app.get(
    '/due-dates',
    {
      config: { access: 'applications.read' },
      schema: {
        operationId: 'listDueDates',
        tags: ['applications'],
        summary: 'What must be answered within a month of receipt, the earliest due first',
        querystring: DueDateQuery,
        response: { 200: DueDatePage, ...problems() },
      },
    },
    async (request) => {
      const keys = keysetOf(request.query, DueDateCursor);
      const after = keys && { dueOn: keys[0], id: keys[1] };
      const { householdId } = request.query;
      const query = { after, householdId, limit: pageSizeOf(request.query) };
      const page = await listDueDates(deps, actorOf(request), query);
      return toPage(
        page,
        (item) => item,
        (item) => [item.dueOn, item.id],
      );
    },
  );
};
