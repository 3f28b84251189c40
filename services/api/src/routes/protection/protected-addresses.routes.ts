import {
  HouseholdMemberParams,
  IfMatch,
  IfMatchAddress,
  ProtectedAddress,
  ProtectedAddressWriting,
  problems,
  toEntityTag,
  versionOfEntityTag,
  WrittenProtectedAddress,
} from '@boligtrapp/contracts';
import { sensitive } from '@boligtrapp/domain';
import {
  eraseProtectedAddress,
  getProtectedAddress,
  type ProtectedAddressDeps,
  putProtectedAddress,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';

const PATH = '/households/:householdId/members/:personId/protected-address';

/** Where people with a protected address live, for who is named for the case. */
export const protectedAddressRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: ProtectedAddressDeps;
}> = async (app, { deps }) => {
  app.get(
    PATH,
    {
      config: { access: 'protected-addresses.read' },
      schema: {
        operationId: 'getProtectedAddress',
        tags: ['households'],
        summary: 'Where a person with a protected address lives and how to reach them',
        params: HouseholdMemberParams,
        response: { 200: ProtectedAddress, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { address, ...view } = await getProtectedAddress(deps, actorOf(request), request.params);
      const { homeLines, postalLines, contact } = address.reveal();
      void reply.header('etag', toEntityTag(view.version));
      return { ...view, homeLines: [...homeLines], postalLines: [...postalLines], contact };
    },
  );

  app.put(
    PATH,
    {
      config: { access: 'protected-addresses.write' },
      schema: {
        operationId: 'putProtectedAddress',
        tags: ['households'],
        summary: 'Write where a person with a protected address lives; what stood there is not kept',
        params: HouseholdMemberParams,
        headers: IfMatchAddress,
        body: ProtectedAddressWriting,
        response: { 200: WrittenProtectedAddress, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.params, version, address: sensitive(request.body) };
      const written = await putProtectedAddress(deps, actorOf(request), command);
      void reply.header('etag', toEntityTag(written.version));
      return written;
    },
  );

  app.delete(
    PATH,
    {
      config: { access: 'protected-addresses.write' },
      schema: {
        operationId: 'eraseProtectedAddress',
        tags: ['households'],
        summary: 'Forget where a person lives; nothing of it is kept',
        params: HouseholdMemberParams,
        headers: IfMatch,
        response: { 204: Type.Null(), ...problems(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      await eraseProtectedAddress(deps, actorOf(request), { ...request.params, version });
      return await reply.code(204).send(null);
    },
  );
};
