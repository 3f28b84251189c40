import {
  ComparedPair,
  DwellingOutcomes,
  encodeCursor,
  HouseholdOutcomes,
  NearestChange,
  OutcomeCursor,
  OutcomeQuery,
  problems,
  RoundDwellingParams,
  RoundHouseholdParams,
  RoundPairParams,
} from '@boligtrapp/contracts';
import {
  type AskSolverDeps,
  comparePair,
  explainDwellingOutcomes,
  explainHouseholdOutcomes,
  findNearestChangeFor,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf } from '../../http/paging.ts';
import { preferredLanguage } from '../../problems/language.ts';
import { type ExplanationTexts, explanationTexts } from './explanation.dto.ts';

/** What the routes of explanations need. */
export type ExplanationRouteDeps = AskSolverDeps;

/** Why a proposal is as it is, in words and figures, by household and by dwelling. */
export const explanationRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ExplanationRouteDeps }> = async (
  app,
  options,
) => {
  await app.register(pageRoutes, options);
  await app.register(solverRoutes, options);
};

const pageRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ExplanationRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/rounds/:roundId/households/:householdId/outcomes',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'listHouseholdOutcomes',
        tags: ['rounds'],
        summary: 'Where a household ends and why, for every dwelling considered, nearest first',
        params: RoundHouseholdParams,
        querystring: OutcomeQuery,
        response: { 200: HouseholdOutcomes, ...problems(404) },
      },
    },
    async (request, reply) => {
      const [afterPosition] = keysetOf(request.query, OutcomeCursor) ?? [0];
      const query = { ...request.params, afterPosition, limit: pageSizeOf(request.query) };
      const page = await explainHouseholdOutcomes(deps, actorOf(request), query);
      const last = page.items.at(-1);
      const nextCursor = page.isLast || last === undefined ? null : encodeCursor([last.position]);
      return { ...textsFor(request, reply).household(page), nextCursor };
    },
  );

  app.get(
    '/rounds/:roundId/dwellings/:dwellingId/outcomes',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'listDwellingOutcomes',
        tags: ['rounds'],
        summary: 'Who gets a dwelling and why nobody else does, for every household by rank',
        params: RoundDwellingParams,
        querystring: OutcomeQuery,
        response: { 200: DwellingOutcomes, ...problems(404) },
      },
    },
    async (request, reply) => {
      const [afterRank] = keysetOf(request.query, OutcomeCursor) ?? [0];
      const query = { ...request.params, afterRank, limit: pageSizeOf(request.query) };
      const page = await explainDwellingOutcomes(deps, actorOf(request), query);
      const last = page.items.at(-1);
      const nextCursor = page.isLast || last === undefined ? null : encodeCursor([last.household.rank]);
      return { ...textsFor(request, reply).dwelling(page), nextCursor };
    },
  );
};

const solverRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ExplanationRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/rounds/:roundId/households/:householdId/nearest-change',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'findNearestChange',
        tags: ['rounds'],
        summary:
          'The smallest change of limits or stock that would give a household a dwelling; takes seconds',
        params: RoundHouseholdParams,
        response: { 200: NearestChange, ...problems(404, 409) },
      },
    },
    async (request, reply) => {
      const view = await findNearestChangeFor(deps, actorOf(request), request.params, request.signal);
      return textsFor(request, reply).change(view);
    },
  );

  app.get(
    '/rounds/:roundId/households/:householdId/dwellings/:dwellingId/comparison',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'comparePair',
        tags: ['rounds'],
        summary:
          'By how much the whole would be worse with this pair, or who would lose theirs; takes seconds',
        params: RoundPairParams,
        response: { 200: ComparedPair, ...problems(404) },
      },
    },
    async (request, reply) => {
      const pair = await comparePair(deps, actorOf(request), request.params, request.signal);
      return textsFor(request, reply).pair(pair);
    },
  );
};

function textsFor(request: FastifyRequest, reply: FastifyReply): ExplanationTexts {
  const language = preferredLanguage(request.headers['accept-language']);
  void reply.header('content-language', language).header('vary', 'accept-language');
  return explanationTexts(language);
}
