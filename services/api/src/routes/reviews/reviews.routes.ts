import {
  IdempotencyKey,
  IfMatch,
  MovedReview,
  OpenedReview,
  problems,
  RecordedReviewInput,
  ReviewAssignment,
  ReviewCursor,
  ReviewDetails,
  ReviewInputRecord,
  ReviewOpening,
  ReviewPage,
  ReviewParams,
  ReviewQuery,
  ReviewTransition,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  assignReview,
  getReview,
  listReviews,
  openReview,
  prepareReview,
  type ReviewDeps,
  recordReviewInput,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { preferredLanguage } from '../../problems/language.ts';
import { toReviewDetails } from './review.dto.ts';
import { reviewDecisionRoutes } from './review-decisions.routes.ts';

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** Reviews of tenancies before their term runs out, from their opening until they are prepared. */
export const reviewRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReviewDeps }> = async (
  app,
  { deps },
) => {
  await app.register(reviewDecisionRoutes, { deps });

  app.post(
    '/reviews',
    {
      config: { access: 'reviews.write' },
      schema: {
        operationId: 'openReview',
        tags: ['reviews'],
        summary: 'Open the review of a lease; the night opens those that are due',
        headers: IdempotencyKey,
        body: ReviewOpening,
        response: { 201: OpenedReview, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { correctsDecisionId: null, ...request.body };
      const review = await openReview(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/reviews/${review.id}`)
        .header('etag', toEntityTag(review.version))
        .send(review);
    },
  );

  app.get(
    '/reviews',
    {
      config: { access: 'reviews.read' },
      schema: {
        operationId: 'listReviews',
        tags: ['reviews'],
        summary: 'Reviews by the end of the term, those without one last',
        querystring: ReviewQuery,
        response: { 200: ReviewPage, ...problems() },
      },
    },
    async (request) => {
      const { state, leaseId, assignedTo, isUnassigned, dueBefore } = request.query;
      const keys = keysetOf(request.query, ReviewCursor);
      const page = await listReviews(deps, actorOf(request), {
        state,
        leaseId,
        assignedTo: isUnassigned === true ? null : assignedTo,
        dueBefore,
        after: keys && { termLastDay: keys[0] === '' ? null : keys[0], id: keys[1] },
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (review) => review,
        (review) => [review.termLastDay ?? '', review.id],
      );
    },
  );

  app.get(
    '/reviews/:reviewId',
    {
      config: { access: 'reviews.read' },
      schema: {
        operationId: 'getReview',
        tags: ['reviews'],
        summary: 'One review with what it rests on, what the rules recommend and why, and what is ruled',
        params: ReviewParams,
        response: { 200: ReviewDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const review = await getReview(deps, actorOf(request), request.params.reviewId);
      const language = preferredLanguage(request.headers['accept-language']);
      void reply
        .header('etag', toEntityTag(review.version))
        .header('content-language', language)
        .header('vary', 'accept-language');
      return toReviewDetails(review, language);
    },
  );

  app.post(
    '/reviews/:reviewId/inputs',
    {
      config: { access: 'reviews.write' },
      schema: {
        operationId: 'recordReviewInput',
        tags: ['reviews'],
        summary: 'Take in the reassessment, the wish of the tenant, or the rent',
        params: ReviewParams,
        headers: KeyAndVersion,
        body: ReviewInputRecord,
        response: { 201: RecordedReviewInput, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, reviewId: request.params.reviewId, version };
      const recorded = await recordReviewInput(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/reviews/${recorded.reviewId}`)
        .header('etag', toEntityTag(recorded.version))
        .send(recorded);
    },
  );

  app.post(
    '/reviews/:reviewId/assignment',
    {
      config: { access: 'reviews.write' },
      schema: {
        operationId: 'assignReview',
        tags: ['reviews'],
        summary: 'Give the review to a case officer, or to nobody',
        params: ReviewParams,
        headers: KeyAndVersion,
        body: ReviewAssignment,
        response: { 201: MovedReview, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, reviewId: request.params.reviewId, version };
      const review = await assignReview(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(review.version)).send(review);
    },
  );

  app.post(
    '/reviews/:reviewId/transitions',
    {
      config: { access: 'reviews.write' },
      schema: {
        operationId: 'prepareReview',
        tags: ['reviews'],
        summary: 'Prepare a review that has all it rests on, or take it back to take in more',
        params: ReviewParams,
        headers: KeyAndVersion,
        body: ReviewTransition,
        response: { 201: MovedReview, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, reviewId: request.params.reviewId, version };
      const review = await prepareReview(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(review.version)).send(review);
    },
  );
};
