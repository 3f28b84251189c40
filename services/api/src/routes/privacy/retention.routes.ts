import {
  IdempotencyKey,
  IfMatch,
  PlannedRetentionRun,
  PrivacyCursor,
  PrivacyPageQuery,
  problems,
  RetentionFigureSetting,
  RetentionItemCursor,
  RetentionItemPage,
  RetentionOverview,
  RetentionRunDetails,
  RetentionRunPage,
  RetentionRunParams,
  RetentionRunRequest,
  RetentionRunSettlement,
  SettledRetentionRun,
  StoredRetentionFigure,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  getRetentionRules,
  getRetentionRun,
  listItemsOfRetentionRun,
  listRetentionRuns,
  type RetentionDeps,
  requestRetentionRun,
  setRetentionFigure,
  settleRetentionRun,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** What is kept how long, and what is destroyed with the approval of a second person. */
export const retentionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RetentionDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/retention-rules',
    {
      config: { access: 'retention.read' },
      schema: {
        operationId: 'getRetentionRules',
        tags: ['privacy'],
        summary:
          'The rules of retention with the figures of the municipality, and what becomes of every table',
        response: { 200: RetentionOverview, ...problems() },
      },
    },
    async (request) => await getRetentionRules(deps, actorOf(request)),
  );

  app.post(
    '/retention-figures',
    {
      config: { access: 'retention.write' },
      schema: {
        operationId: 'setRetentionFigure',
        tags: ['privacy'],
        summary: 'Set how long the municipality has decided to keep what a rule is about',
        headers: IdempotencyKey,
        body: RetentionFigureSetting,
        response: { 201: StoredRetentionFigure, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const figure = await setRetentionFigure(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(figure);
    },
  );

  app.post(
    '/retention-runs',
    {
      config: { access: 'retention.write' },
      schema: {
        operationId: 'planRetentionRun',
        tags: ['privacy'],
        summary: 'Plan what is to be destroyed: all that is due, or one draft on request; destroys nothing',
        headers: IdempotencyKey,
        body: RetentionRunRequest,
        response: { 201: PlannedRetentionRun, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { draft } = request.body;
      const command =
        draft === undefined ? { kind: 'due' as const } : { kind: 'on-request' as const, ...draft };
      const run = await requestRetentionRun(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/retention-runs/${run.id}`)
        .header('etag', toEntityTag(run.version))
        .send(run);
    },
  );

  app.get(
    '/retention-runs',
    {
      config: { access: 'retention.read' },
      schema: {
        operationId: 'listRetentionRuns',
        tags: ['privacy'],
        summary: 'Retention runs from the newest',
        querystring: PrivacyPageQuery,
        response: { 200: RetentionRunPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, PrivacyCursor) ?? [];
      const query = { afterId, limit: pageSizeOf(request.query) };
      const page = await listRetentionRuns(deps, actorOf(request), query);
      return toPage(
        page,
        (run) => run,
        ({ id }) => [id],
      );
    },
  );

  app.get(
    '/retention-runs/:runId',
    {
      config: { access: 'retention.read' },
      schema: {
        operationId: 'getRetentionRun',
        tags: ['privacy'],
        summary: 'A retention run with its report: counts by rule, table and outcome',
        params: RetentionRunParams,
        response: { 200: RetentionRunDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const run = await getRetentionRun(deps, actorOf(request), request.params.runId);
      void reply.header('etag', toEntityTag(run.version));
      return { ...run, counts: [...run.counts] };
    },
  );

  app.get(
    '/retention-runs/:runId/items',
    {
      config: { access: 'retention.read' },
      schema: {
        operationId: 'listRetentionItems',
        tags: ['privacy'],
        summary: 'The rows that a retention run names, by table and id',
        params: RetentionRunParams,
        querystring: PrivacyPageQuery,
        response: { 200: RetentionItemPage, ...problems(404) },
      },
    },
    async (request) => {
      const [afterNumber] = keysetOf(request.query, RetentionItemCursor) ?? [0];
      const query = { ...request.params, afterNumber, limit: pageSizeOf(request.query) };
      const page = await listItemsOfRetentionRun(deps, actorOf(request), query);
      return toPage(
        page,
        (item) => item,
        ({ number }) => [number],
      );
    },
  );

  app.post(
    '/retention-runs/:runId/settlement',
    {
      config: { access: 'retention.approve' },
      schema: {
        operationId: 'settleRetentionRun',
        tags: ['privacy'],
        summary: 'Approve or reject a plan, as a second person; a worker carries out what is approved',
        params: RetentionRunParams,
        headers: KeyAndVersion,
        body: RetentionRunSettlement,
        response: { 201: SettledRetentionRun, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const run = await settleRetentionRun(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(run.version)).send(run);
    },
  );
};
