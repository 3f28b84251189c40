import { Ladder, LadderQuery, problems } from '@boligtrapp/contracts';
import type { Db } from '@boligtrapp/database';
import { type Clock, getLadder } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';

/** What the route of the ladder needs. */
export interface LadderRouteDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Both ladders at a glance. */
export const ladderRoutes: FastifyPluginAsyncTypebox<{ readonly deps: LadderRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/ladder',
    {
      config: { access: 'ladder.read' },
      schema: {
        operationId: 'getLadder',
        tags: ['ladder'],
        summary: 'Stock, occupied, vacant, out of use and queue of every step, today or on a date',
        querystring: LadderQuery,
        response: { 200: Ladder, ...problems() },
      },
    },
    async (request) => {
      const on = request.query.on ?? deps.clock.today();
      return { on, steps: [...(await getLadder(deps, actorOf(request), on))] };
    },
  );
};
