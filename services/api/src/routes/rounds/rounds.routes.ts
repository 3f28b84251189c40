import {
  CreatedRound,
  IdempotencyKey,
  Proposal,
  problems,
  Round,
  RoundCursor,
  RoundExport,
  RoundPage,
  RoundParams,
  RoundQuery,
  RoundRequest,
  toEntityTag,
} from '@boligtrapp/contracts';
import {
  type CreateRoundDeps,
  createRound,
  exportRound,
  getProposal,
  getRound,
  listAllRounds,
  type ReadRoundDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { toProposalDto, toRound } from './round.dto.ts';

/** What the routes of rounds need. */
export type RoundRouteDeps = CreateRoundDeps & ReadRoundDeps;

/** Allocation rounds and their proposals. */
export const roundRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RoundRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/rounds',
    {
      config: { access: 'rounds.write' },
      schema: {
        operationId: 'createRound',
        tags: ['rounds'],
        summary: 'Freeze the facts and have a proposal computed',
        headers: IdempotencyKey,
        body: RoundRequest,
        response: { 202: CreatedRound, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const round = await createRound(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(202).header('location', `/v1/rounds/${round.id}`).send(round);
    },
  );

  app.get(
    '/rounds',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'listRounds',
        tags: ['rounds'],
        summary: 'Rounds, the newest first',
        querystring: RoundQuery,
        response: { 200: RoundPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, RoundCursor) ?? [];
      const page = await listAllRounds(deps, actorOf(request), { afterId, limit: pageSizeOf(request.query) });
      return toPage(page, toRound, (row) => [row.id]);
    },
  );

  app.get(
    '/rounds/:roundId',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'getRound',
        tags: ['rounds'],
        summary: 'One round: its state and how far it has come',
        params: RoundParams,
        response: { 200: Round, ...problems(404) },
      },
    },
    async (request, reply) => {
      const round = await getRound(deps, actorOf(request), request.params.roundId);
      void reply.header('etag', toEntityTag(round.version));
      return toRound(round);
    },
  );

  app.get(
    '/rounds/:roundId/proposal',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'getProposal',
        tags: ['rounds'],
        summary: 'Who gets which dwelling, who gets none and why, and what it does to the places',
        params: RoundParams,
        response: { 200: Proposal, ...problems(404) },
      },
    },
    async (request) => toProposalDto(await getProposal(deps, actorOf(request), request.params.roundId)),
  );

  app.get(
    '/rounds/:roundId/export',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'exportRound',
        tags: ['rounds'],
        summary: 'Problem and solution as the solver had them, for an independent check',
        params: RoundParams,
        response: { 200: RoundExport, ...problems(404) },
      },
    },
    async (request) => await exportRound(deps, actorOf(request), request.params.roundId),
  );
};
