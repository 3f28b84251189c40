import {
  AppealCursor,
  AppealDetails,
  AppealOutcome,
  AppealPage,
  AppealParams,
  AppealQuery,
  AppealRegistration,
  AppealReview,
  HandledAppeal,
  IdempotencyKey,
  IfMatch,
  problems,
  RegisteredAppeal,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  type AppealDeps,
  getAppeal,
  listAppeals,
  recordAppealOutcome,
  registerAppeal,
  reviewAppeal,
  withdrawAppeal,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** Appeals, from their arrival to their outcome. */
export const appealRoutes: FastifyPluginAsyncTypebox<{ readonly deps: AppealDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/appeals',
    {
      config: { access: 'appeals.write' },
      schema: {
        operationId: 'registerAppeal',
        tags: ['appeals'],
        summary: 'Register an appeal; the answer tells the deadline, who hears it, and whether it is late',
        headers: IdempotencyKey,
        body: AppealRegistration,
        response: { 201: RegisteredAppeal, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const appeal = await registerAppeal(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/appeals/${appeal.id}`)
        .header('etag', toEntityTag(appeal.version))
        .send(appeal);
    },
  );

  app.get(
    '/appeals',
    {
      config: { access: 'appeals.read' },
      schema: {
        operationId: 'listAppeals',
        tags: ['appeals'],
        summary: 'Appeals from the newest, with what their dates say',
        querystring: AppealQuery,
        response: { 200: AppealPage, ...problems() },
      },
    },
    async (request) => {
      const { state, householdId } = request.query;
      const [afterId] = keysetOf(request.query, AppealCursor) ?? [];
      const query = { state, householdId, afterId, limit: pageSizeOf(request.query) };
      const page = await listAppeals(deps, actorOf(request), query);
      return toPage(
        page,
        (appeal) => appeal,
        (appeal) => [appeal.id],
      );
    },
  );

  app.get(
    '/appeals/:appealId',
    {
      config: { access: 'appeals.read' },
      schema: {
        operationId: 'getAppeal',
        tags: ['appeals'],
        summary: 'One appeal with the statement, the outcome and who heard it',
        params: AppealParams,
        response: { 200: AppealDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const appeal = await getAppeal(deps, actorOf(request), request.params.appealId);
      void reply.header('etag', toEntityTag(appeal.version));
      return appeal;
    },
  );

  app.post(
    '/appeals/:appealId/review',
    {
      config: { access: 'appeals.write' },
      schema: {
        operationId: 'reviewAppeal',
        tags: ['appeals'],
        summary: 'Review by the first instance: change, reverse, dismiss, or forward with a statement',
        params: AppealParams,
        headers: KeyAndVersion,
        body: AppealReview,
        response: { 201: HandledAppeal, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, appealId: request.params.appealId, version };
      const appeal = await reviewAppeal(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(appeal.version)).send(appeal);
    },
  );

  app.post(
    '/appeals/:appealId/outcome',
    {
      config: { access: 'appeals.write' },
      schema: {
        operationId: 'recordAppealOutcome',
        tags: ['appeals'],
        summary: 'Record what the appeal body decided; nobody of the case hears the appeal in the board',
        params: AppealParams,
        headers: KeyAndVersion,
        body: AppealOutcome,
        response: { 201: HandledAppeal, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, appealId: request.params.appealId, version };
      const appeal = await recordAppealOutcome(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(appeal.version)).send(appeal);
    },
  );

  app.post(
    '/appeals/:appealId/withdraw',
    {
      config: { access: 'appeals.write' },
      schema: {
        operationId: 'withdrawAppeal',
        tags: ['appeals'],
        summary: 'Note that the appellant withdraws the appeal',
        params: AppealParams,
        headers: KeyAndVersion,
        response: { 201: HandledAppeal, ...problems(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { appealId: request.params.appealId, version };
      const appeal = await withdrawAppeal(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(appeal.version)).send(appeal);
    },
  );
};
