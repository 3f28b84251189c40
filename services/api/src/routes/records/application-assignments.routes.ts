import {
  ApplicationAssignmentRequest,
  AssignedApplications,
  IdempotencyKey,
  problems,
} from '@boligtrapp/contracts';
import { type AssignApplicationsDeps, assignApplications } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** Who answers for which application. */
export const applicationAssignmentRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: AssignApplicationsDeps;
}> = async (app, { deps }) => {
  app.post(
    '/application-assignments',
    {
      config: { access: 'applications.write' },
      schema: {
        operationId: 'assignApplications',
        tags: ['applications'],
        summary: 'Say who answers for applications, or give them back; each is answered for itself',
        headers: IdempotencyKey,
        body: ApplicationAssignmentRequest,
        response: { 201: AssignedApplications, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const items = await assignApplications(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send({ items: [...items] });
    },
  );
};
