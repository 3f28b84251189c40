import {
  AttendanceCorrection,
  AttendanceRegistration,
  DissentDeclaration,
  IdempotencyKey,
  MeetingParams,
  MeetingReference,
  problems,
  RecusalDeclaration,
  RegisteredAttendance,
  Superior,
} from '@boligtrapp/contracts';
import {
  type CorrectAttendanceDeps,
  correctAttendance,
  type DeclareDissentDeps,
  type DeclareRecusalDeps,
  declareDissent,
  declareRecusal,
  type RegisterAttendanceDeps,
  registerAttendance,
  setSuperior,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of those who sit need. */
export type SittingRouteDeps = RegisterAttendanceDeps &
  CorrectAttendanceDeps &
  DeclareRecusalDeps &
  DeclareDissentDeps;

/** Who sits in a meeting, who is recused from a case, and who disagrees. */
export const sittingRoutes: FastifyPluginAsyncTypebox<{ readonly deps: SittingRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/meetings/:meetingId/attendance',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'registerAttendance',
        tags: ['meetings'],
        summary: 'Register who is present in the present sitting',
        params: MeetingParams,
        headers: IdempotencyKey,
        body: AttendanceRegistration,
        response: { 201: RegisteredAttendance, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, meetingId: request.params.meetingId };
      const attended = await registerAttendance(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/meetings/${attended.id}`).send(attended);
    },
  );

  app.post(
    '/meetings/:meetingId/attendance-corrections',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'correctAttendance',
        tags: ['meetings'],
        summary: 'Correct who was present in a sitting; what was registered stays on record',
        params: MeetingParams,
        headers: IdempotencyKey,
        body: AttendanceCorrection,
        response: { 201: RegisteredAttendance, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, meetingId: request.params.meetingId };
      const corrected = await correctAttendance(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/meetings/${corrected.id}`).send(corrected);
    },
  );

  app.post(
    '/meetings/:meetingId/dissents',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'declareDissent',
        tags: ['meetings'],
        summary: 'Take your own dissent about a case into the minutes',
        params: MeetingParams,
        headers: IdempotencyKey,
        body: DissentDeclaration,
        response: { 201: MeetingReference, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, meetingId: request.params.meetingId };
      const dissent = await declareDissent(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/meetings/${command.meetingId}`).send(dissent);
    },
  );

  app.post(
    '/recusals',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'declareRecusal',
        tags: ['meetings'],
        summary:
          'Recuse a member from the case of a household; from then on the case does not exist for the member',
        headers: IdempotencyKey,
        body: RecusalDeclaration,
        response: { 201: MeetingReference, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const recusal = await declareRecusal(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(recusal);
    },
  );

  app.post(
    '/superiors',
    {
      config: { access: 'meetings.write' },
      schema: {
        operationId: 'setSuperior',
        tags: ['meetings'],
        summary: "Set a member's direct superior, so that the superior's recusal reaches the member",
        headers: IdempotencyKey,
        body: Superior,
        response: { 201: Superior, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const superior = await setSuperior(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(superior);
    },
  );
};
