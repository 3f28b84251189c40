import {
  AgendaItemRegistration,
  ChangedMeeting,
  IdempotencyKey,
  IfMatch,
  MeetingCursor,
  MeetingDetails,
  MeetingPage,
  MeetingParams,
  MeetingPlan,
  MeetingQuery,
  MeetingReference,
  MeetingTransition,
  PlannedMeeting,
  problems,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  addAgendaItem,
  type ChangeMeetingDeps,
  changeMeeting,
  getMeeting,
  listAllMeetings,
  type PlanMeetingDeps,
  planMeeting,
  type ReadMeetingsDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { type SittingRouteDeps, sittingRoutes } from './sittings.routes.ts';

/** What the routes of meetings need. */
export type MeetingRouteDeps = PlanMeetingDeps & ReadMeetingsDeps & ChangeMeetingDeps & SittingRouteDeps;

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** Meetings of the allocation committee. */
export const meetingRoutes: FastifyPluginAsyncTypebox<{ readonly deps: MeetingRouteDeps }> = async (
  app,
  { deps },
) => {
  await app.register(sittingRoutes, { deps });

  app.post(
    '/meetings',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'planMeeting',
        tags: ['meetings'],
        summary: 'Plan a meeting with its agenda; the quorum comes from the policy in force',
        headers: IdempotencyKey,
        body: MeetingPlan,
        response: { 201: PlannedMeeting, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const meeting = await planMeeting(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/meetings/${meeting.id}`)
        .header('etag', toEntityTag(meeting.version))
        .send(meeting);
    },
  );

  app.get(
    '/meetings',
    {
      config: { access: 'meetings.read' },
      schema: {
        operationId: 'listMeetings',
        tags: ['meetings'],
        summary: 'Meetings, the newest first',
        querystring: MeetingQuery,
        response: { 200: MeetingPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, MeetingCursor) ?? [];
      const page = await listAllMeetings(deps, actorOf(request), {
        afterId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => ({ ...row }),
        (row) => [row.id],
      );
    },
  );

  app.get(
    '/meetings/:meetingId',
    {
      config: { access: 'meetings.read' },
      schema: {
        operationId: 'getMeeting',
        tags: ['meetings'],
        summary: 'One meeting: agenda, attendance, quorum, recusals, dissents, and what its state allows',
        params: MeetingParams,
        response: { 200: MeetingDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const meeting = await getMeeting(deps, actorOf(request), request.params.meetingId);
      void reply.header('etag', toEntityTag(meeting.version));
      return meeting;
    },
  );

  app.post(
    '/meetings/:meetingId/transitions',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'changeMeeting',
        tags: ['meetings'],
        summary: 'Open, adjourn, close or cancel a meeting',
        params: MeetingParams,
        headers: KeyAndVersion,
        body: MeetingTransition,
        response: { 201: ChangedMeeting, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = {
        meetingId: request.params.meetingId,
        version: versionOfEntityTag(request.headers['if-match']),
        action: request.body.action,
      };
      const meeting = await changeMeeting(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/meetings/${meeting.id}`)
        .header('etag', toEntityTag(meeting.version))
        .send(meeting);
    },
  );

  app.post(
    '/meetings/:meetingId/agenda-items',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'addAgendaItem',
        tags: ['meetings'],
        summary: 'Add a round or a due review to the end of the agenda',
        params: MeetingParams,
        headers: IdempotencyKey,
        body: AgendaItemRegistration,
        response: { 201: MeetingReference, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { meetingId: request.params.meetingId, subject: request.body.subject };
      const meeting = await addAgendaItem(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/meetings/${meeting.id}`).send(meeting);
    },
  );
};
