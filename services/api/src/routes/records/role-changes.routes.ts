import {
  DwellingParams,
  IdempotencyKey,
  problems,
  RoleChange,
  RoleChangeHistory,
  RoleChangeRequest,
} from '@boligtrapp/contracts';
import {
  type ChangeRoleDeps,
  changeRole,
  type ListRoleChangesDeps,
  listRoleChanges,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of roles of units need. */
export type RoleChangeRouteDeps = ChangeRoleDeps & ListRoleChangesDeps;

/** Units that turn from staff base to dwelling and back. */
export const roleChangeRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RoleChangeRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/dwellings/:dwellingId/role-changes',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'listRoleChanges',
        tags: ['dwellings'],
        summary: 'When the unit turned from staff base to dwelling and back, with the load that allowed it',
        params: DwellingParams,
        response: { 200: RoleChangeHistory, ...problems(404) },
      },
    },
    async (request) => ({ items: await listRoleChanges(deps, actorOf(request), request.params.dwellingId) }),
  );

  app.post(
    '/dwellings/:dwellingId/role-changes',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'changeRole',
        tags: ['dwellings'],
        summary: 'Turn a unit from staff base to dwelling from a day on, or back',
        params: DwellingParams,
        headers: IdempotencyKey,
        body: RoleChangeRequest,
        response: { 201: RoleChange, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const change = await changeRole(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/dwellings/${command.dwellingId}/role-changes`)
        .send(change);
    },
  );
};
