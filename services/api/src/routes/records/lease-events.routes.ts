import {
  ClosedLease,
  IdempotencyKey,
  IfMatch,
  LeaseClosing,
  LeaseNoticeRegistration,
  LeaseParams,
  problems,
  RecordedLeaseNotice,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  type CloseLeaseDeps,
  closeLease,
  type RecordLeaseNoticeDeps,
  recordLeaseNotice,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { toLegalState } from './lease.dto.ts';

/** What the routes of what happens to a lease need. */
export type LeaseEventRouteDeps = RecordLeaseNoticeDeps & CloseLeaseDeps;

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** What happens to a lease after it is signed: notices, and its end. */
export const leaseEventRoutes: FastifyPluginAsyncTypebox<{ readonly deps: LeaseEventRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/leases/:leaseId/notices',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'recordLeaseNotice',
        tags: ['leases'],
        summary: 'Record a written notice; the answer tells whether a request to move counts',
        params: LeaseParams,
        headers: IdempotencyKey,
        body: LeaseNoticeRegistration,
        response: { 201: RecordedLeaseNotice, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const notice = { ...request.body, leaseId: request.params.leaseId };
      const recorded = await recordLeaseNotice(deps, actorOf(request), notice, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${notice.leaseId}`)
        .send({ ...recorded, legalState: toLegalState(recorded.legalState) });
    },
  );

  app.post(
    '/leases/:leaseId/close',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'closeLease',
        tags: ['leases'],
        summary: 'Close a lease, so that the dwelling is free from that day on',
        params: LeaseParams,
        headers: KeyAndVersion,
        body: LeaseClosing,
        response: { 201: ClosedLease, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = {
        ...request.body,
        leaseId: request.params.leaseId,
        version: versionOfEntityTag(request.headers['if-match']),
      };
      const closed = await closeLease(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${closed.id}`)
        .header('etag', toEntityTag(closed.version))
        .send(closed);
    },
  );
};
