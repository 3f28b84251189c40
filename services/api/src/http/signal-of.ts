import type { FastifyReply } from 'fastify';

/**
 * Aborted once nobody waits for the answer any more: the caller has gone away, or was told already that it took too
 * long. Not the framework's own signal, which is aborted as soon as the body of a request has been read.
 */
export function signalOf(reply: FastifyReply): AbortSignal {
  const answered = new AbortController();
  reply.raw.once('close', () => answered.abort());
  return answered.signal;
}
