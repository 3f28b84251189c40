import {
  IdempotencyKey,
  LeaseCursor,
  LeaseDayQuery,
  LeaseDetails,
  LeasePage,
  LeaseParams,
  LeaseQuery,
  LeaseRegistration,
  problems,
  RegisteredLease,
  toEntityTag,
} from '@boligtrapp/contracts';
import {
  getLease,
  listLeases,
  type ReadLeasesDeps,
  type RegisterLeaseDeps,
  registerLease,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { toLease, toLeaseDetails, toLegalState } from './lease.dto.ts';

/** What the routes of leases need. */
export type LeaseRouteDeps = RegisterLeaseDeps & ReadLeasesDeps;

/** Leases with the state that the law gives them. */
export const leaseRoutes: FastifyPluginAsyncTypebox<{ readonly deps: LeaseRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/leases',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'registerLease',
        tags: ['leases'],
        summary: 'Register a lease; the answer warns of what the law makes of it',
        headers: IdempotencyKey,
        body: LeaseRegistration,
        response: { 201: RegisteredLease, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const lease = await registerLease(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${lease.id}`)
        .header('etag', toEntityTag(lease.version))
        .send({ ...lease, legalState: toLegalState(lease.legalState) });
    },
  );

  app.get(
    '/leases',
    {
      config: { access: 'leases.read' },
      schema: {
        operationId: 'listLeases',
        tags: ['leases'],
        summary: 'Leases by the end of their term, those without one last, with the state of each',
        querystring: LeaseQuery,
        response: { 200: LeasePage, ...problems() },
      },
    },
    async (request) => {
      const { dwellingId, householdId, lastDayBefore, state, on } = request.query;
      const keys = keysetOf(request.query, LeaseCursor);
      const after = keys && { lastDay: keys[0] === '' ? null : keys[0], id: keys[1] };
      const limit = pageSizeOf(request.query);
      const query = { dwellingId, householdId, lastDayBefore, state, on, after, limit };
      const page = await listLeases(deps, actorOf(request), query);
      return toPage(page, toLease, (lease) => [lease.lastDay ?? '', lease.id]);
    },
  );

  app.get(
    '/leases/:leaseId',
    {
      config: { access: 'leases.read' },
      schema: {
        operationId: 'getLease',
        tags: ['leases'],
        summary: 'One lease with its notices and its state on a day',
        params: LeaseParams,
        querystring: LeaseDayQuery,
        response: { 200: LeaseDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const lease = await getLease(deps, actorOf(request), request.params.leaseId, request.query.on);
      void reply.header('etag', toEntityTag(lease.version));
      return toLeaseDetails(lease);
    },
  );
};
