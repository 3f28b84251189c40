import {
  Household,
  HouseholdCursor,
  HouseholdPage,
  HouseholdParams,
  HouseholdQuery,
  HouseholdRegistration,
  HouseholdSearch,
  HouseholdSearchResult,
  IdempotencyKey,
  problems,
  RegisteredHousehold,
  toEntityTag,
} from '@boligtrapp/contracts';
import { sensitive } from '@boligtrapp/domain';
import {
  getHousehold,
  listHouseholds,
  type RegisterHouseholdDeps,
  registerHousehold,
  type SearchHouseholdsDeps,
  searchHouseholds,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { toRegisterHousehold, withoutIdentityNumbers } from './household.dto.ts';

/** What the routes of households need. */
export type HouseholdRouteDeps = RegisterHouseholdDeps & SearchHouseholdsDeps;

/** Households and their members. */
export const householdRoutes: FastifyPluginAsyncTypebox<{ readonly deps: HouseholdRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/households',
    {
      config: { access: 'households.write' },
      schema: {
        operationId: 'registerHousehold',
        tags: ['households'],
        summary: 'Register persons and the household they form',
        headers: IdempotencyKey,
        body: HouseholdRegistration,
        response: { 201: RegisteredHousehold, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { routeOptions, headers, params } = request;
      const actor = actorOf(request);
      const body = withoutIdentityNumbers(request.body, deps.identityCipher, actor.municipalityId);
      const hashWithKeys = (text: string): readonly string[] => request.hashWithKeys(text);
      const retry = idempotencyOf({ routeOptions, headers, params, body, hashWithKeys });
      const household = await registerHousehold(deps, actor, toRegisterHousehold(request.body), retry);
      return await reply.code(201).header('location', `/v1/households/${household.id}`).send(household);
    },
  );

  app.get(
    '/households',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'listHouseholds',
        tags: ['households'],
        summary: 'Households by reference, with their members of today',
        querystring: HouseholdQuery,
        response: { 200: HouseholdPage, ...problems() },
      },
    },
    async (request) => {
      const [afterReference] = keysetOf(request.query, HouseholdCursor) ?? [];
      const { reference: referencePrefix } = request.query;
      const query = { referencePrefix, afterReference, limit: pageSizeOf(request.query) };
      const page = await listHouseholds(deps, actorOf(request), query);
      return toPage(
        page,
        (household) => household,
        (household) => [household.reference],
      );
    },
  );

  app.get(
    '/households/:householdId',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'getHousehold',
        tags: ['households'],
        summary: 'One household with its members of today',
        params: HouseholdParams,
        response: { 200: Household, ...problems(404) },
      },
    },
    async (request, reply) => {
      const household = await getHousehold(deps, actorOf(request), request.params.householdId);
      void reply.header('etag', toEntityTag(household.version));
      return household;
    },
  );

  app.post(
    '/households/search',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'searchHouseholds',
        tags: ['households'],
        summary: 'Find the households of a person by identity number',
        description: 'Reads only; a POST because addresses are logged and the number must not be.',
        body: HouseholdSearch,
        response: { 200: HouseholdSearchResult, ...problems(413, 415, 422) },
      },
    },
    async (request) => {
      const identityNumber = sensitive(request.body.identityNumber);
      return { items: await searchHouseholds(deps, actorOf(request), identityNumber) };
    },
  );
};
