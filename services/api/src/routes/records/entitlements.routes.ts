import {
  ApplicationParams,
  EntitlementList,
  EntitlementRegistration,
  IdempotencyKey,
  problems,
  RegisteredEntitlement,
} from '@boligtrapp/contracts';
import { listEntitlements, type RegisterEntitlementDeps, registerEntitlement } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of decisions on entitlement need. */
export type EntitlementRouteDeps = RegisterEntitlementDeps;

/** Decisions on entitlement: appended, never changed. */
export const entitlementRoutes: FastifyPluginAsyncTypebox<{ readonly deps: EntitlementRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/applications/:applicationId/entitlements',
    {
      config: { access: 'entitlements.write' },
      schema: {
        operationId: 'registerEntitlement',
        tags: ['applications'],
        summary: 'Decide on entitlement; legal basis and appeal body follow from the track',
        params: ApplicationParams,
        headers: IdempotencyKey,
        body: EntitlementRegistration,
        response: { 201: RegisteredEntitlement, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { applicationId } = request.params;
      const command = { ...request.body, applicationId };
      const made = await registerEntitlement(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/applications/${applicationId}/entitlements`)
        .send(made);
    },
  );

  app.get(
    '/applications/:applicationId/entitlements',
    {
      config: { access: 'applications.read' },
      schema: {
        operationId: 'listEntitlements',
        tags: ['applications'],
        summary: 'The decisions on an application, those that are corrected included',
        params: ApplicationParams,
        response: { 200: EntitlementList, ...problems(404) },
      },
    },
    async (request) => ({
      items: await listEntitlements(deps, actorOf(request), request.params.applicationId),
    }),
  );
};
