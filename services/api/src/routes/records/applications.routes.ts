import {
  ApplicationCursor,
  ApplicationPage,
  ApplicationParams,
  ApplicationQuery,
  ApplicationRegistration,
  HousingApplication,
  IdempotencyKey,
  problems,
  RegisteredApplication,
  toEntityTag,
} from '@boligtrapp/contracts';
import {
  getApplication,
  listApplications,
  type ReadApplicationsDeps,
  type RegisterApplicationDeps,
  registerApplication,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of applications need. */
export type ApplicationRouteDeps = RegisterApplicationDeps & ReadApplicationsDeps;

/** Housing applications. */
export const applicationRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ApplicationRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/applications',
    {
      config: { access: 'applications.write' },
      schema: {
        operationId: 'registerApplication',
        tags: ['applications'],
        summary: 'Register an application as received; the answer is the receipt',
        headers: IdempotencyKey,
        body: ApplicationRegistration,
        response: { 201: RegisteredApplication, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const made = await registerApplication(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/applications/${made.id}`).send(made);
    },
  );

  app.get(
    '/applications',
    {
      config: { access: 'applications.read' },
      schema: {
        operationId: 'listApplications',
        tags: ['applications'],
        summary: 'Applications from the one received first',
        querystring: ApplicationQuery,
        response: { 200: ApplicationPage, ...problems() },
      },
    },
    async (request) => {
      const { householdId, status } = request.query;
      const keys = keysetOf(request.query, ApplicationCursor);
      const after = keys && { receivedOn: keys[0], id: keys[1] };
      const query = { householdId, status, after, limit: pageSizeOf(request.query) };
      const page = await listApplications(deps, actorOf(request), query);
      return toPage(
        page,
        (row) => row,
        (row) => [row.receivedOn, row.id],
      );
    },
  );

  app.get(
    '/applications/:applicationId',
    {
      config: { access: 'applications.read' },
      schema: {
        operationId: 'getApplication',
        tags: ['applications'],
        summary: 'One application',
        params: ApplicationParams,
        response: { 200: HousingApplication, ...problems(404) },
      },
    },
    async (request, reply) => {
      const application = await getApplication(deps, actorOf(request), request.params.applicationId);
      void reply.header('etag', toEntityTag(application.version));
      return application;
    },
  );
};
