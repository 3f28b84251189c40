import {
  ChangedLeaseParty,
  HandoverRecord,
  Handovers,
  IdempotencyKey,
  IfMatch,
  LeaseOfOffer,
  LeaseOfOfferTerms,
  LeaseParams,
  LeasePartyChange,
  OfferParams,
  problems,
  RecordedHandover,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  type ChangeLeasePartyDeps,
  changeLeaseParty,
  type HandoverDeps,
  listHandovers,
  type MakeLeaseDeps,
  makeLeaseOfOffer,
  recordHandover,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { toLegalState } from './lease.dto.ts';

/** What the routes of leases that begin and change hands need. */
export type LeaseChangeRouteDeps = MakeLeaseDeps & ChangeLeasePartyDeps & HandoverDeps;

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** Leases made of offers, changes of parties, and handovers. */
export const leaseChangeRoutes: FastifyPluginAsyncTypebox<{ readonly deps: LeaseChangeRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/offers/:offerId/lease',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'makeLeaseOfOffer',
        tags: ['leases'],
        summary: 'Make a lease of an accepted offer; an earlier home of the household ends on its first day',
        params: OfferParams,
        headers: IdempotencyKey,
        body: LeaseOfOfferTerms,
        response: { 201: LeaseOfOffer, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, offerId: request.params.offerId };
      const lease = await makeLeaseOfOffer(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${lease.id}`)
        .header('etag', toEntityTag(lease.version))
        .send({ ...lease, legalState: toLegalState(lease.legalState) });
    },
  );

  app.post(
    '/leases/:leaseId/party-changes',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'changeLeaseParty',
        tags: ['leases'],
        summary: 'Let somebody enter a lease after a death or when a household divides; no new allocation',
        params: LeaseParams,
        headers: KeyAndVersion,
        body: LeasePartyChange,
        response: { 201: ChangedLeaseParty, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = {
        ...request.body,
        leaseId: request.params.leaseId,
        version: versionOfEntityTag(request.headers['if-match']),
      };
      const changed = await changeLeaseParty(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${changed.id}`).send(changed);
    },
  );

  app.post(
    '/leases/:leaseId/handovers',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'recordHandover',
        tags: ['leases'],
        summary: 'Record the checklist of a handover when a tenant moves in or out',
        params: LeaseParams,
        headers: IdempotencyKey,
        body: HandoverRecord,
        response: { 201: RecordedHandover, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, leaseId: request.params.leaseId };
      const recorded = await recordHandover(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${command.leaseId}/handovers`)
        .send(recorded);
    },
  );

  app.get(
    '/leases/:leaseId/handovers',
    {
      config: { access: 'leases.read' },
      schema: {
        operationId: 'listHandovers',
        tags: ['leases'],
        summary: 'The checklists of a lease, from the first',
        params: LeaseParams,
        response: { 200: Handovers, ...problems(404) },
      },
    },
    async (request) => ({ items: await listHandovers(deps, actorOf(request), request.params.leaseId) }),
  );
};
