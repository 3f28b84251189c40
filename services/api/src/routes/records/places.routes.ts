import {
  PlaceCursor,
  PlaceDetails,
  PlacePage,
  PlaceParams,
  PlaceQuery,
  problems,
} from '@boligtrapp/contracts';
import { type GetPlaceDeps, getPlace, type ListPlacesDeps, listPlaces } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of places need. */
export type PlaceRouteDeps = ListPlacesDeps & GetPlaceDeps;

/** Buildings, neighbourhoods and districts with what they carry. */
export const placeRoutes: FastifyPluginAsyncTypebox<{ readonly deps: PlaceRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/places',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listPlaces',
        tags: ['places'],
        summary: 'Places with load, cap and status of today: districts, neighbourhoods, buildings, by name',
        querystring: PlaceQuery,
        response: { 200: PlacePage, ...problems(404) },
      },
    },
    async (request) => {
      const { kind, parentId, overdue } = request.query;
      const keys = keysetOf(request.query, PlaceCursor);
      const after = keys && { kind: keys[0], name: keys[1], id: keys[2] };
      const query = { kind, parentId, overdue, after, limit: pageSizeOf(request.query) };
      const page = await listPlaces(deps, actorOf(request), query);
      return toPage(
        page,
        (place) => place,
        (place) => [place.kind, place.name, place.id],
      );
    },
  );

  app.get(
    '/places/:placeId',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'getPlace',
        tags: ['places'],
        summary: 'One place as it is today, with the reason of its status',
        params: PlaceParams,
        response: { 200: PlaceDetails, ...problems(404) },
      },
    },
    async (request) => await getPlace(deps, actorOf(request), request.params.placeId),
  );
};
