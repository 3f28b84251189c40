import type { IncomingMessage } from 'node:http';
import type { IdSource } from '@boligtrapp/use-cases';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

/** Name of {@link requestContext} among the plugins. */
export const REQUEST_CONTEXT_PLUGIN_ID = 'request-context';

const REQUEST_ID_HEADER = 'x-request-id';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of a request: the caller's, when it is a UUID, else a new one. It stands in the log and in the audit
 * trail for good, so nothing else is taken over.
 */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>, ids: IdSource): string {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : ids.next();
}

/**
 * One line in the log: method, route as it was declared, status and time. The address itself is not logged,
 * because people paste identity numbers into addresses.
 */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    },
    'request answered',
  );
}

/** Returns the request id in `x-request-id` and logs one line for each answer. */
export const requestContext = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      void reply.header(REQUEST_ID_HEADER, request.id);
    });
    app.addHook('onResponse', async (request, reply) => {
      logAnswer(request, reply);
    });
  },
  { name: REQUEST_CONTEXT_PLUGIN_ID, fastify: '5.x' },
);
