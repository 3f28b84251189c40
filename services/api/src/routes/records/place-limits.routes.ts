import {
  IdempotencyKey,
  OverdueReviews,
  PlaceCapChange,
  PlaceCapHistory,
  PlaceLimitEnd,
  PlaceLimitEnded,
  PlaceLimitRenewal,
  PlaceLimitSet,
  PlaceParams,
  PlaceStatusChange,
  PlaceStatusHistory,
  problems,
} from '@boligtrapp/contracts';
import {
  endPlaceLimitOn,
  getOverdueReviews,
  listPlaceLimits,
  type PlaceLimitDeps,
  type ReadPlaceLimitsDeps,
  renewPlaceLimit,
  setPlaceLimit,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of statuses and caps of places need. */
export type PlaceLimitRouteDeps = PlaceLimitDeps & ReadPlaceLimitsDeps;

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: PlaceLimitRouteDeps }>;

/** What holds for places over time: statuses, caps of their own, and what must be looked at again. */
export const placeLimitRoutes: Routes = async (app, options) => {
  await app.register(readingRoutes, options);
  await app.register(statusRoutes, options);
  await app.register(capRoutes, options);
};

const readingRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/overdue-reviews',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'getOverdueReviews',
        tags: ['places'],
        summary: 'How many statuses, caps and keep-apart pairs are past the day of their review',
        response: { 200: OverdueReviews, ...problems() },
      },
    },
    async (request) => await getOverdueReviews(deps, actorOf(request)),
  );

  app.get(
    '/places/:placeId/statuses',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listPlaceStatuses',
        tags: ['places'],
        summary: 'Every status that the place has had, has and will have',
        params: PlaceParams,
        response: { 200: PlaceStatusHistory, ...problems(404) },
      },
    },
    async (request) => {
      const query = { ...request.params, limit: 'status' } as const;
      const rows = await listPlaceLimits(deps, actorOf(request), query);
      return { items: rows.filter((row) => row.limit === 'status') };
    },
  );

  app.get(
    '/places/:placeId/caps',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listPlaceCaps',
        tags: ['places'],
        summary: 'Every cap of its own that the place has had, has and will have',
        params: PlaceParams,
        response: { 200: PlaceCapHistory, ...problems(404) },
      },
    },
    async (request) => {
      const query = { ...request.params, limit: 'cap' } as const;
      const rows = await listPlaceLimits(deps, actorOf(request), query);
      return { items: rows.filter((row) => row.limit === 'cap') };
    },
  );
};

const statusRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/places/:placeId/statuses',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setPlaceStatus',
        tags: ['places'],
        summary: 'Set the status of a place from a day on; the one before ends on that day',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceStatusChange,
        response: { 201: PlaceLimitSet, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'status' } as const;
      const answer = await setPlaceLimit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );

  app.post(
    '/places/:placeId/statuses/end',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'endPlaceStatus',
        tags: ['places'],
        summary: 'End the status that holds today',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceLimitEnd,
        response: { 201: PlaceLimitEnded, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'status' } as const;
      const answer = await endPlaceLimitOn(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );

  app.post(
    '/places/:placeId/statuses/renew',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'renewPlaceStatus',
        tags: ['places'],
        summary: 'Let the status that holds today hold on, with a new reason and review',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceLimitRenewal,
        response: { 201: PlaceLimitSet, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'status' } as const;
      const answer = await renewPlaceLimit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );
};

const capRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/places/:placeId/caps',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setPlaceCap',
        tags: ['places'],
        summary: 'Set the cap of its own of a place from a day on; the one before ends on that day',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceCapChange,
        response: { 201: PlaceLimitSet, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'cap' } as const;
      const answer = await setPlaceLimit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );

  app.post(
    '/places/:placeId/caps/end',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'endPlaceCap',
        tags: ['places'],
        summary: 'End the cap of its own that holds today',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceLimitEnd,
        response: { 201: PlaceLimitEnded, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'cap' } as const;
      const answer = await endPlaceLimitOn(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );

  app.post(
    '/places/:placeId/caps/renew',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'renewPlaceCap',
        tags: ['places'],
        summary: 'Let the cap of its own that holds today hold on, with a new reason and review',
        params: PlaceParams,
        headers: IdempotencyKey,
        body: PlaceLimitRenewal,
        response: { 201: PlaceLimitSet, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params, limit: 'cap' } as const;
      const answer = await renewPlaceLimit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(answer);
    },
  );
};
