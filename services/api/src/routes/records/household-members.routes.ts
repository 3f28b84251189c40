import {
  ChangedHousehold,
  HouseholdJoining,
  HouseholdLeaving,
  HouseholdMemberParams,
  HouseholdParams,
  problems,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  addHouseholdMember,
  endHouseholdMembership,
  type RegisterHouseholdDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';
import { toNewMember, withoutIdentityNumber } from './household.dto.ts';

/** Who joins a household and who leaves it, with dates. */
export const householdMemberRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: RegisterHouseholdDeps;
}> = async (app, { deps }) => {
  app.post(
    '/households/:householdId/members',
    {
      config: { access: 'households.write' },
      schema: {
        operationId: 'addHouseholdMember',
        tags: ['households'],
        summary: 'Add a person to a household from a day on; a known person becomes a member here, too',
        params: HouseholdParams,
        headers: KeyAndVersion,
        body: HouseholdJoining,
        response: { 201: ChangedHousehold, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { householdId } = request.params;
      const { from, member } = request.body;
      const version = versionOfEntityTag(request.headers['if-match']);
      const asked = withoutIdentityNumber(member, deps.identityCipher, actor.municipalityId);
      const { routeOptions, headers, params } = request;
      const hashWithKeys = (text: string): readonly string[] => request.hashWithKeys(text);
      const body = { from, member: asked };
      const retry = idempotencyOf({ routeOptions, headers, params, body, hashWithKeys });
      const command = { householdId, version, from, member: toNewMember(member) };
      const changed = await addHouseholdMember(deps, actor, command, retry);
      return await reply
        .code(201)
        .header('location', `/v1/households/${householdId}`)
        .header('etag', toEntityTag(changed.version))
        .send(changed);
    },
  );

  app.post(
    '/households/:householdId/members/:personId/leave',
    {
      config: { access: 'households.write' },
      schema: {
        operationId: 'endHouseholdMembership',
        tags: ['households'],
        summary: 'End a membership from a day on; nothing of the time before is deleted',
        params: HouseholdMemberParams,
        headers: KeyAndVersion,
        body: HouseholdLeaving,
        response: { 201: ChangedHousehold, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.params, ...request.body, version };
      const changed = await endHouseholdMembership(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/households/${changed.id}`)
        .header('etag', toEntityTag(changed.version))
        .send(changed);
    },
  );
};
