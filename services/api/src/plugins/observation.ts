import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Metrics } from '../metrics/metrics.ts';

/** Name of {@link observation} among the plugins. */
export const OBSERVATION_PLUGIN_ID = 'observation';

/** Notes the time of every request by its route, so that the number of series stays bounded. */
export const observation = fp<{ readonly metrics: Metrics }>(
  async (app: FastifyInstance, { metrics }) => {
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none';
      metrics.observeRequest(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
    });
  },
  { name: OBSERVATION_PLUGIN_ID, fastify: '5.x' },
);
