import {
  IdempotencyKey,
  IfMatchRuling,
  LeaseRenewal,
  problems,
  RenewedLease,
  ReviewParams,
  ReviewProtocol,
  ReviewRulingChange,
  ReviewSignature,
  RuledReview,
  SignedReview,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  getReviewProtocol,
  type ReviewDeps,
  renewLease,
  ruleReview,
  signReview,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { toLegalState } from '../records/lease.dto.ts';

/** What people rule about a review, the signatures that decide it, its minutes, and the renewed lease. */
export const reviewDecisionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReviewDeps }> = async (
  app,
  { deps },
) => {
  app.put(
    '/reviews/:reviewId/ruling',
    {
      config: { access: 'decisions.write' },
      schema: {
        operationId: 'ruleReview',
        tags: ['reviews'],
        summary: 'Rule on a review that is prepared, until two have signed',
        params: ReviewParams,
        headers: IfMatchRuling,
        body: ReviewRulingChange,
        response: { 200: RuledReview, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const ruling = await ruleReview(deps, actorOf(request), {
        ...request.body,
        reviewId: request.params.reviewId,
        version: versionOfEntityTag(request.headers['if-match']),
      });
      void reply.header('etag', toEntityTag(ruling.version));
      return ruling;
    },
  );

  app.post(
    '/reviews/:reviewId/signatures',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'signReview',
        tags: ['reviews'],
        summary: 'Sign, in a meeting or by delegation; the second signature under the same content decides',
        params: ReviewParams,
        headers: IdempotencyKey,
        body: ReviewSignature,
        response: { 201: SignedReview, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { reviewId } = request.params;
      const command = { meetingId: null, delegationReference: null, ...request.body, reviewId };
      const signed = await signReview(deps, actorOf(request), command, idempotencyOf(request));
      const location =
        signed.decisionId === null ? `/v1/reviews/${reviewId}` : `/v1/decisions/${signed.decisionId}`;
      return await reply.code(201).header('location', location).send(signed);
    },
  );

  app.get(
    '/reviews/:reviewId/protocol',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'getReviewProtocol',
        tags: ['reviews'],
        summary: 'The minutes of a review, with their hash, once it is decided',
        params: ReviewParams,
        response: { 200: ReviewProtocol, ...problems(404) },
      },
    },
    async (request) => await getReviewProtocol(deps, actorOf(request), request.params.reviewId),
  );

  app.post(
    '/reviews/:reviewId/lease',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'renewLease',
        tags: ['reviews'],
        summary: 'Make the lease that was decided; the former one ends on its first day',
        params: ReviewParams,
        headers: IdempotencyKey,
        body: LeaseRenewal,
        response: { 201: RenewedLease, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, reviewId: request.params.reviewId };
      const lease = await renewLease(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${lease.id}`)
        .header('etag', toEntityTag(lease.version))
        .send({ ...lease, legalState: toLegalState(lease.legalState) });
    },
  );
};
