import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

/** Name of {@link conditionalRequests} among the plugins. */
export const CONDITIONAL_REQUESTS_PLUGIN_ID = 'conditional-requests';

/**
 * Answers a GET that names the present entity tag in `If-None-Match` with 304 and no body. The other half,
 * `If-Match` on changes, is a header that each such route declares; the use case compares the versions.
 */
export const conditionalRequests = fp(
  async (app: FastifyInstance) => {
    app.addHook('onSend', async (request, reply, payload) => {
      if (!isUnchanged(request, reply)) return payload;
      void reply.code(304).removeHeader('content-type').removeHeader('content-length');
      return '';
    });
  },
  { name: CONDITIONAL_REQUESTS_PLUGIN_ID, fastify: '5.x' },
);

function isUnchanged(request: FastifyRequest, reply: FastifyReply): boolean {
  const entityTag = reply.getHeader('etag');
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof entityTag !== 'string') return false;
  const known = request.headers['if-none-match']?.split(',') ?? [];
  return known.some((tag) => tag.trim().replace(/^W\//, '') === entityTag);
}
