import {
  InForceQuery,
  PolicySetCursor,
  PolicySetDetails,
  PolicySetPage,
  PolicySetParams,
  PolicySetQuery,
  problems,
  toEntityTag,
} from '@boligtrapp/contracts';
import { LAW_FIGURES } from '@boligtrapp/domain';
import {
  getPolicySet,
  getPolicySetInForce,
  listPolicySets,
  type ReadPolicySetsDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** The rules of the municipality, by the days on which they hold. */
export const policySetRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReadPolicySetsDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/policy-sets',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'listPolicySets',
        tags: ['policy-sets'],
        summary: 'Policy sets of every state, from the newest',
        querystring: PolicySetQuery,
        response: { 200: PolicySetPage, ...problems() },
      },
    },
    async (request) => {
      const [beforeId] = keysetOf(request.query, PolicySetCursor) ?? [];
      const page = await listPolicySets(deps, actorOf(request), {
        beforeId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => row,
        (row) => [row.id],
      );
    },
  );

  app.get(
    '/policy-sets/in-force',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'getPolicySetInForce',
        tags: ['policy-sets'],
        summary: 'The policy set in force on a day, today where nothing is said',
        querystring: InForceQuery,
        response: { 200: PolicySetDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const policySet = await getPolicySetInForce(deps, actorOf(request), request.query.on);
      void reply.header('etag', toEntityTag(policySet.version));
      return { ...policySet, lawFigures: LAW_FIGURES };
    },
  );

  app.get(
    '/policy-sets/:policySetId',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'getPolicySet',
        tags: ['policy-sets'],
        summary: 'One policy set',
        params: PolicySetParams,
        response: { 200: PolicySetDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const policySet = await getPolicySet(deps, actorOf(request), request.params.policySetId);
      void reply.header('etag', toEntityTag(policySet.version));
      return { ...policySet, lawFigures: LAW_FIGURES };
    },
  );
};
