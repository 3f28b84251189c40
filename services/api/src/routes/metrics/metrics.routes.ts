import { problems } from '@boligtrapp/contracts';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Metrics } from '../../metrics/metrics.ts';

/** Figures for Prometheus, for whoever may read metrics; used where they have no port of their own. */
export const metricsRoutes: FastifyPluginAsyncTypebox<{ readonly metrics: Metrics }> = async (
  app,
  { metrics },
) => {
  app.get(
    '/metrics',
    {
      config: { access: 'metrics.read' },
      schema: {
        operationId: 'readMetrics',
        tags: ['operations'],
        summary: 'Figures of this process for Prometheus',
        response: {
          200: { description: 'Figures', content: { 'text/plain': { schema: Type.String() } } },
          ...problems(),
        },
      },
    },
    async (_request, reply) => {
      void reply.header('content-type', metrics.contentType);
      return await metrics.render();
    },
  );
};
