import {
  IdempotencyKey,
  IfMatch,
  PolicySet,
  PolicySetApproval,
  PolicySetChange,
  PolicySetComparison,
  PolicySetComparisonQuery,
  PolicySetDraft,
  PolicySetParams,
  PolicySetRejection,
  problems,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import type { PolicySetRow } from '@boligtrapp/database';
import {
  type ApprovePolicySetDeps,
  approvePolicySet,
  type ChangePolicySetDeps,
  type ComparePolicySetsDeps,
  changePolicySet,
  comparePolicySets,
  type DraftPolicySetDeps,
  discardPolicySet,
  draftPolicySet,
  type MovePolicySetDeps,
  type PolicySetVersion,
  rejectPolicySet,
  submitPolicySet,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of writing and approving policy sets need. */
export type PolicySetChangeRouteDeps = DraftPolicySetDeps &
  ChangePolicySetDeps &
  MovePolicySetDeps &
  ApprovePolicySetDeps &
  ComparePolicySetsDeps;

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });

/** A policy set from draft to in force. */
export const policySetChangeRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: PolicySetChangeRouteDeps;
}> = async (app, { deps }) => {
  app.post(
    '/policy-sets',
    {
      config: { access: 'policy-sets.write' },
      schema: {
        operationId: 'draftPolicySet',
        tags: ['policy-sets'],
        summary: 'Begin a draft from a content, from a set, or from the one in force',
        headers: IdempotencyKey,
        body: PolicySetDraft,
        response: { 201: PolicySet, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const set = await draftPolicySet(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).headers(headersOf(set)).send(set);
    },
  );

  app.patch(
    '/policy-sets/:policySetId',
    {
      config: { access: 'policy-sets.write' },
      schema: {
        operationId: 'changePolicySet',
        tags: ['policy-sets'],
        summary: 'Change name or content of a draft',
        params: PolicySetParams,
        headers: IfMatch,
        body: PolicySetChange,
        response: { 200: PolicySet, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const set = await changePolicySet(deps, actorOf(request), { ...request.body, ...versionOf(request) });
      return await reply.header('etag', toEntityTag(set.version)).send(set);
    },
  );

  app.post(
    '/policy-sets/:policySetId/submit',
    {
      config: { access: 'policy-sets.write' },
      schema: {
        operationId: 'submitPolicySet',
        tags: ['policy-sets'],
        summary: 'Submit a draft for approval; an impact run of its content is done by then',
        params: PolicySetParams,
        headers: KeyAndVersion,
        response: { 201: PolicySet, ...problems(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const set = await submitPolicySet(deps, actorOf(request), versionOf(request), idempotencyOf(request));
      return await reply.code(201).headers(headersOf(set)).send(set);
    },
  );

  app.post(
    '/policy-sets/:policySetId/reject',
    {
      config: { access: 'policy-sets.approve' },
      schema: {
        operationId: 'rejectPolicySet',
        tags: ['policy-sets'],
        summary: 'Send a submitted set back to its author, with the reason',
        params: PolicySetParams,
        headers: KeyAndVersion,
        body: PolicySetRejection,
        response: { 201: PolicySet, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...versionOf(request) };
      const set = await rejectPolicySet(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).headers(headersOf(set)).send(set);
    },
  );

  app.post(
    '/policy-sets/:policySetId/approve',
    {
      config: { access: 'policy-sets.approve' },
      schema: {
        operationId: 'approvePolicySet',
        tags: ['policy-sets'],
        summary: 'Put a submitted set in force from a day on; the one that held ends the day before',
        params: PolicySetParams,
        headers: KeyAndVersion,
        body: PolicySetApproval,
        response: { 201: PolicySet, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...versionOf(request) };
      const set = await approvePolicySet(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).headers(headersOf(set)).send(set);
    },
  );

  app.post(
    '/policy-sets/:policySetId/discard',
    {
      config: { access: 'policy-sets.write' },
      schema: {
        operationId: 'discardPolicySet',
        tags: ['policy-sets'],
        summary: 'Put a draft away for good',
        params: PolicySetParams,
        headers: KeyAndVersion,
        response: { 201: PolicySet, ...problems(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const set = await discardPolicySet(deps, actorOf(request), versionOf(request), idempotencyOf(request));
      return await reply.code(201).headers(headersOf(set)).send(set);
    },
  );

  app.get(
    '/policy-sets/:policySetId/diff',
    {
      config: { access: 'policy-sets.read' },
      schema: {
        operationId: 'comparePolicySets',
        tags: ['policy-sets'],
        summary: 'Every figure that the set changes, and the drafts that change the same',
        params: PolicySetParams,
        querystring: PolicySetComparisonQuery,
        response: { 200: PolicySetComparison, ...problems(404) },
      },
    },
    async (request) =>
      await comparePolicySets(deps, actorOf(request), {
        policySetId: request.params.policySetId,
        againstId: request.query.against,
      }),
  );
};

function versionOf(request: {
  readonly params: { readonly policySetId: string };
  readonly headers: { readonly 'if-match': string };
}): PolicySetVersion {
  return {
    policySetId: request.params.policySetId,
    version: versionOfEntityTag(request.headers['if-match']),
  };
}

function headersOf({ id, version }: PolicySetRow): { readonly location: string; readonly etag: string } {
  return { location: `/v1/policy-sets/${id}`, etag: toEntityTag(version) };
}
