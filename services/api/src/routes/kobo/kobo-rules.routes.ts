import {
  IdempotencyKey,
  KoboAnswerRequest,
  KoboConflict,
  KoboConflictPage,
  KoboConflictParams,
  KoboConflictQuery,
  KoboCursor,
  KoboOwnerSetting,
  KoboOwners,
  KoboQuestion,
  KoboQuestionPage,
  KoboQuestionParams,
  KoboQuestionQuery,
  KoboResolutionRequest,
  KoboValuePair,
  KoboValuePairParams,
  KoboValuePairRequest,
  KoboValuePairs,
  problems,
} from '@boligtrapp/contracts';
import {
  answerKoboQuestion,
  endKoboValuePair,
  enterKoboValuePair,
  type KoboDeps,
  listKoboConflicts,
  listKoboOwners,
  listKoboQuestions,
  listKoboValuePairs,
  resolveKoboConflict,
  setKoboOwner,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What people are asked about Kobo, and what the municipality has said of its values and of who owns what. */
export const koboRuleRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KoboDeps }> = async (
  app,
  { deps },
) => {
  await app.register(conflictRoutes, { deps });
  await app.register(questionRoutes, { deps });
  await app.register(pairRoutes, { deps });
};

const conflictRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KoboDeps }> = async (app, { deps }) => {
  app.get(
    '/kobo-conflicts',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboConflicts',
        tags: ['kobo'],
        summary: 'Facts on which we and Kobo differ, and what people have said of them, the newest first',
        querystring: KoboConflictQuery,
        response: { 200: KoboConflictPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, KoboCursor) ?? [];
      const query = { state: request.query.state, afterId, limit: pageSizeOf(request.query) };
      return toPage(
        await listKoboConflicts(deps, actorOf(request), query),
        (row) => row,
        ({ id }) => [id],
      );
    },
  );

  app.post(
    '/kobo-conflicts/:conflictId/resolutions',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'resolveKoboConflict',
        tags: ['kobo'],
        summary: 'Say whose value holds, with a reason',
        params: KoboConflictParams,
        headers: IdempotencyKey,
        body: KoboResolutionRequest,
        response: { 201: KoboConflict, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, ...request.body };
      const conflict = await resolveKoboConflict(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(conflict);
    },
  );
};

const questionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KoboDeps }> = async (app, { deps }) => {
  app.get(
    '/kobo-questions',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboQuestions',
        tags: ['kobo'],
        summary: 'Values that nobody has said the meaning of, and those that somebody has, the newest first',
        querystring: KoboQuestionQuery,
        response: { 200: KoboQuestionPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, KoboCursor) ?? [];
      const query = { state: request.query.state, afterId, limit: pageSizeOf(request.query) };
      return toPage(
        await listKoboQuestions(deps, actorOf(request), query),
        (row) => row,
        ({ id }) => [id],
      );
    },
  );

  app.post(
    '/kobo-questions/:questionId/answers',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'answerKoboQuestion',
        tags: ['kobo'],
        summary: 'Say what a value means, by the value of the other side; all dwellings are compared anew',
        params: KoboQuestionParams,
        headers: IdempotencyKey,
        body: KoboAnswerRequest,
        response: { 201: KoboQuestion, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, ...request.body };
      const question = await answerKoboQuestion(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(question);
    },
  );
};

const pairRoutes: FastifyPluginAsyncTypebox<{ readonly deps: KoboDeps }> = async (app, { deps }) => {
  app.get(
    '/kobo-value-pairs',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboValuePairs',
        tags: ['kobo'],
        summary: 'What the municipality has said of Kobo’s values',
        response: { 200: KoboValuePairs, ...problems() },
      },
    },
    async (request) => ({ items: [...(await listKoboValuePairs(deps, actorOf(request)))] }),
  );

  app.post(
    '/kobo-value-pairs',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'enterKoboValuePair',
        tags: ['kobo'],
        summary: 'Pair a word of ours with a value of Kobo’s',
        headers: IdempotencyKey,
        body: KoboValuePairRequest,
        response: { 201: KoboValuePair, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const pair = await enterKoboValuePair(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(pair);
    },
  );

  app.post(
    '/kobo-value-pairs/:pairId/end',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'endKoboValuePair',
        tags: ['kobo'],
        summary: 'End a pair; its values are asked about when they are seen',
        params: KoboValuePairParams,
        headers: IdempotencyKey,
        response: { 201: KoboValuePair, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const pair = await endKoboValuePair(deps, actorOf(request), request.params, idempotencyOf(request));
      return await reply.code(201).send(pair);
    },
  );

  app.get(
    '/kobo-owners',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboOwners',
        tags: ['kobo'],
        summary: 'Whose word counts for which fact',
        response: { 200: KoboOwners, ...problems() },
      },
    },
    async (request) => ({ items: [...(await listKoboOwners(deps, actorOf(request)))] }),
  );

  app.post(
    '/kobo-owners',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'setKoboOwner',
        tags: ['kobo'],
        summary: 'Set whose word counts for a fact from now on',
        headers: IdempotencyKey,
        body: KoboOwnerSetting,
        response: { 201: KoboOwnerSetting, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const owner = await setKoboOwner(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(owner);
    },
  );
};
