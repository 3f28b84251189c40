import { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

/** From the end of the wait until the refusal is on its way. */
const MARGIN_MS = 5_000;

/**
 * Aborted once nobody waits for the answer any more: the caller has gone away, or it has taken `timeoutMs`. Lets the
 * connection stay silent for as long, which others may not.
 *
 * Not the framework's own signal and timeout: both end as soon as the body of a request has been read.
 */
export function signalOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  // Until the answer: the server sets its own limit again for the next request of the connection.
  const { socket } = reply.raw;
  if (socket instanceof Socket) socket.setTimeout(timeoutMs + MARGIN_MS);
  return AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)]);
}
