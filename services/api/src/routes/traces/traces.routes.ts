import {
  AuditEventCursor,
  AuditEventPage,
  AuditEventQuery,
  AuditExportQuery,
  AuditTrailCheck,
  HouseholdParams,
  HouseholdReadingPage,
  HouseholdReadingQuery,
  problems,
  ReadingCursor,
  ReadingPage,
  ReadingQuery,
} from '@boligtrapp/contracts';
import {
  type CheckAuditTrailDeps,
  checkAuditTrail,
  type ExportAuditTrailDeps,
  exportAuditTrail,
  listAuditEvents,
  listHouseholdReadings,
  listReadings,
  type ReadTracesDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of the traces need. */
export type TraceRouteDeps = ReadTracesDeps & CheckAuditTrailDeps & ExportAuditTrailDeps;

/** Who changed what, and who has seen whom. Nothing here can be changed. */
export const traceRoutes: FastifyPluginAsyncTypebox<{ readonly deps: TraceRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/audit-events',
    {
      config: { access: 'traces.read' },
      schema: {
        operationId: 'listAuditEvents',
        tags: ['traces'],
        summary: 'Changes from the newest: who, in which role, what, before and after, and why',
        querystring: AuditEventQuery,
        response: { 200: AuditEventPage, ...problems() },
      },
    },
    async (request) => {
      const { limit: _limit, cursor: _cursor, ...filters } = request.query;
      const [beforeSequence] = keysetOf(request.query, AuditEventCursor) ?? [];
      const query = { ...filters, beforeSequence, limit: pageSizeOf(request.query) };
      const page = await listAuditEvents(deps, actorOf(request), query);
      return toPage(
        page,
        (event) => event,
        ({ sequence }) => [sequence],
      );
    },
  );

  app.get(
    '/audit-events/check',
    {
      config: { access: 'traces.read' },
      schema: {
        operationId: 'checkAuditTrail',
        tags: ['traces'],
        summary: 'Compute the chain of changes anew and hold it against its sealed head',
        response: { 200: AuditTrailCheck, ...problems() },
      },
    },
    async (request) => await checkAuditTrail(deps, actorOf(request)),
  );

  app.get(
    '/audit-events/export',
    {
      config: { access: 'traces.read' },
      schema: {
        operationId: 'exportAuditTrail',
        tags: ['traces'],
        summary: 'Up to ten thousand changes as JSON lines, the last of which seals the others',
        description: 'Checked with `boligtrapp audit check-export`. Go on with `last` of the last line.',
        querystring: AuditExportQuery,
        response: {
          200: { description: 'JSON lines', content: { 'application/x-ndjson': { schema: Type.String() } } },
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const { text, first, last } = await exportAuditTrail(deps, actorOf(request), request.query.after ?? 0);
      return await reply
        .type('application/x-ndjson')
        .header('content-disposition', `attachment; filename="audit-${first}-${last}.jsonl"`)
        .send(text);
    },
  );

  app.get(
    '/readings',
    {
      config: { access: 'traces.read' },
      schema: {
        operationId: 'listReadings',
        tags: ['traces'],
        summary: 'Who read about which households, from the newest',
        querystring: ReadingQuery,
        response: { 200: ReadingPage, ...problems() },
      },
    },
    async (request) => {
      const { limit: _limit, cursor: _cursor, ...filters } = request.query;
      const [beforeId] = keysetOf(request.query, ReadingCursor) ?? [];
      const query = { ...filters, beforeId, limit: pageSizeOf(request.query) };
      return toPage(await listReadings(deps, actorOf(request), query), (reading) => reading, idOf);
    },
  );

  app.get(
    '/households/:householdId/readings',
    {
      config: { access: 'access-list.read' },
      schema: {
        operationId: 'listHouseholdReadings',
        tags: ['traces'],
        summary: 'Who has seen the case of a household, from the newest: the list for its members',
        params: HouseholdParams,
        querystring: HouseholdReadingQuery,
        response: { 200: HouseholdReadingPage, ...problems(404) },
      },
    },
    async (request) => {
      const [beforeId] = keysetOf(request.query, ReadingCursor) ?? [];
      const query = { ...request.params, beforeId, limit: pageSizeOf(request.query) };
      return toPage(await listHouseholdReadings(deps, actorOf(request), query), (reading) => reading, idOf);
    },
  );
};

function idOf({ id }: { readonly id: string }): [string] {
  return [id];
}
