import {
  CreatedRound,
  IdempotencyKey,
  problems,
  ReSolveRequest,
  Round,
  RoundCancellation,
  RoundChanges,
  RoundParams,
  StaleRounds,
  toEntityTag,
} from '@boligtrapp/contracts';
import {
  type CancelRoundDeps,
  type CreateRoundDeps,
  cancelRound,
  getRoundChanges,
  listStaleRounds,
  type ReadRoundDeps,
  reSolveRound,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { toRound } from './round.dto.ts';

/** What the routes of a round that no longer holds need. */
export type RoundChangeRouteDeps = CreateRoundDeps & ReadRoundDeps & CancelRoundDeps;

/** Whether a round still holds, and what to do when it does not. */
export const roundChangeRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RoundChangeRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/stale-rounds',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'listStaleRounds',
        tags: ['rounds'],
        summary: 'Which proposals rest on facts that have changed',
        response: { 200: StaleRounds, ...problems() },
      },
    },
    async (request) => ({ items: [...(await listStaleRounds(deps, actorOf(request)))] }),
  );

  app.get(
    '/rounds/:roundId/changes',
    {
      config: { access: 'rounds.read' },
      schema: {
        operationId: 'getRoundChanges',
        tags: ['rounds'],
        summary: 'What has changed since the facts of the round were frozen',
        params: RoundParams,
        response: { 200: RoundChanges, ...problems(404) },
      },
    },
    async (request) => {
      const { changes, ...same } = await getRoundChanges(deps, actorOf(request), request.params.roundId);
      return { ...same, changes: [...changes] };
    },
  );

  app.post(
    '/rounds/:roundId/cancel',
    {
      config: { access: 'rounds.write' },
      schema: {
        operationId: 'cancelRound',
        tags: ['rounds'],
        summary: 'Cancel a round that is not signed',
        params: RoundParams,
        headers: IdempotencyKey,
        body: RoundCancellation,
        response: { 201: Round, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, roundId: request.params.roundId };
      const round = await cancelRound(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/rounds/${round.id}`)
        .header('etag', toEntityTag(round.version))
        .send(toRound(round));
    },
  );

  app.post(
    '/rounds/:roundId/re-solve',
    {
      config: { access: 'rounds.write' },
      schema: {
        operationId: 'reSolveRound',
        tags: ['rounds'],
        summary: 'Compute the round anew with the facts of now; the old one is cancelled and points at it',
        params: RoundParams,
        headers: IdempotencyKey,
        body: ReSolveRequest,
        response: { 202: CreatedRound, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, roundId: request.params.roundId };
      const round = await reSolveRound(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(202).header('location', `/v1/rounds/${round.id}`).send(round);
    },
  );
};
