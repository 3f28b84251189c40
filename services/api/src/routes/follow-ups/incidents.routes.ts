import {
  IdempotencyKey,
  Incident,
  IncidentCursor,
  IncidentHousehold,
  IncidentListQuery,
  IncidentPage,
  IncidentParams,
  IncidentRegistration,
  IncidentWithdrawal,
  problems,
  RegisteredObservation,
  WithdrawnObservation,
} from '@boligtrapp/contracts';
import {
  type FollowUpDeps,
  getIncident,
  getIncidentHousehold,
  listIncidents,
  registerIncident,
  withdrawIncident,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: FollowUpDeps }>;

/** Incidents at buildings and dwellings. */
export const incidentRoutes: Routes = async (app, options) => {
  await app.register(readingRoutes, options);
  await app.register(commandRoutes, options);
};

const readingRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/incidents',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'listIncidents',
        tags: ['environment'],
        summary: 'Incidents from the latest, without whom they are put down to',
        querystring: IncidentListQuery,
        response: { 200: IncidentPage, ...problems() },
      },
    },
    async (request) => {
      const { placeId, withdrawn } = request.query;
      const [occurredOn, id] = keysetOf(request.query, IncidentCursor) ?? [];
      const page = await listIncidents(deps, actorOf(request), {
        placeId,
        isWithdrawn: withdrawn,
        after: occurredOn === undefined || id === undefined ? undefined : { occurredOn, id },
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (incident) => incident,
        (incident) => [incident.occurredOn, incident.id],
      );
    },
  );

  app.get(
    '/incidents/:incidentId',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'getIncident',
        tags: ['environment'],
        summary: 'One incident, without whom it is put down to',
        params: IncidentParams,
        response: { 200: Incident, ...problems(404) },
      },
    },
    async (request) => await getIncident(deps, actorOf(request), request.params.incidentId),
  );

  app.get(
    '/incidents/:incidentId/household',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'getIncidentHousehold',
        tags: ['environment'],
        summary: 'Whom an incident is put down to, for those who follow up; the reading is logged',
        params: IncidentParams,
        response: { 200: IncidentHousehold, ...problems(404) },
      },
    },
    async (request) => await getIncidentHousehold(deps, actorOf(request), request.params.incidentId),
  );
};

const commandRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/incidents',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'registerIncident',
        tags: ['environment'],
        summary: 'Register what happened at a building or dwelling, in codes',
        headers: IdempotencyKey,
        body: IncidentRegistration,
        response: { 201: RegisteredObservation, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const incident = await registerIncident(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/incidents/${incident.id}`).send(incident);
    },
  );

  app.post(
    '/incidents/:incidentId/withdraw',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'withdrawIncident',
        tags: ['environment'],
        summary: 'Mark an incident as wrong; it stays, and counts no more',
        params: IncidentParams,
        headers: IdempotencyKey,
        body: IncidentWithdrawal,
        response: { 201: WithdrawnObservation, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const answer = await withdrawIncident(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );
};
