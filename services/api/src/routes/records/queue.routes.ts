import { problems, QueueCursor, QueuePage, QueueQuery } from '@boligtrapp/contracts';
import { type ListQueueDeps, listQueue } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** Who waits, in the order of the policy in force. */
export const queueRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ListQueueDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/queue',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'listQueue',
        tags: ['queue'],
        summary: 'Who waits, in order, with points and ties; no names',
        querystring: QueueQuery,
        response: { 200: QueuePage, ...problems(404) },
      },
    },
    async (request) => {
      const { track, programme, level, isMover, isUnassigned, householdId } = request.query;
      const assignedTo = isUnassigned === true ? null : request.query.assignedTo;
      const keys = keysetOf(request.query, QueueCursor);
      const after = keys && { position: keys[0], householdId: keys[1] };
      const query = {
        track,
        programme,
        level,
        assignedTo,
        isMover,
        householdId,
        after,
        limit: pageSizeOf(request.query),
      };
      const page = await listQueue(deps, actorOf(request), query);
      const { policySetId } = page;
      return {
        ...toPage(
          page,
          (item) => item,
          (item) => [item.position, item.householdId],
        ),
        policySetId,
      };
    },
  );
};
