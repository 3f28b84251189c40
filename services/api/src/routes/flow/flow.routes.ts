import {
  FlowTenantCursor,
  LadderFlow,
  LadderFlowQuery,
  LongStayPage,
  LongStayQuery,
  problems,
  TenantAboveAssessmentPage,
  TenantAboveAssessmentQuery,
} from '@boligtrapp/contracts';
import {
  type FlowTenant,
  type GetLadderFlowDeps,
  getLadderFlow,
  type ListFlowTenantsDeps,
  listLongStays,
  listTenantsAbove,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of the flow need. */
export type FlowRouteDeps = GetLadderFlowDeps & ListFlowTenantsDeps;

/** How tenants move on the ladders. */
export const flowRoutes: FastifyPluginAsyncTypebox<{ readonly deps: FlowRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/ladder/flow',
    {
      config: { access: 'ladder.read' },
      schema: {
        operationId: 'getLadderFlow',
        tags: ['ladder'],
        summary:
          'Moves up, down and out by step and year, stays, the share on the lowest level, and who lives above the assessed level',
        querystring: LadderFlowQuery,
        response: { 200: LadderFlow, ...problems() },
      },
    },
    async (request) => {
      const flow = await getLadderFlow(deps, actorOf(request), request.query);
      return {
        ...flow,
        steps: [...flow.steps],
        lowestLevel: [...flow.lowestLevel],
        years: [...flow.years],
      };
    },
  );

  app.get(
    '/ladder/tenants-above-assessment',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'listTenantsAboveAssessment',
        tags: ['ladder'],
        summary: 'Tenants on a level above the assessed one, and how it stands with moving down',
        querystring: TenantAboveAssessmentQuery,
        response: { 200: TenantAboveAssessmentPage, ...problems() },
      },
    },
    async (request) => {
      const { programme, track, level, standing } = request.query;
      const query = { programme, track, level, standing, ...pageOfTenants(request.query) };
      return toPage(await listTenantsAbove(deps, actorOf(request), query), (row) => row, keysOf);
    },
  );

  app.get(
    '/ladder/long-stays',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'listLongStays',
        tags: ['ladder'],
        summary:
          'Tenants who have lived in municipal dwellings without a break for as long as the policy says, or longer',
        querystring: LongStayQuery,
        response: { 200: LongStayPage, ...problems() },
      },
    },
    async (request) => {
      const { programme, track, level } = request.query;
      const query = { programme, track, level, ...pageOfTenants(request.query) };
      return toPage(await listLongStays(deps, actorOf(request), query), (row) => row, keysOf);
    },
  );
};

function pageOfTenants(query: { readonly cursor?: string; readonly limit?: number }) {
  const [since, leaseId] = keysetOf(query, FlowTenantCursor) ?? [];
  const after = since === undefined || leaseId === undefined ? undefined : { since, leaseId };
  return { after, limit: pageSizeOf(query) };
}

function keysOf({ since, leaseId }: FlowTenant): readonly [string, string] {
  return [since, leaseId];
}
