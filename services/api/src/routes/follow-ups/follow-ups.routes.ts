import {
  AssignedFollowUp,
  CompletedFollowUp,
  FollowUpAssignment,
  FollowUpCursor,
  FollowUpDetails,
  FollowUpListQuery,
  FollowUpNote,
  FollowUpPage,
  FollowUpParams,
  IdempotencyKey,
  IfMatch,
  problems,
  toEntityTag,
  VisitReport,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  assignFollowUp,
  completeFollowUp,
  type FollowUpDeps,
  getFollowUp,
  getFollowUpNote,
  listFollowUps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: FollowUpDeps }>;

/** Visits and plans that are due: who is to do them, and what a visit found. */
export const followUpRoutes: Routes = async (app, options) => {
  await app.register(readingRoutes, options);
  await app.register(commandRoutes, options);
};

const readingRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/follow-ups',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'listFollowUps',
        tags: ['follow-ups'],
        summary: 'Follow-ups by due day: of one worker, of nobody, overdue; with the counts of what is due',
        querystring: FollowUpListQuery,
        response: { 200: FollowUpPage, ...problems() },
      },
    },
    async (request) => {
      const { cursor: _, limit: __, overdue, unassigned, assignedTo, ...filter } = request.query;
      const [dueOn, id] = keysetOf(request.query, FollowUpCursor) ?? [];
      const page = await listFollowUps(deps, actorOf(request), {
        ...filter,
        isOverdue: overdue,
        assignedTo: unassigned === true ? null : assignedTo,
        after: dueOn === undefined || id === undefined ? undefined : { dueOn, id },
        limit: pageSizeOf(request.query),
      });
      const answer = toPage(
        page,
        (followUp) => followUp,
        (followUp) => [followUp.dueOn, followUp.id],
      );
      return { ...answer, counts: page.counts };
    },
  );

  app.get(
    '/follow-ups/:followUpId',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'getFollowUp',
        tags: ['follow-ups'],
        summary: 'One follow-up with what the visit found and who was to do it',
        params: FollowUpParams,
        response: { 200: FollowUpDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const followUp = await getFollowUp(deps, actorOf(request), request.params.followUpId);
      void reply.header('etag', toEntityTag(followUp.version));
      return followUp;
    },
  );

  app.get(
    '/follow-ups/:followUpId/note',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'getFollowUpNote',
        tags: ['follow-ups'],
        summary: 'The note to a visit, for those who follow up; the reading is logged',
        params: FollowUpParams,
        response: { 200: FollowUpNote, ...problems(404) },
      },
    },
    async (request) => await getFollowUpNote(deps, actorOf(request), request.params.followUpId),
  );
};

const commandRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/follow-ups/:followUpId/assign',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'assignFollowUp',
        tags: ['follow-ups'],
        summary: 'Say who is to do a follow-up, or that nobody is',
        params: FollowUpParams,
        headers: KeyAndVersion,
        body: FollowUpAssignment,
        response: { 201: AssignedFollowUp, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const followUp = await assignFollowUp(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(followUp.version)).send(followUp);
    },
  );

  app.post(
    '/follow-ups/:followUpId/complete',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'completeFollowUp',
        tags: ['follow-ups'],
        summary: 'Store what a visit found, in codes; it cannot be changed',
        params: FollowUpParams,
        headers: KeyAndVersion,
        body: VisitReport,
        response: { 201: CompletedFollowUp, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const followUp = await completeFollowUp(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(followUp.version)).send(followUp);
    },
  );
};
