import {
  AssessmentCursor,
  AssessmentDetails,
  AssessmentPage,
  AssessmentParams,
  AssessmentQuery,
  AssessmentRegistration,
  IdempotencyKey,
  problems,
  RegisteredAssessment,
} from '@boligtrapp/contracts';
import {
  getAssessment,
  listAssessments,
  type ReadAssessmentsDeps,
  type RegisterAssessmentDeps,
  registerAssessment,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of assessments need. */
export type AssessmentRouteDeps = RegisterAssessmentDeps & ReadAssessmentsDeps;

/** Assessments of need: appended, never changed. */
export const assessmentRoutes: FastifyPluginAsyncTypebox<{ readonly deps: AssessmentRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/assessments',
    {
      config: { access: 'assessments.write' },
      schema: {
        operationId: 'registerAssessment',
        tags: ['assessments'],
        summary: 'Add the next version of a household’s assessment',
        headers: IdempotencyKey,
        body: AssessmentRegistration,
        response: { 201: RegisteredAssessment, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const made = await registerAssessment(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/assessments/${made.id}`).send(made);
    },
  );

  app.get(
    '/assessments',
    {
      config: { access: 'assessments.read' },
      schema: {
        operationId: 'listAssessments',
        tags: ['assessments'],
        summary: 'The assessments of a household from the newest, which is the one in force',
        querystring: AssessmentQuery,
        response: { 200: AssessmentPage, ...problems(404) },
      },
    },
    async (request) => {
      const { householdId } = request.query;
      const [beforeVersion] = keysetOf(request.query, AssessmentCursor) ?? [];
      const query = { householdId, beforeVersion, limit: pageSizeOf(request.query) };
      const page = await listAssessments(deps, actorOf(request), query);
      return toPage(
        page,
        (row) => row,
        (row) => [row.versionNumber],
      );
    },
  );

  app.get(
    '/assessments/:assessmentId',
    {
      config: { access: 'assessments.read' },
      schema: {
        operationId: 'getAssessment',
        tags: ['assessments'],
        summary: 'One assessment with the bedroom norm of its day',
        params: AssessmentParams,
        response: { 200: AssessmentDetails, ...problems(404) },
      },
    },
    async (request) => await getAssessment(deps, actorOf(request), request.params.assessmentId),
  );
};
