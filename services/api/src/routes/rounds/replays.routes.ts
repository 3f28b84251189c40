import { problems, RoundParams, RoundReplay } from '@boligtrapp/contracts';
import { type ReplayRoundDeps, replayRound } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { signalOf } from '../../http/signal-of.ts';

/** What the routes of replays need. */
export type ReplayRouteDeps = ReplayRoundDeps;

/** A city takes some seconds to judge and solve; the wait for a thread comes on top. */
const REPLAY_TIMEOUT_MS = 120_000;

/** Whether a proposal comes out the same once more. */
export const replayRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReplayRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/rounds/:roundId/replay',
    {
      config: { access: 'rounds.read' },
      handlerTimeout: 2 * REPLAY_TIMEOUT_MS,
      schema: {
        operationId: 'replayRound',
        tags: ['rounds'],
        summary: 'Compute the round once more from its frozen facts and compare the hashes',
        params: RoundParams,
        response: { 200: RoundReplay, ...problems(404) },
      },
    },
    async (request, reply) =>
      await replayRound(deps, actorOf(request), {
        roundId: request.params.roundId,
        signal: signalOf(reply, REPLAY_TIMEOUT_MS),
      }),
  );
};
