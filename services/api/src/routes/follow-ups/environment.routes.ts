import {
  EnvironmentReportCursor,
  EnvironmentReportListQuery,
  EnvironmentReportPage,
  EnvironmentReportParams,
  EnvironmentReportRegistration,
  EnvironmentReportWithdrawal,
  IdempotencyKey,
  PlaceEnvironment,
  PlaceEnvironmentList,
  PlaceEnvironmentQuery,
  PlaceParams,
  problems,
  RegisteredObservation,
  WithdrawnObservation,
} from '@boligtrapp/contracts';
import {
  type FollowUpDeps,
  getPlaceEnvironment,
  listEnvironmentReports,
  listPlaceEnvironments,
  registerEnvironmentReport,
  withdrawEnvironmentReport,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: FollowUpDeps }>;

/** Reports about environments, and what they and the incidents propose for the status of places. */
export const environmentRoutes: Routes = async (app, options) => {
  await app.register(reportRoutes, options);
  await app.register(judgementRoutes, options);
};

const reportRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/environment-reports',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'listEnvironmentReports',
        tags: ['environment'],
        summary: 'Reports about environments from the latest',
        querystring: EnvironmentReportListQuery,
        response: { 200: EnvironmentReportPage, ...problems() },
      },
    },
    async (request) => {
      const { placeId, withdrawn } = request.query;
      const [reportedOn, id] = keysetOf(request.query, EnvironmentReportCursor) ?? [];
      const page = await listEnvironmentReports(deps, actorOf(request), {
        placeId,
        isWithdrawn: withdrawn,
        after: reportedOn === undefined || id === undefined ? undefined : { reportedOn, id },
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (report) => report,
        (report) => [report.reportedOn, report.id],
      );
    },
  );

  app.post(
    '/environment-reports',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'registerEnvironmentReport',
        tags: ['environment'],
        summary: 'Report how the environment of a building or neighbourhood is: a level and a count',
        headers: IdempotencyKey,
        body: EnvironmentReportRegistration,
        response: { 201: RegisteredObservation, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const report = await registerEnvironmentReport(deps, actorOf(request), body, idempotencyOf(request));
      return await reply.code(201).send(report);
    },
  );

  app.post(
    '/environment-reports/:reportId/withdraw',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'withdrawEnvironmentReport',
        tags: ['environment'],
        summary: 'Mark a report as wrong; it stays, and counts no more',
        params: EnvironmentReportParams,
        headers: IdempotencyKey,
        body: EnvironmentReportWithdrawal,
        response: { 201: WithdrawnObservation, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const answer = await withdrawEnvironmentReport(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );
};

const judgementRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/place-environments',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'listPlaceEnvironments',
        tags: ['environment'],
        summary: 'What the environment of every place proposes for its status; a person sets it',
        querystring: PlaceEnvironmentQuery,
        response: { 200: PlaceEnvironmentList, ...problems() },
      },
    },
    async (request) => await listPlaceEnvironments(deps, actorOf(request), request.query),
  );

  app.get(
    '/places/:placeId/environment',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getPlaceEnvironment',
        tags: ['environment'],
        summary: 'The points of one building or neighbourhood, with their parts, and what they propose',
        params: PlaceParams,
        response: { 200: PlaceEnvironment, ...problems(404) },
      },
    },
    async (request) => await getPlaceEnvironment(deps, actorOf(request), request.params.placeId),
  );
};
