import {
  DuplicateGroupCursor,
  DuplicateGroupPage,
  DuplicateGroupQuery,
  HouseholdMerge,
  HouseholdParams,
  IdempotencyKey,
  MergedHousehold,
  problems,
} from '@boligtrapp/contracts';
import {
  listDuplicates,
  type MergeHouseholdsDeps,
  mergeHouseholds,
  type ReadHouseholdsDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of duplicates need. */
export type HouseholdMergeRouteDeps = MergeHouseholdsDeps & ReadHouseholdsDeps;

/** Households that are registered more than once: found by the system, merged by a person. */
export const householdMergeRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: HouseholdMergeRouteDeps;
}> = async (app, { deps }) => {
  app.get(
    '/household-duplicates',
    {
      config: { access: 'households.read' },
      schema: {
        operationId: 'listDuplicates',
        tags: ['households'],
        summary: 'Groups of households that may be one, by identity number or name and birth date',
        querystring: DuplicateGroupQuery,
        response: { 200: DuplicateGroupPage, ...problems() },
      },
    },
    async (request) => {
      const [afterHouseholdId] = keysetOf(request.query, DuplicateGroupCursor) ?? [];
      const query = { afterHouseholdId, limit: pageSizeOf(request.query) };
      const page = await listDuplicates(deps, actorOf(request), query);
      return toPage(
        page,
        (group) => group,
        (group) => [group.households[0]?.householdId ?? ''],
      );
    },
  );

  app.post(
    '/households/:householdId/merge',
    {
      config: { access: 'households.write' },
      schema: {
        operationId: 'mergeHouseholds',
        tags: ['households'],
        summary: 'Merge another registration into this household; nothing is deleted',
        params: HouseholdParams,
        headers: IdempotencyKey,
        body: HouseholdMerge,
        response: { 201: MergedHousehold, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, keptHouseholdId: request.params.householdId };
      const merged = await mergeHouseholds(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/households/${merged.keptHouseholdId}`)
        .send(merged);
    },
  );
};
