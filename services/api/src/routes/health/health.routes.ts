import { Liveness, Readiness, responsesOf } from '@boligtrapp/contracts';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';

/** What the routes of health need. */
export interface HealthRouteDeps {
  /** Looks at what the process needs; answers within about a second and never rejects. */
  readonly readiness: () => Promise<Readiness>;
}

/** Whether the process lives, and whether it can serve; asked by whoever runs it. */
export const healthRoutes: FastifyPluginAsyncTypebox<{ readonly deps: HealthRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/health/live',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readLiveness',
        tags: ['operations'],
        summary: 'The process answers',
        response: { 200: Liveness, ...responsesOf([400, 414]) },
      },
    },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readReadiness',
        tags: ['operations'],
        summary: 'Requests can be served',
        response: { 200: Readiness, 503: Readiness, ...responsesOf([400, 414]) },
      },
    },
    async (_request, reply) => {
      const readiness = await deps.readiness();
      return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
    },
  );
};
