import {
  HouseholdExplanation,
  problems,
  RoundParams,
  VerdictCursor,
  VerdictPage,
  VerdictParams,
  VerdictQuery,
} from '@boligtrapp/contracts';
import { explainHousehold, listRoundVerdicts, type ReadRoundDeps } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** Why a household could or could not have a dwelling: every pair of a round, every rule. */
export const verdictRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReadRoundDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/rounds/:roundId/verdicts',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'listVerdicts',
        tags: ['rounds'],
        summary: 'The verdict on every pair of household and dwelling, households by rank',
        params: RoundParams,
        querystring: VerdictQuery,
        response: { 200: VerdictPage, ...problems(404) },
      },
    },
    async (request) => {
      const [afterRank] = keysetOf(request.query, VerdictCursor) ?? [0];
      const page = await listRoundVerdicts(deps, actorOf(request), {
        roundId: request.params.roundId,
        afterRank,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (row) => ({
          ...row,
          dwellings: row.dwellings.map((dwelling) => ({
            ...dwelling,
            failedRules: [...dwelling.failedRules],
          })),
        }),
        (row) => [row.rank],
      );
    },
  );

  app.get(
    '/rounds/:roundId/verdicts/:householdId',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'explainHousehold',
        tags: ['rounds'],
        summary: 'Every rule for every dwelling for one household, with values, limits and points',
        params: VerdictParams,
        response: { 200: HouseholdExplanation, ...problems(404) },
      },
    },
    async (request) => {
      const explanation = await explainHousehold(deps, actorOf(request), request.params);
      return {
        ...explanation,
        dwellings: explanation.dwellings.map((dwelling) => ({
          ...dwelling,
          failedRules: [...dwelling.failedRules],
          rules: [...dwelling.rules],
          scoreParts: [...dwelling.scoreParts],
        })),
      };
    },
  );
};
