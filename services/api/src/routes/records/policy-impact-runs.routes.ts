import {
  IdempotencyKey,
  PolicyImpactRun,
  PolicyImpactRunParams,
  PolicySetParams,
  problems,
  RequestedPolicyImpactRun,
} from '@boligtrapp/contracts';
import {
  getPolicyImpactRun,
  type PolicyImpactRunView,
  type ReadPolicyImpactDeps,
  type RequestPolicyImpactDeps,
  requestPolicyImpactRun,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of impact runs need. */
export type PolicyImpactRunRouteDeps = RequestPolicyImpactDeps & ReadPolicyImpactDeps;

/** What a policy set would change, before it is submitted. */
export const policyImpactRunRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: PolicyImpactRunRouteDeps;
}> = async (app, { deps }) => {
  app.post(
    '/policy-sets/:policySetId/impact-runs',
    {
      config: { access: 'policy-sets.write' },
      schema: {
        operationId: 'requestPolicyImpactRun',
        tags: ['policy-sets'],
        summary: 'Have the set tried on the last round and the present queue',
        params: PolicySetParams,
        headers: IdempotencyKey,
        response: { 202: RequestedPolicyImpactRun, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { policySetId } = request.params;
      const run = await requestPolicyImpactRun(deps, actorOf(request), policySetId, idempotencyOf(request));
      return await reply
        .code(202)
        .header('location', `/v1/policy-sets/${policySetId}/impact-runs/${run.id}`)
        .send(run);
    },
  );

  app.get(
    '/policy-sets/:policySetId/impact-runs/latest',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'getLatestPolicyImpactRun',
        tags: ['policy-sets'],
        summary: 'The newest impact run of the set: how far it has come, and what it found',
        params: PolicySetParams,
        response: { 200: PolicyImpactRun, ...problems(404) },
      },
    },
    async (request) => toDto(await getPolicyImpactRun(deps, actorOf(request), request.params)),
  );

  app.get(
    '/policy-sets/:policySetId/impact-runs/:impactRunId',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'getPolicyImpactRun',
        tags: ['policy-sets'],
        summary: 'One impact run of the set: how far it has come, and what it found',
        params: PolicyImpactRunParams,
        response: { 200: PolicyImpactRun, ...problems(404) },
      },
    },
    async (request) => toDto(await getPolicyImpactRun(deps, actorOf(request), request.params)),
  );
};

function toDto({ progressDone, progressTotal, ...run }: PolicyImpactRunView): PolicyImpactRun {
  return { ...run, progress: { done: progressDone, total: progressTotal } };
}
