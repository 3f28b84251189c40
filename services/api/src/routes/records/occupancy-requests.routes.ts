import {
  IdempotencyKey,
  LeaseParams,
  OccupancyAnswer,
  OccupancyRequest,
  OccupancyRequestParams,
  OccupancyRequestRegistration,
  problems,
  RegisteredOccupancyRequest,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  answerOccupancyRequest,
  getOccupancyRequest,
  type RegisterOccupancyRequestDeps,
  registerOccupancyRequest,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';

/** What the routes of applications to take somebody in need. */
export type OccupancyRequestRouteDeps = RegisterOccupancyRequestDeps;

/** Applications of tenants to take in a household member; silence is consent. */
export const occupancyRequestRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: OccupancyRequestRouteDeps;
}> = async (app, { deps }) => {
  app.post(
    '/leases/:leaseId/occupancy-requests',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'registerOccupancyRequest',
        tags: ['leases'],
        summary: 'Register a written application to take in a household member; an answer is due in a month',
        params: LeaseParams,
        headers: IdempotencyKey,
        body: OccupancyRequestRegistration,
        response: { 201: RegisteredOccupancyRequest, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, leaseId: request.params.leaseId };
      const made = await registerOccupancyRequest(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/occupancy-requests/${made.id}`)
        .header('etag', toEntityTag(made.version))
        .send(made);
    },
  );

  app.get(
    '/occupancy-requests/:occupancyRequestId',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'getOccupancyRequest',
        tags: ['leases'],
        summary: 'One application to take in a household member, with what it amounts to today',
        params: OccupancyRequestParams,
        response: { 200: OccupancyRequest, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { occupancyRequestId } = request.params;
      const found = await getOccupancyRequest(deps, actorOf(request), occupancyRequestId);
      void reply.header('etag', toEntityTag(found.version));
      return found;
    },
  );

  app.post(
    '/occupancy-requests/:occupancyRequestId/answers',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'answerOccupancyRequest',
        tags: ['leases'],
        summary: 'Answer an application to take in a household member; too late to refuse after a month',
        params: OccupancyRequestParams,
        headers: KeyAndVersion,
        body: OccupancyAnswer,
        response: { 201: RegisteredOccupancyRequest, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const { occupancyRequestId } = request.params;
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, occupancyRequestId, version };
      const answered = await answerOccupancyRequest(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/occupancy-requests/${answered.id}`)
        .header('etag', toEntityTag(answered.version))
        .send(answered);
    },
  );
};
