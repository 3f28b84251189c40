import {
  AddedLoads,
  PlaceCursor,
  PlaceDetails,
  PlacePage,
  PlaceParams,
  PlaceQuery,
  PlaceShapes,
  problems,
} from '@boligtrapp/contracts';
import {
  type GetPlaceDeps,
  getPlace,
  type ListAddedLoadsDeps,
  type ListPlaceShapesDeps,
  type ListPlacesDeps,
  listAddedLoads,
  listPlaceShapes,
  listPlaces,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of places need. */
export type PlaceRouteDeps = ListPlacesDeps & GetPlaceDeps & ListAddedLoadsDeps & ListPlaceShapesDeps;

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

  app.get(
    '/places/:placeId/added-loads',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listAddedLoads',
        tags: ['places'],
        summary: 'What one more household of each step would do to a place and those it lies in',
        params: PlaceParams,
        response: { 200: AddedLoads, ...problems(404) },
      },
    },
    async (request) => ({ items: await listAddedLoads(deps, actorOf(request), request.params.placeId) }),
  );

  app.get(
    '/place-shapes',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listPlaceShapes',
        tags: ['places'],
        summary: 'Shapes of the neighbourhoods as GeoJSON, with whom a map of them must name',
        response: { 200: PlaceShapes, ...problems() },
      },
    },
    async (request) => ({ items: await listPlaceShapes(deps, actorOf(request)) }),
  );
};
