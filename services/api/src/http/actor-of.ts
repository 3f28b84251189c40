import type { Actor } from '@boligtrapp/use-cases';
import type { FastifyRequest } from 'fastify';

/** Who asks. @throws {Error} on a route that was declared public: it has no actor. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error('a public route has no actor');
  return request.actor;
}
