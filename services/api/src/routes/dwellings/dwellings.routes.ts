import {
  Dwelling,
  DwellingChange,
  DwellingCursor,
  DwellingPage,
  DwellingParams,
  DwellingPeriods,
  DwellingQuery,
  IfMatch,
  problems,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  type ChangeDwellingDeps,
  changeDwelling,
  type GetDwellingDeps,
  getDwelling,
  type ListDwellingPeriodsDeps,
  type ListDwellingsDeps,
  listDwellingPeriods,
  listDwellings,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { toDwelling } from './dwelling.dto.ts';

/** What the routes of dwellings need. */
export type DwellingRouteDeps = ListDwellingsDeps &
  GetDwellingDeps &
  ListDwellingPeriodsDeps &
  ChangeDwellingDeps;

/** The stock of both ladders and the programmes beside them. */
export const dwellingRoutes: FastifyPluginAsyncTypebox<{ readonly deps: DwellingRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/dwellings',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'listDwellings',
        tags: ['dwellings'],
        summary: 'Dwellings as they are today, by reference',
        querystring: DwellingQuery,
        response: { 200: DwellingPage, ...problems() },
      },
    },
    async (request) => {
      const { track, level, neighbourhoodId, status } = request.query;
      const [afterReference] = keysetOf(request.query, DwellingCursor) ?? [];
      const limit = pageSizeOf(request.query);
      const query = { track, level, neighbourhoodId, status, afterReference, limit };
      const page = await listDwellings(deps, actorOf(request), query);
      return toPage(page, toDwelling, (row) => [row.reference]);
    },
  );

  app.get(
    '/dwellings/:dwellingId',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'getDwelling',
        tags: ['dwellings'],
        summary: 'One dwelling as it is today',
        params: DwellingParams,
        response: { 200: Dwelling, ...problems(404) },
      },
    },
    async (request, reply) => {
      const dwelling = await getDwelling(deps, actorOf(request), request.params.dwellingId);
      void reply.header('etag', toEntityTag(dwelling.version));
      return toDwelling(dwelling);
    },
  );

  app.get(
    '/dwellings/:dwellingId/periods',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'listDwellingPeriods',
        tags: ['dwellings'],
        summary: 'What a unit was, is and will be for: dwelling, staff base, repair, out of use',
        params: DwellingParams,
        response: { 200: DwellingPeriods, ...problems(404) },
      },
    },
    async (request) => ({
      items: await listDwellingPeriods(deps, actorOf(request), request.params.dwellingId),
    }),
  );

  app.patch(
    '/dwellings/:dwellingId',
    {
      config: { access: 'dwellings.write' },
      schema: {
        operationId: 'changeDwelling',
        tags: ['dwellings'],
        summary: 'Change attributes of a dwelling',
        params: DwellingParams,
        headers: IfMatch,
        body: DwellingChange,
        response: { 200: Dwelling, ...problems(404, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const dwelling = await changeDwelling(deps, actorOf(request), {
        dwellingId: request.params.dwellingId,
        version: versionOfEntityTag(request.headers['if-match']),
        attributes: request.body,
      });
      void reply.header('etag', toEntityTag(dwelling.version));
      return toDwelling(dwelling);
    },
  );
};
