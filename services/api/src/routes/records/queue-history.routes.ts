import {
  HouseholdParams,
  LotCursor,
  LotPage,
  LotQuery,
  problems,
  QueueMoveCursor,
  QueueMovePage,
  QueueMoveQuery,
} from '@boligtrapp/contracts';
import { getQueueHistory, type ListQueueDeps, listLots } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** How the queue came to be in its order: moves with their reasons, and lots with their seeds. */
export const queueHistoryRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ListQueueDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/households/:householdId/queue-history',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'getQueueHistory',
        tags: ['queue'],
        summary: 'Every change of a household’s place in the queue with its reason, the newest first',
        params: HouseholdParams,
        querystring: QueueMoveQuery,
        response: { 200: QueueMovePage, ...problems(404) },
      },
    },
    async (request) => {
      const keys = keysetOf(request.query, QueueMoveCursor);
      const before = keys && { eventNumber: keys[0], queue: keys[1] };
      const { householdId } = request.params;
      const query = { householdId, before, limit: pageSizeOf(request.query) };
      const page = await getQueueHistory(deps, actorOf(request), query);
      return toPage(
        page,
        ({ eventNumber: _eventNumber, ...move }) => move,
        (move) => [move.eventNumber, `${move.track}/${move.programme}`],
      );
    },
  );

  app.get(
    '/queue/lots',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'listLots',
        tags: ['queue'],
        summary: 'Recorded lots with their published seeds, the newest first; anyone can draw them again',
        querystring: LotQuery,
        response: { 200: LotPage, ...problems() },
      },
    },
    async (request) => {
      const [beforeId] = keysetOf(request.query, LotCursor) ?? [];
      const { roundId } = request.query;
      const page = await listLots(deps, actorOf(request), {
        roundId,
        beforeId,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        (lot) => lot,
        (lot) => [lot.id],
      );
    },
  );
};
