import {
  IdempotencyKey,
  IfMatch,
  KeepApart,
  KeepApartCursor,
  KeepApartEnd,
  KeepApartPage,
  KeepApartParams,
  KeepApartQuery,
  KeepApartReason,
  KeepApartRegistration,
  KeepApartReview,
  problems,
  StoredKeepApart,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  getKeepApart,
  getKeepApartReason,
  type KeepApartDeps,
  listKeepApart,
  type ReadKeepApartDeps,
  registerKeepApart,
  reviewKeepApart,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of keep-apart pairs need. */
export type KeepApartRouteDeps = KeepApartDeps & ReadKeepApartDeps;

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** Households that are kept apart. Lists are neutral; the reason is read one by one. */
export const keepApartRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KeepApartRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(readingRoutes, options);
  await app.register(writingRoutes, options);
};

const readingRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KeepApartRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/keep-apart',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'listKeepApart',
        tags: ['keep-apart'],
        summary: 'Pairs without their reasons, the one whose review is due first first',
        querystring: KeepApartQuery,
        response: { 200: KeepApartPage, ...problems() },
      },
    },
    async (request) => {
      const { householdId, state, overdue } = request.query;
      const keys = keysetOf(request.query, KeepApartCursor);
      const after = keys && { reviewOn: keys[0], id: keys[1] };
      const query = { householdId, state, overdue, after, limit: pageSizeOf(request.query) };
      const page = await listKeepApart(deps, actorOf(request), query);
      return toPage(
        page,
        (pair) => pair,
        (pair) => [pair.reviewOn, pair.id],
      );
    },
  );

  app.get(
    '/keep-apart/:keepApartId',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'getKeepApart',
        tags: ['keep-apart'],
        summary: 'One pair without its reason',
        params: KeepApartParams,
        response: { 200: KeepApart, ...problems(404) },
      },
    },
    async (request, reply) => {
      const pair = await getKeepApart(deps, actorOf(request), request.params.keepApartId);
      void reply.header('etag', toEntityTag(pair.version));
      return pair;
    },
  );

  app.get(
    '/keep-apart/:keepApartId/reason',
    {
      config: { access: 'keep-apart.read' },
      schema: {
        operationId: 'getKeepApartReason',
        tags: ['keep-apart'],
        summary: 'The restricted reason of a pair and what was noted at its reviews; the reading is logged',
        params: KeepApartParams,
        response: { 200: KeepApartReason, ...problems(404) },
      },
    },
    async (request) => await getKeepApartReason(deps, actorOf(request), request.params.keepApartId),
  );
};

const writingRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KeepApartRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/keep-apart',
    {
      config: { access: 'keep-apart.write' },
      schema: {
        operationId: 'registerKeepApart',
        tags: ['keep-apart'],
        summary: 'Register that two households must not share a building or neighbourhood',
        headers: IdempotencyKey,
        body: KeepApartRegistration,
        response: { 201: StoredKeepApart, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const pair = await registerKeepApart(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/keep-apart/${pair.id}`)
        .header('etag', toEntityTag(pair.version))
        .send(pair);
    },
  );

  const reviewing = { params: KeepApartParams, headers: KeyAndVersion };
  const answers = { 201: StoredKeepApart, ...problems(404, 409, 412, 413, 415, 422, 428) };

  app.post(
    '/keep-apart/:keepApartId/reviews',
    {
      config: { access: 'keep-apart.write' },
      schema: {
        operationId: 'reviewKeepApart',
        tags: ['keep-apart'],
        summary: 'Keep a pair apart until another review',
        ...reviewing,
        body: KeepApartReview,
        response: answers,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version, outcome: 'kept' } as const;
      const pair = await reviewKeepApart(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(pair.version)).send(pair);
    },
  );

  app.post(
    '/keep-apart/:keepApartId/end',
    {
      config: { access: 'keep-apart.write' },
      schema: {
        operationId: 'endKeepApart',
        tags: ['keep-apart'],
        summary: 'End a pair on a day',
        ...reviewing,
        body: KeepApartEnd,
        response: answers,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version, outcome: 'ended' } as const;
      const pair = await reviewKeepApart(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(pair.version)).send(pair);
    },
  );
};
